const crypto = require("crypto");
const { createCipheriv, randomBytes } = crypto;

const IV = "0123456789abcdef";
const fixed = Buffer.from("000102030405060708090a0b0c0d0e0f", "hex");

function seal(key, text) {
  // ruleid: javascript-static-iv
  return crypto.createCipheriv("aes-256-cbc", key, IV).update(text);
}

function sealWithZeros(key, text) {
  // ruleid: javascript-static-iv
  const cipher = crypto.createCipheriv("aes-128-gcm", key, Buffer.alloc(12, 0));
  return cipher.update(text);
}

function sealFixed(key, text) {
  // ruleid: javascript-static-iv
  return crypto.createCipheriv("aes-256-ctr", key, fixed).update(text);
}

function fresh(key, text) {
  const iv = crypto.randomBytes(16);
  // ok: javascript-static-iv
  return [iv, crypto.createCipheriv("aes-256-cbc", key, iv).update(text)];
}

function inline(key) {
  // ok: javascript-static-iv
  return crypto.createCipheriv("aes-256-gcm", key, crypto.randomBytes(12));
}

function stored(key, message) {
  // ok: javascript-static-iv
  return crypto.createDecipheriv("aes-256-cbc", key, Buffer.from(message.iv, "hex"));
}
