import xml.etree.ElementTree as ET
from xml.dom import minidom

import defusedxml.ElementTree
from flask import request


def order():
    # ruleid: python-xml-from-request
    root = ET.fromstring(request.data)
    return root.findtext("id")


def hook(request):
    # ruleid: python-xml-from-request
    document = minidom.parseString(request.body.decode("utf-8"))
    return document.documentElement


def form():
    # ruleid: python-xml-from-request
    return ET.XML(request.form["xml"])


def safe():
    # ok: python-xml-from-request
    return defusedxml.ElementTree.fromstring(request.data)


def own(path):
    # ok: python-xml-from-request
    return ET.parse(path)


def constant():
    # ok: python-xml-from-request
    return ET.fromstring("<a/>")
