import logging.config
from logging import config
from logging.config import listen


def start():
    # ruleid: python-logging-listen
    thread = logging.config.listen(9999)
    thread.start()


def start_default():
    # ruleid: python-logging-listen
    config.listen().start()


def start_imported(port):
    # ruleid: python-logging-listen
    return listen(port=port)


def verified(check):
    # ok: python-logging-listen
    return logging.config.listen(9999, verify=check)


def from_file(path):
    # ok: python-logging-listen
    config.fileConfig(path)


def socket_of(server):
    # ok: python-logging-listen
    server.listen(5)
