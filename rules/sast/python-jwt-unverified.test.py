import jwt
from jwt import decode


def user(token):
    # ruleid: python-jwt-unverified
    return jwt.decode(token, verify=False)["sub"]


def claims(request, key):
    # ruleid: python-jwt-unverified
    return decode(request.token, key, options={"verify_exp": True, "verify_signature": False})


def any_algorithm(token, key):
    # ruleid: python-jwt-unverified
    return jwt.decode(token, key, algorithms=["HS256", "none"])


def verified(token, key):
    # ok: python-jwt-unverified
    return jwt.decode(token, key, algorithms=["RS256"])


def key_of_issuer(token, keys):
    # ok: python-jwt-unverified
    claims = jwt.decode(token, options={"verify_signature": False})
    key = keys[claims["iss"]]
    return jwt.decode(token, key, algorithms=["RS256"])


def no_expiry(token, key):
    # ok: python-jwt-unverified
    return jwt.decode(token, key, algorithms=["HS256"], options={"verify_exp": False})


def other(text):
    # ok: python-jwt-unverified
    return text.decode("utf-8", verify=False)
