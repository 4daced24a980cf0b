import os

from Crypto.Cipher import AES
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

IV = b"0123456789abcdef"


def seal(key, text):
    # ruleid: python-static-iv
    return AES.new(key, AES.MODE_CBC, IV).encrypt(text)


def seal_zero(key, text):
    # ruleid: python-static-iv
    return AES.new(key, AES.MODE_CBC, iv=b"\x00" * 16).encrypt(text)


def gcm(key):
    # ruleid: python-static-iv
    return Cipher(algorithms.AES(key), modes.GCM(b"unique nonce"))


def hazmat(key):
    # ruleid: python-static-iv
    return Cipher(algorithms.AES(key), modes.CBC(bytes(16)))


def fresh(key, text):
    iv = os.urandom(16)
    # ok: python-static-iv
    return iv + AES.new(key, AES.MODE_CBC, iv).encrypt(text)


def read(key, message):
    # ok: python-static-iv
    return Cipher(algorithms.AES(key), modes.GCM(message[:12], message[12:28]))


def library_draws_it(key):
    # ok: python-static-iv
    return AES.new(key, AES.MODE_EAX)
