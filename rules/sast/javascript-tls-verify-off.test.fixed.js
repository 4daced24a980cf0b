import https from "https";

// ruleid: javascript-tls-verify-off
const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: true });

export function unsafeEverywhere() {
  // ruleid: javascript-tls-verify-off
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
  // ruleid: javascript-tls-verify-off
  process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = 0;
}

export function relax(options) {
  // ruleid: javascript-tls-verify-off
  options.rejectUnauthorized = true;
  return options;
}

// ok: javascript-tls-verify-off
const strict = new https.Agent({ rejectUnauthorized: true });
// ok: javascript-tls-verify-off
const withAuthority = new https.Agent({ ca: readFileSync("ca.pem") });
// ok: javascript-tls-verify-off
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "1";
