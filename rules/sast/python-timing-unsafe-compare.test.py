import base64
import hashlib
import hmac


def verify(request, key):
    expected = hmac.new(key, request.body, hashlib.sha256).hexdigest()
    # ruleid: python-timing-unsafe-compare
    if request.headers["X-Signature"] != expected:
        raise PermissionError("forged")


def same(body, key, signature):
    # ruleid: python-timing-unsafe-compare
    return hmac.new(key, body, "sha256").digest() == signature


def encoded(body, key, header):
    mac = base64.b64encode(hmac.new(key, body, "sha256").digest()).decode()
    # ruleid: python-timing-unsafe-compare
    return header == mac


def constant_time(body, key, signature):
    mac = hmac.new(key, body, "sha256").hexdigest()
    # ok: python-timing-unsafe-compare
    return hmac.compare_digest(mac, signature)


def etag(body, header):
    digest = hashlib.sha256(body).hexdigest()
    # ok: python-timing-unsafe-compare
    return digest == header


def sign(body, key):
    # ok: python-timing-unsafe-compare
    return hmac.new(key, body, "sha256").hexdigest()
