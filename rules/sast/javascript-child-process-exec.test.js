import child_process, { execSync } from "child_process";

export function archive(name) {
  // ruleid: javascript-child-process-exec
  child_process.exec("tar czf backup.tgz " + name, (error) => {
    if (error) throw error;
  });
}

export function revision(branch) {
  // ruleid: javascript-child-process-exec
  return execSync(`git rev-parse ${branch}`).toString().trim();
}

export function run(command) {
  // ruleid: javascript-child-process-exec
  return require("child_process").execSync(command, { stdio: "inherit" });
}

// ok: javascript-child-process-exec
const head = execSync("git rev-parse HEAD").toString();
// ok: javascript-child-process-exec
child_process.execFile("tar", ["czf", "backup.tgz", name]);
// ok: javascript-child-process-exec
const match = /(\d+)/.exec(text);
// ok: javascript-child-process-exec
const rows = await database.exec(`SELECT ${columns}`);
