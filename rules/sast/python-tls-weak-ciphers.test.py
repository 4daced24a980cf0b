import ssl


def legacy():
    context = ssl.create_default_context()
    # ruleid: python-tls-weak-ciphers
    context.set_ciphers("ALL")
    return context


def old_device(context):
    # ruleid: python-tls-weak-ciphers
    context.set_ciphers("DEFAULT:@SECLEVEL=0")


class Server:
    CIPHERS = "ECDHE+AESGCM:RC4:HIGH"

    def configure(self, context):
        # ruleid: python-tls-weak-ciphers
        context.set_ciphers("HIGH:aNULL")


def modern(context):
    # ok: python-tls-weak-ciphers
    context.set_ciphers("ECDHE+AESGCM:ECDHE+CHACHA20")


def excluded(context):
    # ok: python-tls-weak-ciphers
    context.set_ciphers("HIGH:!aNULL:!eNULL:!MD5:!RC4:!3DES")


def configured(context, settings):
    # ok: python-tls-weak-ciphers
    context.set_ciphers(settings.ciphers)
