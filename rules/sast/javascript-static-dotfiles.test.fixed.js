const express = require("express");
const path = require("path");
const serveStatic = require("serve-static");

const app = express();
// ruleid: javascript-static-dotfiles
app.use(express.static(path.join(__dirname, "public"), { dotfiles: "ignore", maxAge: "1d" }));
// ruleid: javascript-static-dotfiles
app.use("/files", serveStatic("files", { index: false, dotfiles: 'ignore' }));
// ruleid: javascript-static-dotfiles
app.use(express.static(__dirname));

// ok: javascript-static-dotfiles
app.use(express.static("public"));
// ok: javascript-static-dotfiles
app.use(express.static(path.join(__dirname, "public"), { dotfiles: "ignore" }));
// ok: javascript-static-dotfiles
app.use("/files", serveStatic("files", { dotfiles: "deny" }));
