const helmet = require("helmet");

app.use(
  helmet.contentSecurityPolicy({
    // ruleid: javascript-csp-unsafe
    directives: { defaultSrc: ["'self'"], scriptSrc: ["'self'", "'unsafe-inline'"] },
  }),
);

// ruleid: javascript-csp-unsafe
const policy = { scriptSrc: ["'unsafe-eval'", "cdn.example.org"] };

// ruleid: javascript-csp-unsafe
const byHeader = { "script-src": ["*"], "img-src": ["'self'"] };

// ok: javascript-csp-unsafe
const strict = { scriptSrc: ["'self'", "cdn.example.org"] };
// ok: javascript-csp-unsafe
const nonce = { scriptSrc: ["'strict-dynamic'", `'nonce-${value}'`] };
// ok: javascript-csp-unsafe
const styles = { styleSrc: ["'self'", "'unsafe-inline'"] };
