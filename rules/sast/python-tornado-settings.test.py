import tornado.web
from tornado.web import Application

from shop import handlers, options


def make():
    # ruleid: python-tornado-settings
    return tornado.web.Application(handlers, debug=True, template_path="templates")


def without_check():
    # ruleid: python-tornado-settings
    return Application(handlers, login_url="/login", xsrf_cookies=False)


def talkative():
    # ruleid: python-tornado-settings
    return Application(handlers, serve_traceback=True)


def good(secret):
    # ok: python-tornado-settings
    return Application(handlers, xsrf_cookies=True, cookie_secret=secret)


def configured():
    # ok: python-tornado-settings
    return Application(handlers, debug=options.debug)


def other(factory):
    # ok: python-tornado-settings
    return factory.Application(handlers, debug=True)
