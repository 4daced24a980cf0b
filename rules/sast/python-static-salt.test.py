import hashlib
import os

import bcrypt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

SALT = b"pepper-and-salt"


def digest(password):
    # ruleid: python-static-salt
    return hashlib.pbkdf2_hmac("sha256", password.encode(), b"static", 600_000)


def digest_by_name(password):
    # ruleid: python-static-salt
    return hashlib.scrypt(password, n=2**14, r=8, p=1, salt=SALT)


def key_from(password):
    # ruleid: python-static-salt
    kdf = PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=b"salt_", iterations=480000)
    return kdf.derive(password)


def fresh(password):
    salt = os.urandom(16)
    # ok: python-static-salt
    return salt, hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000)


def stored(password, user):
    # ok: python-static-salt
    return hashlib.scrypt(password, salt=user.salt, n=2**14, r=8, p=1)


def library(password):
    # ok: python-static-salt
    return bcrypt.hashpw(password, bcrypt.gensalt())
