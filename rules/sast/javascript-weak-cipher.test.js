const crypto = require("crypto");
const { createCipheriv, createDecipheriv } = require("node:crypto");
const ALGORITHM = "des-ede3-cbc";

function seal(key, iv, text) {
  // ruleid: javascript-weak-cipher
  const cipher = crypto.createCipheriv("des-cbc", key, iv);
  return cipher.update(text, "utf8", "hex") + cipher.final("hex");
}

function open(key, iv) {
  // ruleid: javascript-weak-cipher
  return createDecipheriv(ALGORITHM, key, iv);
}

function stream(key) {
  // ruleid: javascript-weak-cipher
  return require("crypto").createCipheriv('RC4', key, null);
}

function modern(key, iv) {
  // ok: javascript-weak-cipher
  return createCipheriv("aes-256-gcm", key, iv);
}

function chacha(key, nonce) {
  // ok: javascript-weak-cipher
  return crypto.createCipheriv("chacha20-poly1305", key, nonce, { authTagLength: 16 });
}

function configured(name, key, iv) {
  // ok: javascript-weak-cipher
  return crypto.createCipheriv(name, key, iv);
}
