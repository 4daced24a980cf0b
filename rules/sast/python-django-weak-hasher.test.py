# ruleid: python-django-weak-hasher
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]


class Legacy:
    # ruleid: python-django-weak-hasher
    PASSWORD_HASHERS = (
        "django.contrib.auth.hashers.UnsaltedSHA1PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    )


class Old:
    # ruleid: python-django-weak-hasher
    PASSWORD_HASHERS = ["shop.hashers.SHA1PasswordHasher", "django.contrib.auth.hashers.Argon2PasswordHasher"]


class Migrating:
    # ok: python-django-weak-hasher
    PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]


class Tests:
    # ok: python-django-weak-hasher
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class Default:
    # ok: python-django-weak-hasher
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
