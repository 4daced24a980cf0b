const express = require("express");
const cors = require("cors");
const { Server } = require("socket.io");

const app = express();
// ruleid: javascript-cors-any-origin
app.use(cors({ origin: true, credentials: true }));

// ruleid: javascript-cors-any-origin
const io = new Server(app, { cors: { credentials: true, origin: "*", methods: ["GET"] } });

app.use((req, res, next) => {
  // ruleid: javascript-cors-any-origin
  res.header("Access-Control-Allow-Origin", req.headers.origin);
  res.header("Access-Control-Allow-Credentials", "true");
  next();
});

// ok: javascript-cors-any-origin
app.use(cors());
// ok: javascript-cors-any-origin
app.use(cors({ origin: "*", methods: ["GET"] }));
// ok: javascript-cors-any-origin
app.use(cors({ origin: ["https://shop.example.org"], credentials: true }));

app.use((req, res, next) => {
  if (allowed.includes(req.headers.origin)) {
    // ok: javascript-cors-any-origin
    res.setHeader("Access-Control-Allow-Origin", req.headers.origin);
  }
  next();
});
