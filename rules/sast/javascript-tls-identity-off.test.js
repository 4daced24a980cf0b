const https = require("https");
const tls = require("tls");

function request(options, done) {
  // ruleid: javascript-tls-identity-off
  return https.request({ ...options, checkServerIdentity: () => undefined }, done);
}

// ruleid: javascript-tls-identity-off
const agent = new https.Agent({ ca, checkServerIdentity: () => {} });

// ruleid: javascript-tls-identity-off
const options = { host, port: 8883, checkServerIdentity: function (host, cert) { return undefined; } };

function shell(connection, host) {
  // ruleid: javascript-tls-identity-off
  connection.connect({ host, username: "deploy", hostVerifier: () => true });
}

// ok: javascript-tls-identity-off
const pinned = { checkServerIdentity: (host, cert) => compare(cert.fingerprint256) };

function logged(options) {
  // ok: javascript-tls-identity-off
  return tls.connect({ ...options, checkServerIdentity: tls.checkServerIdentity });
}

function known(connection, host, keys) {
  // ok: javascript-tls-identity-off
  connection.connect({ host, hostVerifier: (key) => keys.has(key) });
}
