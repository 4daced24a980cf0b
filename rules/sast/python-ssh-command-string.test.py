import shlex


def listing(client, folder):
    # ruleid: python-ssh-command-string
    stdin, stdout, stderr = client.exec_command("ls -l " + folder)
    return stdout.read()


def restart(ssh, service):
    # ruleid: python-ssh-command-string
    ssh.exec_command(f"systemctl restart {service}", timeout=10)


class Host:
    def remove(self, path):
        # ruleid: python-ssh-command-string
        self.client.exec_command("rm -rf '%s'" % path)


def constant(client):
    # ok: python-ssh-command-string
    client.exec_command("uptime")


def quoted(client, folder):
    # ok: python-ssh-command-string
    client.exec_command(f"ls -l {shlex.quote(folder)}")


def given(client, command):
    # ok: python-ssh-command-string
    client.exec_command(command)
