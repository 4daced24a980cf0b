from django.contrib.sessions.serializers import JSONSerializer, PickleSerializer
from django.core import signing

# ruleid: python-django-pickle-session
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"


class Legacy:
    # ruleid: python-django-pickle-session
    SESSION_SERIALIZER = 'shop.sessions.PickleSerializer'


def read(cookie):
    # ruleid: python-django-pickle-session
    return signing.loads(cookie, serializer=PickleSerializer)


def read_json(cookie):
    # ok: python-django-pickle-session
    return signing.loads(cookie, serializer=JSONSerializer)


class Settings:
    # ok: python-django-pickle-session
    SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
    # ok: python-django-pickle-session
    SESSION_ENGINE = "django.contrib.sessions.backends.db"
