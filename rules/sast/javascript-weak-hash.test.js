import crypto from "crypto";

export function etag(body) {
  // ruleid: javascript-weak-hash
  return crypto.createHash("md5").update(body).digest("hex");
}

export function passwordDigest(password) {
  // ruleid: javascript-weak-hash
  const hash = require("crypto").createHash('sha1');
  hash.update(password);
  return hash.digest("base64");
}

export function signature(key, body) {
  // ruleid: javascript-weak-hash
  return crypto.createHmac("MD5", key).update(body).digest();
}

// ok: javascript-weak-hash
crypto.createHash("sha256").update(body).digest("hex");
// ok: javascript-weak-hash
crypto.createHash(algorithm);
// ok: javascript-weak-hash
const name = registry.createHash("md5-cache-buster");

export function oauthSignature(key, text) {
  // ok: javascript-weak-hash
  return crypto.createHmac("sha1", key).update(text).digest("base64");
}
