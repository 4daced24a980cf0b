const crypto = require("crypto");
const { pbkdf2Sync } = require("crypto");
const CryptoJS = require("crypto-js");

function digest(password, salt, done) {
  // ruleid: javascript-kdf-iterations
  crypto.pbkdf2(password, salt, 1000, 64, "sha512", done);
}

function digestSync(password, salt) {
  // ruleid: javascript-kdf-iterations
  return pbkdf2Sync(password, salt, 10_000, 32, "sha256").toString("hex");
}

function inBrowser(password, salt) {
  // ruleid: javascript-kdf-iterations
  return CryptoJS.PBKDF2(password, salt, { keySize: 8, iterations: 2048 });
}

function enough(password, salt) {
  // ok: javascript-kdf-iterations
  return pbkdf2Sync(password, salt, 600000, 32, "sha256");
}

function configured(password, salt, config, done) {
  // ok: javascript-kdf-iterations
  crypto.pbkdf2(password, salt, config.iterations, 64, "sha512", done);
}

function scrypt(password, salt) {
  // ok: javascript-kdf-iterations
  return crypto.scryptSync(password, salt, 64);
}
