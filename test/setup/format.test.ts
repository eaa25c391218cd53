import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { checkout } from "../../dist/files/checkout";

function run(program: string, ...args: string[]): { status: number | null; output: string } {
  const script = path.join(checkout, "node_modules", program);
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: checkout,
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}

test("the tree is laid out as Prettier does it (npm run format mends it)", () => {
  const { status, output } = run("prettier/bin/prettier.cjs", "--check", ".");
  assert.equal(status, 0, output);
});

test("ESLint finds nothing to say of src and test", () => {
  const { status, output } = run("eslint/bin/eslint.js", "src", "test");
  assert.equal(status, 0, output);
});
