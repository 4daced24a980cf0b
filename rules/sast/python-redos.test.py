import re
from re import compile as regex

# ruleid: python-redos
WORDS = re.compile(r"^(\w+\s?)+$")


def is_list(text):
    # ruleid: python-redos
    return re.match(r"^(a+)+$", text)


class Parser:
    # ruleid: python-redos
    NUMBERS = regex(r"^([0-9]+)*,$")


# ok: python-redos
NAME = re.compile(r"^[a-z][a-z0-9_]*$")


# ok: python-redos
SLUG = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


def parts(text):
    # ok: python-redos
    return re.split(r"\s*,\s*", text)


def given(pattern, text):
    # ok: python-redos
    return re.search(pattern, text)
