const express = require("express");
const session = require("express-session");
const cookieSession = require("cookie-session");
const cookieParser = require("cookie-parser");

const app = express();
// ruleid: javascript-session-secret
app.use(session({ resave: false, secret: "keyboard cat", saveUninitialized: true }));
// ruleid: javascript-session-secret
app.use(cookieSession({ name: "s", keys: ["b6Zq81mPw", "older key"] }));
// ruleid: javascript-session-secret
app.use(cookieParser("open sesame"));

// ok: javascript-session-secret
app.use(session({ secret: process.env.SESSION_SECRET, resave: false }));
// ok: javascript-session-secret
app.use(cookieSession({ name: "s", keys: config.keys }));
// ok: javascript-session-secret
app.use(cookieParser());
// ok: javascript-session-secret
app.use(session({ secret: "for tests only" }));
