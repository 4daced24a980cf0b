const serialize = require("node-serialize");
const funcster = require("funcster");
const session = require("./session");

function profile(req) {
  // ruleid: javascript-node-serialize
  return serialize.unserialize(Buffer.from(req.cookies.profile, "base64").toString());
}

function job(text) {
  // ruleid: javascript-node-serialize
  return funcster.deepDeserialize(JSON.parse(text));
}

function direct(text) {
  // ruleid: javascript-node-serialize
  return require("serialize-to-js").deserialize(text);
}

function json(req) {
  // ok: javascript-node-serialize
  return JSON.parse(req.cookies.profile);
}

function write(value) {
  // ok: javascript-node-serialize
  return serialize.serialize(value);
}

function own(text) {
  // ok: javascript-node-serialize
  return session.deserialize(text);
}
