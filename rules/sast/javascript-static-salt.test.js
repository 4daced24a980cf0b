const crypto = require("crypto");
const { scryptSync, randomBytes } = require("node:crypto");
const bcrypt = require("bcrypt");
const SALT = "pepper";

function key(password) {
  // ruleid: javascript-static-salt
  return crypto.scryptSync(password, "salt", 32);
}

function digest(password, done) {
  // ruleid: javascript-static-salt
  crypto.pbkdf2(password, SALT, 600000, 64, "sha512", done);
}

function other(password) {
  // ruleid: javascript-static-salt
  return scryptSync(password, SALT, 24);
}

function fresh(password) {
  const salt = randomBytes(16);
  // ok: javascript-static-salt
  return [salt, scryptSync(password, salt, 64)];
}

function stored(password, user) {
  // ok: javascript-static-salt
  return crypto.pbkdf2Sync(password, user.salt, 600000, 64, "sha512");
}

async function library(password) {
  // ok: javascript-static-salt
  return bcrypt.hash(password, 12);
}
