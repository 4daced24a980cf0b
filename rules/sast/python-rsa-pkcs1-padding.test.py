from Crypto.Cipher import PKCS1_OAEP, PKCS1_v1_5
from Crypto.Signature import PKCS1_v1_5 as signature_scheme
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding


def wrap(public_key, session_key):
    # ruleid: python-rsa-pkcs1-padding
    return public_key.encrypt(session_key, padding.PKCS1v15())


def unwrap(private_key, message):
    # ruleid: python-rsa-pkcs1-padding
    return private_key.decrypt(message, padding=padding.PKCS1v15())


def other(key, message):
    # ruleid: python-rsa-pkcs1-padding
    return PKCS1_v1_5.new(key).decrypt(message, None)


def good(public_key, session_key):
    # ok: python-rsa-pkcs1-padding
    return public_key.encrypt(session_key, padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None))


def signatures_are_another_matter(private_key, data):
    # ok: python-rsa-pkcs1-padding
    private_key.sign(data, padding.PKCS1v15(), hashes.SHA256())
    # ok: python-rsa-pkcs1-padding
    return signature_scheme.new(private_key).sign(data)


def oaep(key, message):
    # ok: python-rsa-pkcs1-padding
    return PKCS1_OAEP.new(key).decrypt(message)
