import hashlib
import hashlib as h
from hashlib import md5, new as new_hash


def etag_of(body: bytes) -> str:
    # ruleid: python-weak-hash
    return hashlib.md5(body).hexdigest()


def password_digest(password):
    # ruleid: python-weak-hash
    digest = h.sha1()
    digest.update(password.encode("utf-8"))
    # ruleid: python-weak-hash
    return digest.hexdigest() + md5(password.encode()).hexdigest()


class Signer:
    def sign(self, data):
        # ruleid: python-weak-hash
        return new_hash("md5", data).digest()


def content_key(body: bytes) -> str:
    # ok: python-weak-hash
    return hashlib.md5(body, usedforsecurity=False).hexdigest()


def short_name(path):
    # ok: python-weak-hash
    return hashlib.sha1(path.encode()).hexdigest()[:8]


def strong(body: bytes) -> str:
    # ok: python-weak-hash
    return hashlib.sha256(body).hexdigest()


def named(body, algorithm):
    # ok: python-weak-hash
    return hashlib.new("sha3_256", body).hexdigest()


def own(md5):
    # ok: python-weak-hash
    return md5
