from Crypto.Cipher import AES, ARC4, DES3
from Crypto.Cipher import DES as LegacyDES
from Cryptodome.Cipher import Blowfish
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def legacy(key, iv, data):
    # ruleid: python-weak-cipher
    cipher = DES3.new(key, DES3.MODE_CBC, iv)
    # ruleid: python-weak-cipher
    single = LegacyDES.new(key[:8], LegacyDES.MODE_CBC, iv)
    return cipher.encrypt(single.encrypt(data))


def stream(key):
    # ruleid: python-weak-cipher
    return ARC4.new(key)


def fish(key, iv):
    # ruleid: python-weak-cipher
    return Blowfish.new(key, Blowfish.MODE_CBC, iv=iv)


def hazmat(key, iv):
    # ruleid: python-weak-cipher
    return Cipher(algorithms.TripleDES(key), modes.CBC(iv))


def modern(key, nonce):
    # ok: python-weak-cipher
    return AES.new(key, AES.MODE_GCM, nonce=nonce)


def modern_hazmat(key, iv):
    # ok: python-weak-cipher
    return Cipher(algorithms.AES(key), modes.CTR(iv))


def chacha(key, nonce):
    # ok: python-weak-cipher
    return Cipher(algorithms.ChaCha20(key, nonce), mode=None)


class DES:
    """Discrete event simulation, not a cipher."""

    def new(self, horizon):
        # ok: python-weak-cipher
        return self.DES.new(horizon)
