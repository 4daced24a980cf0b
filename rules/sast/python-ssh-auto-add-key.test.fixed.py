import paramiko
from paramiko import AutoAddPolicy, SSHClient


def connect(host):
    client = paramiko.SSHClient()
    # ruleid: python-ssh-auto-add-key
    client.set_missing_host_key_policy(paramiko.RejectPolicy())
    client.connect(host)
    return client


class Deployment:
    def open(self):
        self.client = SSHClient()
        # ruleid: python-ssh-auto-add-key
        self.client.set_missing_host_key_policy(AutoAddPolicy)


def warn(client):
    # ruleid: python-ssh-auto-add-key
    client.set_missing_host_key_policy(paramiko.RejectPolicy())


def strict(client):
    client.load_system_host_keys()
    # ok: python-ssh-auto-add-key
    client.set_missing_host_key_policy(paramiko.RejectPolicy())


def own(client, policy):
    # ok: python-ssh-auto-add-key
    client.set_missing_host_key_policy(policy)


def unrelated(registry):
    # ok: python-ssh-auto-add-key
    registry.set_policy(AutoAddPolicy())
