const crypto = require("crypto");
const { generateKeyPairSync } = require("crypto");
const NodeRSA = require("node-rsa");

function ownKeys(done) {
  // ruleid: javascript-weak-key-size
  crypto.generateKeyPair("rsa", { modulusLength: 1024, publicKeyEncoding: { type: "spki", format: "pem" } }, done);
}

function sync() {
  // ruleid: javascript-weak-key-size
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 512,
  });
  // ruleid: javascript-weak-key-size
  return [publicKey, privateKey, new NodeRSA({ b: 1024 })];
}

function inBrowser() {
  // ruleid: javascript-weak-key-size
  return window.crypto.subtle.generateKey({ name: "RSA-OAEP", modulusLength: 1024, hash: "SHA-256" }, true, ["decrypt"]);
}

function good() {
  // ok: javascript-weak-key-size
  return generateKeyPairSync("rsa", { modulusLength: 4096 });
}

function curve(done) {
  // ok: javascript-weak-key-size
  crypto.generateKeyPair("ec", { namedCurve: "P-256" }, done);
}

function configured(bits) {
  // ok: javascript-weak-key-size
  return crypto.generateKeyPairSync("rsa", { modulusLength: bits });
}
