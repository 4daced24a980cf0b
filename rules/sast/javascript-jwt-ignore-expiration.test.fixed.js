const jwt = require("jsonwebtoken");
const { verify } = require("jsonwebtoken");
const { Strategy: JwtStrategy } = require("passport-jwt");

function user(token, key) {
  // ruleid: javascript-jwt-ignore-expiration
  return jwt.verify(token, key, { algorithms: ["HS256"], ignoreExpiration: false });
}

function withCallback(token, key, done) {
  // ruleid: javascript-jwt-ignore-expiration
  jwt.verify(token, key, { ignoreExpiration: false }, done);
}

// ruleid: javascript-jwt-ignore-expiration
const strategy = new JwtStrategy({ secretOrKey: key, ignoreExpiration: false }, find);

function expiring(token, key) {
  // ok: javascript-jwt-ignore-expiration
  return jwt.verify(token, key, { algorithms: ["HS256"] });
}

function explicit(token, key) {
  // ok: javascript-jwt-ignore-expiration
  return verify(token, key, { ignoreExpiration: false });
}

// ok: javascript-jwt-ignore-expiration
const options = { ignoreExpiration: settings.ignoreExpiration };
