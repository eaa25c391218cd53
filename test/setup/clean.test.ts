import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { checkout, run, write } from "./checkout";
import { fakeNpm } from "./fake-npm";

const made = ["node_modules/a", ".venv/b", "dist/c", "dist-test/d", ".cache/e"];
const results = ["runs/f", "reports/g", "data/cache/h"];

test("clean removes what set-up made and keeps results; with --all it removes those too", (t) => {
  const root = checkout(t);
  for (const file of [...made, ...results]) write(root, file, "");
  const there = (files: string[]): string[] => files.filter((file) => fs.existsSync(path.join(root, file)));
  assert.equal(run(root, ["clean"]).status, 0);
  assert.deepEqual(there([...made, ...results]), results);
  assert.equal(run(root, ["clean", "--all"]).status, 0);
  assert.deepEqual(there(results), []);
  assert.ok(fs.existsSync(path.join(root, "package.json")));
});

test("clean takes a link away, and never what it leads to", (t) => {
  const [root, elsewhere] = [checkout(t), checkout(t)];
  write(elsewhere, "precious", "");
  for (const link of ["node_modules", "data"]) fs.symlinkSync(elsewhere, path.join(root, link));
  write(elsewhere, "cache/precious", "");
  assert.equal(run(root, ["clean"]).status, 0);
  assert.ok(!fs.existsSync(path.join(root, "node_modules")));
  assert.match(run(root, ["clean", "--all"]).stderr, /data leads out of the checkout/);
  assert.ok(
    fs.existsSync(path.join(elsewhere, "precious")) && fs.existsSync(path.join(elsewhere, "cache/precious")),
  );
});

test("set-up replaces a link to another checkout's packages, and leaves those alone", (t) => {
  const [root, elsewhere] = [checkout(t), checkout(t)];
  write(elsewhere, ".set-up.json", "stamp");
  fs.symlinkSync(elsewhere, path.join(root, "node_modules"));
  assert.equal(run(root, ["build"], fakeNpm(root)).status, 0);
  assert.ok(!fs.existsSync(path.join(elsewhere, "typescript")));
  assert.equal(fs.readFileSync(path.join(elsewhere, ".set-up.json"), "utf8"), "stamp");
});

test("clean refuses an option it does not know", (t) => {
  assert.match(
    run(checkout(t), ["clean", "--everything"]).stderr,
    /npm run clean takes --all, got --everything/,
  );
});
