import express from "express";
import session from "express-session";

const app = express();
// ruleid: javascript-cookie-flags
app.use(session({ secret: key, cookie: { maxAge: 60000, secure: true } }));

app.get("/login", (request, response) => {
  // ruleid: javascript-cookie-flags
  response.cookie("sid", request.session.id, { httpOnly: true, sameSite: "lax" });
  // ruleid: javascript-cookie-flags
  response.cookie("theme", "dark", { secure: true });
  // ok: javascript-cookie-flags
  response.cookie("sid", request.session.id, { httpOnly: true, secure: true });
  // ok: javascript-cookie-flags
  response.cookie("lang", "en", { signed: false });
  // ok: javascript-cookie-flags
  response.json({ secure: false });
});
