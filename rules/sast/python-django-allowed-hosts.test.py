import os

# ruleid: python-django-allowed-hosts
ALLOWED_HOSTS = ["*"]


class Staging:
    # ruleid: python-django-allowed-hosts
    ALLOWED_HOSTS = ["localhost", "*"]


class Container:
    # ruleid: python-django-allowed-hosts
    ALLOWED_HOSTS = ("*",)


class Production:
    # ok: python-django-allowed-hosts
    ALLOWED_HOSTS = ["shop.example.org", ".example.net"]


class FromEnvironment:
    # ok: python-django-allowed-hosts
    ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")


class Closed:
    # ok: python-django-allowed-hosts
    ALLOWED_HOSTS = []
