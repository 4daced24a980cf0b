import ssl

import httpx
import requests
import urllib3
from requests import get


def fetch(url):
    # ruleid: python-tls-verify-off
    return requests.get(url, timeout=5, verify=True).json()


def post(url, body):
    # ruleid: python-tls-verify-off
    client = httpx.Client(verify=True)
    # ruleid: python-tls-verify-off
    return client.post(url, json=body) or get(url, verify=True)


def context():
    # ruleid: python-tls-verify-off
    ctx = ssl._create_unverified_context()
    # ruleid: python-tls-verify-off
    ctx.verify_mode = ssl.CERT_NONE
    return ctx


def session_of(url, body):
    session = requests.Session()
    # ruleid: python-tls-verify-off
    session.verify = True
    # ruleid: python-tls-verify-off
    return session.post(url, json=body, verify=True)


def pooled():
    # ruleid: python-tls-verify-off
    return urllib3.PoolManager(cert_reqs="CERT_NONE")


def callers_choice(ctx, verify):
    if not verify:
        # ok: python-tls-verify-off
        ctx.verify_mode = ssl.CERT_NONE


def verified(url):
    # ok: python-tls-verify-off
    return requests.get(url, timeout=5)


def private(url):
    # ok: python-tls-verify-off
    return requests.get(url, verify="/etc/ssl/private-ca.pem")


def default_context():
    # ok: python-tls-verify-off
    ctx = ssl.create_default_context()
    # ok: python-tls-verify-off
    ctx.verify_mode = ssl.CERT_REQUIRED
    return ctx


def unrelated(form):
    # ok: python-tls-verify-off
    return form.save(verify=False)
