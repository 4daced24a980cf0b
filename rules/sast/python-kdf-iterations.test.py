import hashlib
from hashlib import pbkdf2_hmac

from Crypto.Protocol.KDF import PBKDF2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC


def digest(password, salt):
    # ruleid: python-kdf-iterations
    return hashlib.pbkdf2_hmac("sha256", password, salt, 1000)


def digest_by_name(password, salt):
    # ruleid: python-kdf-iterations
    return pbkdf2_hmac("sha512", password, salt, iterations=50_000, dklen=64)


def key(password, salt):
    # ruleid: python-kdf-iterations
    return PBKDF2(password, salt, dkLen=32, count=5000)


def kdf(salt):
    # ok: python-kdf-iterations
    return PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=salt, iterations=600_000)


def enough(password, salt):
    # ok: python-kdf-iterations
    return hashlib.pbkdf2_hmac("sha256", password, salt, 210000)


def configured(password, salt, settings):
    # ok: python-kdf-iterations
    return hashlib.pbkdf2_hmac("sha256", password, salt, settings.iterations)
