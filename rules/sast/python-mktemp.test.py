import tempfile
from tempfile import mktemp as temporary_name


def report():
    # ruleid: python-mktemp
    path = tempfile.mktemp(suffix=".pdf")
    return open(path, "wb")


def socket_path():
    # ruleid: python-mktemp
    return temporary_name()


def render(page):
    # ruleid: python-mktemp
    page.save(tempfile.mktemp("page", dir="/var/tmp"))


def safe():
    # ok: python-mktemp
    return tempfile.NamedTemporaryFile(suffix=".pdf")


def folder():
    # ok: python-mktemp
    return tempfile.mkdtemp()


def low_level():
    # ok: python-mktemp
    descriptor, path = tempfile.mkstemp()
    return descriptor, path
