const https = require("https");
const tls = require("tls");

function serve(key, cert, app) {
  // ruleid: javascript-tls-old-version
  return https.createServer({ key, cert, minVersion: "TLSv1.2" }, app);
}

// ruleid: javascript-tls-old-version
tls.DEFAULT_MIN_VERSION = "TLSv1.1";

const agent = new https.Agent({
  keepAlive: true,
  // The annotation stands above the object.
});

// ruleid: javascript-tls-old-version
const legacy = { host: "mail.example.org", secureProtocol: "SSLv3_method" };

// ok: javascript-tls-old-version
const modern = https.createServer({ minVersion: "TLSv1.2" });

// ok: javascript-tls-old-version
const flexible = { secureProtocol: "TLS_method" };

// ok: javascript-tls-old-version
const browsers = { minVersion: "11.0", name: "safari" };
