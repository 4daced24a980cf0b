<?php

function dom(string $text): DOMDocument
{
    $document = new DOMDocument();
    // ruleid: php-xml-external-entities
    $document->loadXML($text, LIBXML_NOENT | LIBXML_DTDLOAD);
    return $document;
}

function simple(string $text)
{
    // ruleid: php-xml-external-entities
    return simplexml_load_string($text, SimpleXMLElement::class, LIBXML_NOENT);
}

function loader()
{
    // ruleid: php-xml-external-entities
    libxml_disable_entity_loader(false);
}

function reader(XMLReader $reader)
{
    // ruleid: php-xml-external-entities
    $reader->setParserProperty(XMLReader::SUBST_ENTITIES, true);
}

function plain(string $text): DOMDocument
{
    $document = new DOMDocument();
    // ok: php-xml-external-entities
    $document->loadXML($text);
    return $document;
}

function quiet(string $text)
{
    // ok: php-xml-external-entities
    return simplexml_load_string($text, 'SimpleXMLElement', LIBXML_NONET | LIBXML_NOCDATA);
}

function off()
{
    // ok: php-xml-external-entities
    libxml_disable_entity_loader(true);
}
