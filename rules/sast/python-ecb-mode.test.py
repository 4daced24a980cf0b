import Crypto.Cipher.AES
from Crypto.Cipher import AES
from cryptography.hazmat.primitives.ciphers import Cipher, modes
from cryptography.hazmat.primitives.ciphers.algorithms import AES as AesAlgorithm


def seal(key, text):
    # ruleid: python-ecb-mode
    return AES.new(key, AES.MODE_ECB).encrypt(text)


def seal_by_keyword(key, text):
    # ruleid: python-ecb-mode
    cipher = Crypto.Cipher.AES.new(key=key, mode=Crypto.Cipher.AES.MODE_ECB)
    return cipher.encrypt(text)


def hazmat(key):
    # ruleid: python-ecb-mode
    return Cipher(AesAlgorithm(key), modes.ECB()).encryptor()


def hazmat_by_keyword(key):
    # ruleid: python-ecb-mode
    return Cipher(algorithm=AesAlgorithm(key), mode=modes.ECB())


def good(key, nonce):
    # ok: python-ecb-mode
    return AES.new(key, AES.MODE_GCM, nonce=nonce)


def counted(key, nonce):
    # ok: python-ecb-mode
    return Cipher(AesAlgorithm(key), modes.CTR(nonce))


def refuse(mode):
    # ok: python-ecb-mode
    if mode == AES.MODE_ECB:
        raise ValueError("ECB is not allowed")
