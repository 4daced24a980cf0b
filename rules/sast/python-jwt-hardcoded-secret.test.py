import hmac
import os

import jwt
from jose import jwt as jose_jwt

SECRET = "mountain-river-42"


def issue(user):
    # ruleid: python-jwt-hardcoded-secret
    return jwt.encode({"sub": user.id}, "s3cr3t-0f-the-shop", algorithm="HS256")


def check(token):
    # ruleid: python-jwt-hardcoded-secret
    return jwt.decode(token, SECRET, algorithms=["HS256"])


def other(token):
    # ruleid: python-jwt-hardcoded-secret
    return jose_jwt.decode(token, SECRET, algorithms=["HS256"])


def sign(body):
    # ruleid: python-jwt-hardcoded-secret
    return hmac.new(b"correct horse battery", body, "sha256").hexdigest()


def from_environment(token):
    # ok: python-jwt-hardcoded-secret
    return jwt.decode(token, os.environ["JWT_SECRET"], algorithms=["HS256"])


def configured(claims, settings):
    # ok: python-jwt-hardcoded-secret
    return jwt.encode(claims, settings.secret, algorithm="HS256")


def for_tests():
    # ok: python-jwt-hardcoded-secret
    return jwt.encode({"sub": 1}, "test-secret", algorithm="HS256")
