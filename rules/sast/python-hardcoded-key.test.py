import os

import itsdangerous
from Crypto.Cipher import AES
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY = b"sixteen byte key"


def seal(nonce, text):
    # ruleid: python-hardcoded-key
    return AES.new(KEY, AES.MODE_GCM, nonce=nonce).encrypt(text)


def box():
    # ruleid: python-hardcoded-key
    return Fernet("Zm9yLXRoZS10ZXN0cy1vbmx5LTMyLWJ5dGVzLWxvbmc=")


def signer():
    # ruleid: python-hardcoded-key
    return itsdangerous.URLSafeTimedSerializer("hunter2-hunter2", salt="activate")


def from_environment():
    # ok: python-hardcoded-key
    return Fernet(os.environ["FERNET_KEY"])


def fresh():
    # ok: python-hardcoded-key
    return AESGCM(AESGCM.generate_key(bit_length=256))


def given(key, nonce):
    # ok: python-hardcoded-key
    return AES.new(key, AES.MODE_GCM, nonce=nonce)
