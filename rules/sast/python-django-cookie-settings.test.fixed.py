# ruleid: python-django-cookie-settings
SESSION_COOKIE_SECURE = True
# ruleid: python-django-cookie-settings
CSRF_COOKIE_SECURE = True


class FlaskConfig:
    # ruleid: python-django-cookie-settings
    SESSION_COOKIE_HTTPONLY = True
    # ruleid: python-django-cookie-settings
    REMEMBER_COOKIE_SECURE = True


class Production:
    # ok: python-django-cookie-settings
    SESSION_COOKIE_SECURE = True
    # The form's script reads this one, as the documentation has it.
    # ok: python-django-cookie-settings
    CSRF_COOKIE_HTTPONLY = False
    # ok: python-django-cookie-settings
    SESSION_SAVE_EVERY_REQUEST = False


def follow(settings, request):
    # ok: python-django-cookie-settings
    settings.SESSION_COOKIE_SECURE = request.is_secure()
