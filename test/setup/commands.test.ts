import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { begin, checkout, lendPackages, lendPython, listProcesses, run, until, write } from "./checkout";

test("a command gets its arguments as they are, and its exit status is passed on", async (t) => {
  const root = checkout(t);
  lendPackages(root);
  await lendPython(root);
  const { status, stdout } = run(root, ["train", "--step-size", "0.1", "two words"]);
  assert.equal(status, 3);
  assert.deepEqual(JSON.parse(stdout), ["--step-size", "0.1", "two words"]);
});

test("a second set-up does nothing and says nothing; a changed source brings the build alone", (t) => {
  const root = checkout(t);
  lendPackages(root);
  const stamp = path.join(root, "dist-test/.set-up.json");
  const steps = ["WebAssembly modules", "build of src/ and test/", "parts of mathjs", "programs of pages"];
  assert.equal(run(root, ["build"]).stderr, steps.map((name) => `set-up: ${name}\n`).join(""));
  const made = fs.statSync(stamp).mtimeMs;
  assert.equal(run(root, ["build"]).stderr, "");
  assert.equal(fs.statSync(stamp).mtimeMs, made);
  write(root, "src/cli/added.ts", "export const added = 1;");
  assert.equal(run(root, ["build"]).stderr, "set-up: build of src/ and test/\n");
  assert.ok(fs.existsSync(path.join(root, "dist/cli/added.js")));
});

test("a command that does not listen to signals ends at once, with a sentence and status 130", async (t) => {
  const root = checkout(t);
  lendPackages(root);
  write(root, "src/cli/convert.ts", `process.stdout.write("it works\\n", () => { for (;;); });`);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    const { child, ended, output } = begin(t, root, ["convert"]);
    await until("it to work", () => output().includes("it works"));
    child.kill(signal);
    assert.equal(await ended, 130);
    assert.match(output(), /^set-up: stopped; what it was writing is as it was before, and the same/m);
  }
  assert.deepEqual(listProcesses(root), []);
});

test("what was compiled from a source that is gone is gone too", (t) => {
  const root = checkout(t);
  lendPackages(root);
  write(root, "src/model/gone.ts", "export const gone = 1;");
  run(root, ["build"]);
  fs.rmSync(path.join(root, "src/model/gone.ts"));
  run(root, ["build"]);
  assert.deepEqual(fs.readdirSync(path.join(root, "dist/model")), []);
});

test("a type error stops the command, names its place, and is found again next time", (t) => {
  const root = checkout(t);
  lendPackages(root);
  write(root, "src/model/wrong.ts", `export const wrong: number = "a word";`);
  for (let attempt = 0; attempt < 2; attempt++) {
    const { status, stderr } = run(root, ["build"]);
    assert.equal(status, 1);
    assert.match(stderr, /the build failed: .*\nsrc\/model\/wrong\.ts.*TS2322/);
  }
});

test("npm test runs the tests whose path contains a word, and ends with the runner's status", async (t) => {
  const root = checkout(t);
  lendPackages(root);
  await lendPython(root);
  const right = run(root, ["test", "sums/right"]);
  assert.equal(right.status, 0, right.stderr);
  assert.match(right.stdout, /tests 1\n/);
  const all = run(root, ["test"]);
  assert.equal(all.status, 1);
  assert.match(all.stdout, /tests 2\n[^]*fail 1\n/);
  assert.match(run(root, ["test", "sonnets"]).stderr, /no test's path contains sonnets/);
});

test("the kernel is registered in .venv, and starts the checkout's own packages by the Node in use", async (t) => {
  const root = checkout(t);
  lendPackages(root);
  await lendPython(root);
  const { stderr } = run(root, ["test", "sums/right"]);
  assert.match(stderr, /Corpus: a small one, for ensure/);
  const file = path.join(root, ".venv/share/jupyter/kernels/tslab/kernel.json");
  const { argv, language } = JSON.parse(fs.readFileSync(file, "utf8"));
  assert.equal(language, "typescript");
  assert.equal(argv[0], process.execPath);
  assert.ok(argv.some((word: string) => word.startsWith(root)));
});
