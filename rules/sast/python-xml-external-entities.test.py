import xml.sax
from xml.sax.handler import feature_external_ges, feature_namespaces

from lxml import etree


def parse(data):
    # ruleid: python-xml-external-entities
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=True)
    return etree.fromstring(data, parser)


def with_network(path):
    # ruleid: python-xml-external-entities
    return etree.parse(path, etree.XMLParser(no_network=False))


def events(path, handler):
    parser = xml.sax.make_parser()
    parser.setContentHandler(handler)
    # ruleid: python-xml-external-entities
    parser.setFeature(feature_external_ges, True)
    parser.parse(path)


def safe(data):
    # ok: python-xml-external-entities
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def by_default(data):
    # ok: python-xml-external-entities
    return etree.fromstring(data, etree.XMLParser(recover=True))


def off(parser):
    # ok: python-xml-external-entities
    parser.setFeature(feature_external_ges, False)
    # ok: python-xml-external-entities
    parser.setFeature(feature_namespaces, True)
