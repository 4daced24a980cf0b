import telnetlib
from telnetlib import Telnet

import asyncssh
import telnetlib3


def reboot(host, password):
    # ruleid: python-telnet
    session = telnetlib.Telnet(host, 23, timeout=5)
    session.read_until(b"Password: ")
    session.write(password + b"\n")


def status(host):
    # ruleid: python-telnet
    with Telnet(host) as session:
        return session.read_all()


async def shell(host):
    # ruleid: python-telnet
    return await telnetlib3.open_connection(host, 23)


async def encrypted(host):
    # ok: python-telnet
    return await asyncssh.connect(host)


class Telnet2:
    # ok: python-telnet
    name = "Telnet"


def port():
    # ok: python-telnet
    return telnetlib.TELNET_PORT
