import httpx
import requests
from requests import post

API = "http://api.shop.example.org/orders"


def orders(user, password):
    # ruleid: python-http-credentials
    return requests.get("http://api.shop.example.org/orders", auth=(user, password), timeout=5)


def create(token, order):
    # ruleid: python-http-credentials
    return post(API, json=order, headers={"Authorization": f"Bearer {token}"})


def client(auth):
    # ruleid: python-http-credentials
    return httpx.get("http://api.shop.example.org/me", params={"full": 1}, auth=auth)


def encrypted(user, password):
    # ok: python-http-credentials
    return requests.get("https://api.shop.example.org/orders", auth=(user, password))


def local(token):
    # ok: python-http-credentials
    return requests.get("http://localhost:8080/me", headers={"Authorization": token})


def public():
    # ok: python-http-credentials
    return requests.get("http://api.shop.example.org/prices", headers={"Accept": "application/json"})


def beside(user, password):
    # ok: python-http-credentials
    return requests.get("http://registry:5000/v2/", auth=(user, password))
