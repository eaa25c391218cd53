import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { inCheckout, venvPython } from "../../../dist/files/checkout";
import { cannotDrive } from "../drive";

const installed = spawnSync(venvPython, ["-c", "import jupyter_kernel_test"]).status === 0;
const cannotTest = cannotDrive || (installed ? false : "no jupyter_kernel_test in .venv: run set-up first");

test("the kernel passes Jupyter's own test of kernels", { skip: cannotTest }, (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "kernel-test-"));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(path.join(folder, "kernels/measured"), { recursive: true });
  const program = inCheckout("dist/kernel/main.js");
  const history = path.join(folder, "history.jsonl");
  const argv = [process.execPath, program, "--history", history, "--config-path", "{connection_file}"];
  writeFileSync(
    path.join(folder, "kernels/measured/kernel.json"),
    JSON.stringify({ argv, display_name: "Measured", language: "typescript" }),
  );
  const env = { ...process.env, JUPYTER_PATH: folder, JUPYTER_RUNTIME_DIR: path.join(folder, "runtime") };
  const cases = inCheckout("test/kernel/protocol/jupyter_kernel_test_cases.py");
  const ran = spawnSync(venvPython, [cases], {
    cwd: inCheckout("test"),
    env,
    encoding: "utf8",
    timeout: 300_000,
  });
  assert.equal(ran.status, 0, ran.stderr);
  assert.match(ran.stderr, /Ran 18 tests[\s\S]*OK \(skipped=1\)/); // no pager
});
