import os
import tempfile
from pathlib import Path

LOG = "/tmp/shop.log"


def log(text):
    # ruleid: python-tmp-path
    with open(LOG, "a") as file:
        file.write(text)


def dump(data):
    # ruleid: python-tmp-path
    open("/var/tmp/dump.bin", mode="wb").write(data)
    # ruleid: python-tmp-path
    Path("/tmp/done").write_text("yes")
    # ruleid: python-tmp-path
    os.makedirs("/tmp/shop/cache", exist_ok=True)


def fresh(data):
    # ok: python-tmp-path
    with tempfile.NamedTemporaryFile("wb", delete=False) as file:
        file.write(data)


def in_own_folder(text):
    # ok: python-tmp-path
    with open("/var/log/shop.log", "a") as file:
        file.write(text)


def root():
    # ok: python-tmp-path
    return os.path.isdir("/tmp/shop")


def read():
    # ok: python-tmp-path
    return open("/tmp/answer", "r").read()
