const { spawn, execFileSync } = require("node:child_process");
const child_process = require("child_process");
const execa = require("execa");

function convert(file) {
  // ruleid: javascript-spawn-shell
  return spawn("convert", [file, "out.png"], { shell: true, stdio: "inherit" });
}

function run(command) {
  // ruleid: javascript-spawn-shell
  const child = child_process.spawn(command, { cwd: "/srv", shell: true });
  return child.pid;
}

async function build(target) {
  // ruleid: javascript-spawn-shell
  await execa(`make ${target}`, { shell: true });
}

function constant() {
  // ok: javascript-spawn-shell
  return spawn("npm run build", { shell: true });
}

function constantArguments() {
  // ok: javascript-spawn-shell
  return spawn("npm", ["run", "build"], { shell: true });
}

function noShell(file) {
  // ok: javascript-spawn-shell
  return execFileSync("convert", [file, "out.png"], { shell: false });
}
