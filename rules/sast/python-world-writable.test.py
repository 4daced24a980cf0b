import os
import pathlib
import stat
from os import chmod


def share(path):
    # ruleid: python-world-writable
    os.chmod(path, 0o777)


def share_file(path):
    # ruleid: python-world-writable
    chmod(path, 0o666)
    # ruleid: python-world-writable
    pathlib.Path(path).chmod(0o1777)


def by_names(path):
    # ruleid: python-world-writable
    os.chmod(path, stat.S_IRUSR | stat.S_IWUSR | stat.S_IWOTH)


def daemon():
    # ruleid: python-world-writable
    os.umask(0)


def own(path):
    # ok: python-world-writable
    os.chmod(path, 0o600)


def program(path):
    # ok: python-world-writable
    chmod(path, 0o755)


def take_away(path, mode):
    # ok: python-world-writable
    os.chmod(path, mode & ~stat.S_IWOTH)


def current():
    # ok: python-world-writable
    mask = os.umask(0)
    os.umask(mask)
    return mask
