import smtplib
import ssl
from smtplib import SMTP


def send(message, user, password):
    server = smtplib.SMTP("smtp.example.org", 25)
    # ruleid: python-smtp-login
    server.login(user, password)
    server.send_message(message)
    server.quit()


def send_with(message, settings):
    with SMTP(settings.host) as smtp:
        smtp.ehlo()
        # ruleid: python-smtp-login
        smtp.login(settings.user, settings.password)
        smtp.send_message(message)


class Mailer:
    def open(self):
        self.connection = smtplib.SMTP(self.host, self.port)
        # ruleid: python-smtp-login
        self.connection.login(self.user, self.password)


def encrypted(message, user, password):
    server = smtplib.SMTP("smtp.example.org", 587)
    server.starttls(context=ssl.create_default_context())
    # ok: python-smtp-login
    server.login(user, password)
    server.send_message(message)


def by_choice(settings):
    with smtplib.SMTP(settings.host) as smtp:
        if settings.tls:
            smtp.starttls()
        # ok: python-smtp-login
        smtp.login(settings.user, settings.password)


def implicit(message, user, password):
    with smtplib.SMTP_SSL("smtp.example.org") as server:
        # ok: python-smtp-login
        server.login(user, password)
