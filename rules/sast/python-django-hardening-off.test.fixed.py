class Base:
    INSTALLED_APPS = ["shop"]
    # ruleid: python-django-hardening-off
    SECURE_CONTENT_TYPE_NOSNIFF = True
    # ruleid: python-django-hardening-off
    SECURE_SSL_REDIRECT = True
    # ruleid: python-django-hardening-off
    X_FRAME_OPTIONS = "ALLOWALL"


class Production:
    INSTALLED_APPS = ["shop"]
    # ok: python-django-hardening-off
    SECURE_CONTENT_TYPE_NOSNIFF = True
    # ok: python-django-hardening-off
    X_FRAME_OPTIONS = "SAMEORIGIN"


class TestCase:
    # ok: python-django-hardening-off
    SECURE_SSL_REDIRECT = False
