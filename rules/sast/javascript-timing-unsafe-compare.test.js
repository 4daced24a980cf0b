const crypto = require("crypto");
const { createHmac } = require("node:crypto");

function verify(req, key) {
  const expected = crypto.createHmac("sha256", key).update(req.rawBody).digest("hex");
  // ruleid: javascript-timing-unsafe-compare
  if (req.headers["x-signature"] !== expected) throw new Error("forged");
}

function same(body, key, signature) {
  // ruleid: javascript-timing-unsafe-compare
  return createHmac("sha256", key).update(body).digest("base64") === signature;
}

function prefixed(body, key, header) {
  const mac = "sha256=" + crypto.createHmac("sha256", key).update(body).digest("hex");
  // ruleid: javascript-timing-unsafe-compare
  return mac === header;
}

function constantTime(body, key, signature) {
  const mac = crypto.createHmac("sha256", key).update(body).digest();
  // ok: javascript-timing-unsafe-compare
  return crypto.timingSafeEqual(mac, Buffer.from(signature, "hex"));
}

function etag(body, header) {
  const hash = crypto.createHash("sha256").update(body).digest("hex");
  // ok: javascript-timing-unsafe-compare
  return hash === header;
}

function names(first, second) {
  // ok: javascript-timing-unsafe-compare
  return first === second;
}
