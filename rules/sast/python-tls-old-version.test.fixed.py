import ssl
from ssl import SSLContext

from OpenSSL import SSL


def connect(sock):
    # ruleid: python-tls-old-version
    context = ssl.SSLContext(ssl.PROTOCOL_TLSv1)
    return context.wrap_socket(sock)


def old_wrap(sock):
    # ruleid: python-tls-old-version
    return ssl.wrap_socket(sock, ssl_version=ssl.PROTOCOL_SSLv3)


def lowered():
    context = ssl.create_default_context()
    # ruleid: python-tls-old-version
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def pyopenssl():
    # ruleid: python-tls-old-version
    return SSL.Context(SSL.SSLv3_METHOD)


def default():
    # ok: python-tls-old-version
    return SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def strict(context):
    # ok: python-tls-old-version
    context.minimum_version = ssl.TLSVersion.TLSv1_3


def name_of(version):
    # ok: python-tls-old-version
    if version == ssl.PROTOCOL_TLSv1:
        return "TLS 1.0"
    return "newer"


def capped(context):
    # ok: python-tls-old-version
    context.maximum_version = ssl.TLSVersion.TLSv1_2
