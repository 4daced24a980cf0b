const vm = require("vm");
const { runInNewContext } = require("node:vm");

function formula(req, row) {
  // ruleid: javascript-vm-run
  return vm.runInNewContext(req.body.formula, { row });
}

function plugin(source, sandbox) {
  // ruleid: javascript-vm-run
  const script = new vm.Script(source, { filename: "plugin.js" });
  return script.runInContext(vm.createContext(sandbox));
}

function rule(rule) {
  // ruleid: javascript-vm-run
  return runInNewContext(`(${rule.condition})`, {});
}

function constant() {
  // ok: javascript-vm-run
  return vm.runInNewContext("Object.prototype.toString");
}

function globals() {
  // ok: javascript-vm-run
  return vm.runInThisContext("this");
}

function other(machine, code) {
  // ok: javascript-vm-run
  return machine.runInContext(code);
}
