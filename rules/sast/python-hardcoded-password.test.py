import os
import smtplib

import psycopg2
import redis
import requests
from requests.auth import HTTPBasicAuth

PASSWORD = "mountain-river-42"


def database():
    # ruleid: python-hardcoded-password
    return psycopg2.connect(host="db", dbname="shop", user="shop", password="Tr0ub4dor&3")


def cache():
    # ruleid: python-hardcoded-password
    return redis.Redis(host="cache", password=PASSWORD, db=0)


def orders(url):
    # ruleid: python-hardcoded-password
    first = requests.get(url, auth=("shop", "kX93mQ!a"), timeout=5)
    # ruleid: python-hardcoded-password
    second = requests.get(url, auth=HTTPBasicAuth("shop", "kX93mQ!a"))
    return first, second


def mail(message):
    with smtplib.SMTP_SSL("smtp.example.org") as server:
        # ruleid: python-hardcoded-password
        server.login("shop@example.org", "b4ckd00r-key")
        server.send_message(message)


def from_environment():
    # ok: python-hardcoded-password
    return psycopg2.connect(user="shop", password=os.environ["PGPASSWORD"])


def placeholder():
    # ok: python-hardcoded-password
    return redis.Redis(password="<your password>")


def for_tests():
    # ok: python-hardcoded-password
    return psycopg2.connect(user="postgres", password="test-password")


def login(client):
    # ok: python-hardcoded-password
    client.login("admin", "long-enough-to-count")
