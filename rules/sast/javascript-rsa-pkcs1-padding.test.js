const crypto = require("crypto");
const { publicEncrypt, privateDecrypt, constants } = require("crypto");

function wrap(key, data) {
  // ruleid: javascript-rsa-pkcs1-padding
  return crypto.publicEncrypt({ key, padding: crypto.constants.RSA_PKCS1_PADDING }, data);
}

function unwrap(key, data) {
  // ruleid: javascript-rsa-pkcs1-padding
  return privateDecrypt({ key: key.pem, padding: constants.RSA_NO_PADDING, passphrase: key.word }, data);
}

class Vault {
  open(data) {
    // ruleid: javascript-rsa-pkcs1-padding
    const text = crypto.privateDecrypt({ padding: crypto.constants.RSA_PKCS1_PADDING, key: this.key }, data);
    return text.toString("utf8");
  }
}

function good(key, data) {
  // ok: javascript-rsa-pkcs1-padding
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" }, data);
}

function byDefault(key, data) {
  // ok: javascript-rsa-pkcs1-padding
  return crypto.publicEncrypt(key, data);
}

function signature(key, data) {
  // ok: javascript-rsa-pkcs1-padding
  return crypto.sign("sha256", data, { key, padding: crypto.constants.RSA_PKCS1_PADDING });
}
