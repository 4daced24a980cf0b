import crypto from "crypto";

export function reset(user) {
  // ruleid: javascript-predictable-token
  const resetToken = Math.random().toString(36).slice(2);
  user.mail(resetToken);
}

export function login(session) {
  // ruleid: javascript-predictable-token
  session.sessionId = "s" + Math.floor(Math.random() * 1e9);
}

let apiKey;
// ruleid: javascript-predictable-token
apiKey = String(Math.random());

// ok: javascript-predictable-token
const token = crypto.randomBytes(16).toString("hex");
// ok: javascript-predictable-token
const delay = 100 + Math.random() * 50;
// ok: javascript-predictable-token
const color = palette[Math.floor(Math.random() * palette.length)];
