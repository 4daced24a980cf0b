const express = require("express");
const helmet = require("helmet");

const app = express();
// ruleid: javascript-helmet-off
app.use(helmet({ contentSecurityPolicy: false, crossOriginEmbedderPolicy: false }));
// ruleid: javascript-helmet-off
app.use(helmet({ frameguard: false }));
// ruleid: javascript-helmet-off
app.use(helmet({ crossOriginResourcePolicy: { policy: "same-site" }, hsts: false }));

// ok: javascript-helmet-off
app.use(helmet());
// ok: javascript-helmet-off
app.use(helmet({ contentSecurityPolicy: { directives: { defaultSrc: ["'self'"] } } }));
// ok: javascript-helmet-off
app.use(helmet({ crossOriginEmbedderPolicy: false }));
