import os
from os import system as run_shell


def remove(path):
    # ruleid: python-os-system
    os.system("rm -rf " + path)


def convert(source, target):
    # ruleid: python-os-system
    if run_shell("convert %s %s" % (source, target)) != 0:
        raise RuntimeError(source)


def lines(command):
    # ruleid: python-os-system
    for line in os.popen(command):
        yield line


def clear():
    # ok: python-os-system
    os.system("clear")


def date():
    # ok: python-os-system
    return os.popen("date -u").read()


def other(platform, name):
    # ok: python-os-system
    return platform.system(name)
