const crypto = require("crypto");
const { createHash } = require("node:crypto");

function digest(password) {
  // ruleid: javascript-password-fast-hash
  return crypto.createHash("sha256").update(password).digest("hex");
}

function salted(user, salt) {
  // ruleid: javascript-password-fast-hash
  return createHash("sha512").update(salt + user.password, "utf8").digest("base64");
}

async function check(req, row) {
  // ruleid: javascript-password-fast-hash
  return row.hash === crypto.createHash("md5").update(req.body.password).digest("hex");
}

function slow(password, salt, done) {
  // ok: javascript-password-fast-hash
  crypto.scrypt(password, salt, 64, done);
}

function fileDigest(body) {
  // ok: javascript-password-fast-hash
  return crypto.createHash("sha256").update(body).digest("hex");
}

function resetLink(passwordResetUrl) {
  // ok: javascript-password-fast-hash
  return createHash("sha256").update(passwordResetUrl).digest("hex");
}
