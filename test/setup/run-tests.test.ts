import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { inCheckout } from "../../dist/files/checkout";

let folder: string;
const inFolder = (name: string): string => path.join(folder, name);

before(() => {
  folder = mkdtempSync(path.join(tmpdir(), "run-tests-"));
  const use = 'const { test } = require("node:test");\n';
  writeFileSync(inFolder("good.js"), `${use}test("good", () => {});`);
  writeFileSync(inFolder("bad.js"), `${use}test("bad", () => { throw new Error("always"); });`);
  writeFileSync(inFolder("crashed.js"), "process.exit(3);");
  writeFileSync(inFolder("once.js"), 'require("./tests-of-once.js");');
  writeFileSync(
    inFolder("tests-of-once.js"),
    `${use}const fs = require("node:fs");
test("once", () => {
  if (fs.existsSync(process.env.SEEN)) return;
  fs.writeFileSync(process.env.SEEN, "");
  throw new Error("the first time");
});`,
  );
});
after(() => rmSync(folder, { recursive: true }));

/** Runs test files of the folder; one of them fails the first time. */
function runTests(options: string[], ...names: string[]): { status: number | null; output: string } {
  const seen = inFolder("seen");
  rmSync(seen, { force: true });
  const env: NodeJS.ProcessEnv = { ...process.env, SEEN: seen };
  delete env.NODE_TEST_CONTEXT; // it runs as if no test had started it
  const program = inCheckout("src/setup/run-tests.mjs");
  const files = names.map((name) => inFolder(`${name}.js`));
  const { status, stdout } = spawnSync(process.execPath, [program, ...options, ...files], {
    encoding: "utf8",
    env,
  });
  return { status, output: stdout };
}

test("a test that fails once is a failure, and with --again is tried alone and named as unsteady", () => {
  assert.equal(runTests([], "once", "good").status, 1);
  const { status, output } = runTests(["--again"], "once", "good");
  assert.equal(status, 0, output);
  const [first, second] = output.split("each once more, alone:");
  assert.match(first, /tests 2\n/);
  assert.match(second, /once\.js\n[^]*tests 1\n[^]*unsteady: [^\n]*\n {2}\S*once\.js\n/);
});

test("a test that fails twice is a failure, and so is a file that ends early", () => {
  const { status, output } = runTests(["--again"], "once", "bad");
  assert.equal(status, 1);
  assert.match(output, /unsteady: [^\n]*\n {2}\S*once\.js\n$/);
  assert.equal(runTests(["--again"], "crashed", "good").status, 1);
});

test("tests that pass are not run again", () => {
  const { status, output } = runTests(["--again"], "good");
  assert.equal(status, 0);
  assert.doesNotMatch(output, /once more|unsteady/);
});
