import ssl

import ldap
from ldap3 import Server, Tls


def bind(uri, user, password):
    # ruleid: python-ldap-tls-off
    ldap.set_option(ldap.OPT_X_TLS_REQUIRE_CERT, ldap.OPT_X_TLS_DEMAND)
    connection = ldap.initialize(uri)
    # ruleid: python-ldap-tls-off
    connection.set_option(ldap.OPT_X_TLS_REQUIRE_CERT, ldap.OPT_X_TLS_DEMAND)
    connection.simple_bind_s(user, password)
    return connection


# ruleid: python-ldap-tls-off
AUTH_LDAP_CONNECTION_OPTIONS = {ldap.OPT_X_TLS_REQUIRE_CERT: ldap.OPT_X_TLS_DEMAND, ldap.OPT_REFERRALS: 0}


def server(host):
    # ruleid: python-ldap-tls-off
    return Server(host, use_ssl=True, tls=Tls(validate=ssl.CERT_NONE, version=ssl.PROTOCOL_TLS_CLIENT))


def good(connection):
    # ok: python-ldap-tls-off
    connection.set_option(ldap.OPT_X_TLS_REQUIRE_CERT, ldap.OPT_X_TLS_DEMAND)


def good_server(host):
    # ok: python-ldap-tls-off
    return Server(host, use_ssl=True, tls=Tls(validate=ssl.CERT_REQUIRED))


def other_option(connection):
    # ok: python-ldap-tls-off
    connection.set_option(ldap.OPT_REFERRALS, ldap.OPT_OFF)
