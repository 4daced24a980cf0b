import random
import secrets
import string
from random import choice


def reset(user):
    # ruleid: python-predictable-token
    reset_token = "".join(random.choice(string.ascii_letters) for _ in range(32))
    user.mail(reset_token)


def login(self):
    # ruleid: python-predictable-token
    self.session_id = random.getrandbits(128)
    # ruleid: python-predictable-token
    otp = str(random.randint(0, 999999))
    return otp


def key():
    # ruleid: python-predictable-token
    api_key = "-".join([choice("abcdef") for _ in range(20)])
    return api_key


def safe():
    # ok: python-predictable-token
    token = secrets.token_urlsafe(32)
    return token


def dice():
    # ok: python-predictable-token
    roll = random.randint(1, 6)
    return roll


def shuffled(cards):
    # ok: python-predictable-token
    passing = random.shuffle(cards)
    return passing
