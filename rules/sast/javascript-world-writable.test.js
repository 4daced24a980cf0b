const fs = require("fs");
const { chmodSync } = require("node:fs");

function share(path, done) {
  // ruleid: javascript-world-writable
  fs.chmod(path, 0o777, done);
}

function shareSync(path) {
  // ruleid: javascript-world-writable
  chmodSync(path, "666");
}

async function shareLater(path) {
  // ruleid: javascript-world-writable
  await fs.promises.chmod(path, 0o1777);
}

function own(path) {
  // ok: javascript-world-writable
  chmodSync(path, 0o600);
}

function program(path, done) {
  // ok: javascript-world-writable
  fs.chmod(path, 0o755, done);
}

function same(path, stat) {
  // ok: javascript-world-writable
  fs.chmodSync(path, stat.mode);
}
