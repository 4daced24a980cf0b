import ftplib
from ftplib import FTP, FTP_TLS


def upload(host, user, password, file):
    ftp = FTP(host, timeout=30)
    # ruleid: python-ftp-login
    ftp.login(user, password)
    ftp.storbinary("STOR report.csv", file)


def listing(host, user, password):
    # ruleid: python-ftp-login
    return ftplib.FTP(host, user, password).nlst()


def download(settings, write):
    with ftplib.FTP(settings.host) as connection:
        # ruleid: python-ftp-login
        connection.login(user=settings.user, passwd=settings.password)
        connection.retrbinary("RETR a", write)


def encrypted(host, user, password):
    with FTP_TLS(host) as connection:
        # ok: python-ftp-login
        connection.login(user, password)
        connection.prot_p()


def public(host):
    ftp = FTP(host)
    # ok: python-ftp-login
    ftp.login()
    return ftp.nlst()


def other(client, user, password):
    # ok: python-ftp-login
    client.login(user, password)
