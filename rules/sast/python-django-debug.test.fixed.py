import os

SECRET_KEY = os.environ["SECRET_KEY"]

# ruleid: python-django-debug
DEBUG = False

ALLOWED_HOSTS = ["shop.example.org"]

INSTALLED_APPS = [
    "django.contrib.admin",
    "shop",
]


class Development:
    # ruleid: python-django-debug
    DEBUG = False
    INSTALLED_APPS = ["shop", "debug_toolbar"]


class Late:
    INSTALLED_APPS = ["shop"]
    ROOT_URLCONF = "shop.urls"
    # ruleid: python-django-debug
    DEBUG = False


class Production:
    INSTALLED_APPS = ["shop"]
    # ok: python-django-debug
    DEBUG = False


class FromEnvironment:
    # ok: python-django-debug
    DEBUG = os.environ.get("DJANGO_DEBUG") == "1"
    INSTALLED_APPS = ["shop"]


def toggle(settings):
    # ok: python-django-debug
    settings.DEBUG = True
