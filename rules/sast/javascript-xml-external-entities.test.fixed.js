const libxmljs = require("libxmljs");
const libxml = require("libxmljs2");
const { XMLParser } = require("fast-xml-parser");

function products(req) {
  // ruleid: javascript-xml-external-entities
  return libxmljs.parseXmlString(req.files.products.data.toString("utf8"), { noent: false, noblanks: true });
}

function order(text) {
  // ruleid: javascript-xml-external-entities
  const document = libxml.parseXml(text, { noblanks: true, noent: false });
  return document.get("//order");
}

async function feed(text) {
  // ruleid: javascript-xml-external-entities
  return libxml.parseXmlAsync(text, { noent: false });
}

function byDefault(text) {
  // ok: javascript-xml-external-entities
  return libxmljs.parseXml(text);
}

function explicit(text) {
  // ok: javascript-xml-external-entities
  return libxml.parseXml(text, { noent: false, nonet: true });
}

function other(text) {
  // ok: javascript-xml-external-entities
  return new XMLParser({ ignoreAttributes: false }).parse(text);
}
