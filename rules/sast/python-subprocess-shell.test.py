import subprocess
from subprocess import Popen, check_output as output


def archive(name):
    # ruleid: python-subprocess-shell
    subprocess.run("tar czf backup.tgz " + name, shell=True, check=True)


def ping(host, count=1):
    # ruleid: python-subprocess-shell
    return output(f"ping -c {count} {host}", stderr=None, shell=True)


def start(self, command):
    # ruleid: python-subprocess-shell
    self.process = Popen(command, cwd=self.root, shell=True)
    # ruleid: python-subprocess-shell
    subprocess.call(shell=True, args=command)


def fixed():
    # ok: python-subprocess-shell
    subprocess.run("ls -l | wc -l", shell=True)


def listed(name):
    # ok: python-subprocess-shell
    subprocess.run(["tar", "czf", "backup.tgz", name], check=True)


def no_shell(command):
    # ok: python-subprocess-shell
    return subprocess.check_output(command, shell=False)
