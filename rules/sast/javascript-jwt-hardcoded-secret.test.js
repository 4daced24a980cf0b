const jwt = require("jsonwebtoken");
const { sign, verify } = require("jsonwebtoken");
const SECRET = "mountain-river-42";

function issue(user) {
  // ruleid: javascript-jwt-hardcoded-secret
  return jwt.sign({ sub: user.id }, "s3cr3t-0f-the-shop", { expiresIn: "1h" });
}

function check(token) {
  // ruleid: javascript-jwt-hardcoded-secret
  return verify(token, SECRET);
}

function issueAdmin() {
  // ruleid: javascript-jwt-hardcoded-secret
  return sign({ role: "admin" }, SECRET);
}

function fromEnvironment(token) {
  // ok: javascript-jwt-hardcoded-secret
  return jwt.verify(token, process.env.JWT_SECRET, { algorithms: ["HS256"] });
}

function withKey(token, keys) {
  // ok: javascript-jwt-hardcoded-secret
  return verify(token, keys.current, { algorithms: ["RS256"] });
}

function forTests() {
  // ok: javascript-jwt-hardcoded-secret
  return sign({ sub: 1 }, "test-secret");
}
