from flask import make_response

SESSION_COOKIE = "sessionid"


def log_in(response, token):
    # ruleid: python-cookie-flags
    response.set_cookie("access_token", token, httponly=True)
    return response


def start(session):
    response = make_response("welcome")
    # ruleid: python-cookie-flags
    response.set_cookie(SESSION_COOKIE, session.key, max_age=3600, secure=True, httponly=True)
    return response


def remember(response, user):
    # ruleid: python-cookie-flags
    response.set_signed_cookie("remember_me", user.pk, salt="r", secure=True)


def protected(response, token):
    # ok: python-cookie-flags
    response.set_cookie("access_token", token, httponly=True, secure=True, samesite="Lax")


def theme(response):
    # ok: python-cookie-flags
    response.set_cookie("theme", "dark", httponly=False)


def read_by_script(response, token):
    # ok: python-cookie-flags
    response.set_cookie("csrftoken", token, httponly=False, secure=True)


def configured(response, settings, key):
    # ok: python-cookie-flags
    response.set_cookie("sessionid", key, secure=settings.secure)
