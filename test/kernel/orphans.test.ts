import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { inCheckout, venvPython } from "../../dist/files/checkout";
import { cannotDrive, kernels } from "./drive";

const command = `import { spawn } from "node:child_process";
const command = spawn("sleep", ["600"], { stdio: "inherit" });
console.log(JSON.stringify([process.pid, command.pid]));`;

const cells: Record<string, string> = {
  idle: command,
  "in an endless loop": `${command}\nawait null;\nwhile (true);`,
  "in a command that it waits for": `${command}\nimport { spawnSync } from "node:child_process";\nspawnSync("sleep", ["600"]);`,
};

for (const [state, cell] of Object.entries(cells)) {
  test(
    `a kernel whose server was killed ends, ${state}, with its commands`,
    { skip: cannotDrive },
    async () => {
      const argv = [...kernels.mended, "--config-path", "{connection_file}"];
      const task = JSON.stringify({ argv, folder: inCheckout("test"), cell });
      const output = await new Promise<string>((resolve, reject) => {
        const done = (problem: Error | null, stdout: string, stderr: string): void =>
          problem ? reject(new Error(stderr)) : resolve(stdout);
        execFile(venvPython, [inCheckout("test/kernel/orphans.py")], done).stdin?.end(task);
      });
      const { processes, left } = JSON.parse(output) as { processes: number; left: string[] };
      assert.deepEqual(left, []);
      assert.ok(processes >= 5, `${processes}`); // the kernel, its cells, a command, the compiler, the shell beside it
    },
  );
}
