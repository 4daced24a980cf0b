const fs = require("fs");
const { writeFileSync } = require("node:fs");
const os = require("os");
const path = require("path");
const LOG = "/tmp/shop.log";

function log(text) {
  // ruleid: javascript-tmp-path
  fs.appendFileSync(LOG, text);
}

function dump(data, done) {
  // ruleid: javascript-tmp-path
  fs.writeFile("/tmp/dump.json", JSON.stringify(data), done);
  // ruleid: javascript-tmp-path
  writeFileSync("/var/tmp/done", "yes");
}

function fresh(data) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "shop-"));
  // ok: javascript-tmp-path
  fs.writeFileSync(path.join(folder, "dump.json"), data);
}

function own(text) {
  // ok: javascript-tmp-path
  fs.appendFileSync("/var/log/shop.log", text);
}

function read() {
  // ok: javascript-tmp-path
  return fs.readFileSync("/tmp/answer", "utf8");
}
