import hashlib
from hashlib import sha512


def digest(password):
    # ruleid: python-password-fast-hash
    return hashlib.sha256(password.encode("utf-8")).hexdigest()


def salted(user, salt):
    # ruleid: python-password-fast-hash
    return sha512((salt + user.password).encode()).hexdigest()


def check(row, passwd):
    # ruleid: python-password-fast-hash
    return row["hash"] == hashlib.md5(bytes(passwd, "ascii"), usedforsecurity=True).hexdigest()


def slow(password, salt):
    # ok: python-password-fast-hash
    return hashlib.scrypt(password.encode(), salt=salt, n=2**15, r=8, p=1)


def file_digest(body):
    # ok: python-password-fast-hash
    return hashlib.sha256(body).hexdigest()


def reset_code(password_reset_url):
    # ok: python-password-fast-hash
    return hashlib.sha256(password_reset_url.encode()).hexdigest()


def pin(host, password_file):
    # ok: python-password-fast-hash
    return hashlib.sha256(password_file.read()).hexdigest()
