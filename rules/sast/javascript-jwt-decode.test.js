const jwt = require("jsonwebtoken");
const { decode } = require("jsonwebtoken");
import { decodeJwt, jwtVerify } from "jose";

function user(req) {
  // ruleid: javascript-jwt-decode
  return jwt.decode(req.headers.authorization.slice(7)).sub;
}

function isAdmin(token) {
  // ruleid: javascript-jwt-decode
  return decode(token, { json: true }).role === "admin";
}

function claims(token) {
  // ruleid: javascript-jwt-decode
  return decodeJwt(token);
}

function verified(token, key) {
  // ok: javascript-jwt-decode
  return jwt.verify(token, key, { algorithms: ["RS256"] });
}

function keyOf(token, keys) {
  // ok: javascript-jwt-decode
  return keys[jwt.decode(token, { complete: true }).header.kid];
}

async function withJose(token, key) {
  // ok: javascript-jwt-decode
  return jwtVerify(token, key);
}
