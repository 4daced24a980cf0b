from pysnmp import hlapi
from pysnmp.hlapi import CommunityData, SnmpEngine, UsmUserData, getCmd


def description(target, context, oid):
    # ruleid: python-snmp-insecure
    return getCmd(SnmpEngine(), CommunityData("public", mpModel=0), target, context, oid)


def second_version():
    # ruleid: python-snmp-insecure
    return hlapi.CommunityData("shop", mpModel=1)


def user_without_keys():
    # ruleid: python-snmp-insecure
    return UsmUserData("monitor")


def no_encryption(key):
    # ruleid: python-snmp-insecure
    return UsmUserData("monitor", authKey=key)


def good(auth, privacy):
    # ok: python-snmp-insecure
    return UsmUserData("monitor", auth, privacy)


def by_keyword(auth, privacy):
    # ok: python-snmp-insecure
    return hlapi.UsmUserData("monitor", authKey=auth, privKey=privacy)


def own(community_data):
    # ok: python-snmp-insecure
    return community_data.CommunityData("public")
