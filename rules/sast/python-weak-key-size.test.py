import paramiko
import rsa as python_rsa
from Crypto.PublicKey import RSA
from cryptography.hazmat.primitives.asymmetric import dsa, rsa
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key


def own_authority():
    # ruleid: python-weak-key-size
    return rsa.generate_private_key(public_exponent=65537, key_size=1024)


def positional(backend):
    # ruleid: python-weak-key-size
    return generate_private_key(65537, 1536, backend)


def others():
    # ruleid: python-weak-key-size
    first = RSA.generate(bits=1024)
    # ruleid: python-weak-key-size
    second = paramiko.RSAKey.generate(1024)
    # ruleid: python-weak-key-size
    third = dsa.generate_private_key(key_size=1024)
    # ruleid: python-weak-key-size
    public, private = python_rsa.newkeys(512)
    return first, second, third, public, private


def good():
    # ok: python-weak-key-size
    return rsa.generate_private_key(public_exponent=65537, key_size=4096)


def smallest():
    # ok: python-weak-key-size
    return RSA.generate(2048)


def configured(bits):
    # ok: python-weak-key-size
    return paramiko.RSAKey.generate(bits=bits)
