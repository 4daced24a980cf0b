import subprocess
from subprocess import getoutput


def size(path):
    # ruleid: python-getoutput
    return subprocess.getoutput("du -sh " + path)


def status(command):
    # ruleid: python-getoutput
    code, text = subprocess.getstatusoutput(command)
    return text if code == 0 else None


def host(name):
    # ruleid: python-getoutput
    return getoutput(f"host {name}").split()


def constant():
    # ok: python-getoutput
    return subprocess.getoutput("uname -r")


def exact(path):
    # ok: python-getoutput
    return subprocess.run(["du", "-sh", path], capture_output=True, text=True).stdout


def own(device, query):
    # ok: python-getoutput
    return device.getoutput(query)
