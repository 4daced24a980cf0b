import os

from flask import Flask
from starlette.applications import Starlette
from starlette.middleware.sessions import SessionMiddleware

app = Flask(__name__)
# ruleid: python-hardcoded-secret-key
app.secret_key = "k8Wn2#vbL0q!zR5e"
# ruleid: python-hardcoded-secret-key
app.config["SECRET_KEY"] = "correct-horse-battery"

site = Starlette()
# ruleid: python-hardcoded-secret-key
site.add_middleware(SessionMiddleware, secret_key="9f0c2d7b61e84a35", https_only=True)


class Settings:
    # ruleid: python-hardcoded-secret-key
    SECRET_KEY = "django-insecure-8#q1w&e0lz)u!mwr"
    INSTALLED_APPS = ["shop"]


class Production:
    # ok: python-hardcoded-secret-key
    SECRET_KEY = os.environ["SECRET_KEY"]
    INSTALLED_APPS = ["shop"]


def create_app(testing):
    app = Flask(__name__)
    # ok: python-hardcoded-secret-key
    app.secret_key = os.urandom(32)
    if testing:
        # ok: python-hardcoded-secret-key
        app.secret_key = "only for tests"
    # ok: python-hardcoded-secret-key
    app.config["SECRET_KEY"] = "dev"
    return app


class Names:
    # ok: python-hardcoded-secret-key
    SECRET_KEY = "secret_key_header"
