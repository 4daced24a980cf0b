import jsonwebtoken from "jsonwebtoken";

export function user(token, key) {
  // ruleid: javascript-jwt-unverified
  return jsonwebtoken.verify(token, key, { algorithms: ["HS256", "none"] }).sub;
}

export function issue(claims) {
  // ruleid: javascript-jwt-unverified
  return jsonwebtoken.sign(claims, "", { expiresIn: "1h", algorithm: "none" });
}

export function lax(token) {
  // ruleid: javascript-jwt-unverified
  return jsonwebtoken.verify(token, null, { complete: true });
}

// ok: javascript-jwt-unverified
jsonwebtoken.verify(token, key, { algorithms: ["RS256"] });
// ok: javascript-jwt-unverified
jsonwebtoken.sign(claims, key, { algorithm: "ES256" });
// ok: javascript-jwt-unverified
form.verify(token, key, { rules: ["none"] });
