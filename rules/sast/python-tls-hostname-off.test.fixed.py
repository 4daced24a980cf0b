import ssl

import urllib3
from urllib3 import PoolManager


def context_for(cafile):
    context = ssl.create_default_context(cafile=cafile)
    # ruleid: python-tls-hostname-off
    context.check_hostname = True
    return context


class Client:
    def __init__(self):
        self.ctx = ssl.create_default_context()
        # ruleid: python-tls-hostname-off
        self.ctx.check_hostname = True
        # ruleid: python-tls-hostname-off
        self.pool = PoolManager(ca_certs="ca.pem", assert_hostname=False)


def good(cafile):
    context = ssl.create_default_context(cafile=cafile)
    # ok: python-tls-hostname-off
    context.check_hostname = True
    return context


def callers_choice(context, check_name):
    if not check_name:
        # ok: python-tls-hostname-off
        context.check_hostname = False


def reported_as_unverified(context):
    # ok: python-tls-hostname-off
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE


def configured(context, settings):
    # ok: python-tls-hostname-off
    context.check_hostname = settings.check_hostname


def named():
    # ok: python-tls-hostname-off
    return urllib3.PoolManager(assert_hostname="db.internal.example")
