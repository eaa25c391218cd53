import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { pathToFileURL } from "node:url";
import { inCheckout } from "../../dist/files/checkout";
import { write } from "./checkout";

interface Entry {
  readonly folder: string;
  readonly unused: readonly string[];
  readonly because: string;
}

interface UnusedFiles {
  readonly unusedFiles: readonly Entry[];
  removeUnused(packages: string, table: readonly Entry[]): void;
}

const load = (): Promise<UnusedFiles> =>
  import(pathToFileURL(inCheckout("src/setup/unused-files.mjs")).href) as Promise<UnusedFiles>;

/** A folder of packages of which one has programs, maps and code. */
function packages(t: TestContext): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "packages-"));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  for (const file of ["one/bin/a", "one/bin/b/c", "one/index.js", "one/index.js.map", "two/lib/x.map"])
    write(folder, file, "");
  return folder;
}

const left = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => fs.statSync(path.join(folder, name)).isFile())
    .map((name) => name.replaceAll(path.sep, "/"))
    .sort();

test("what the table names is deleted, and nothing else", async (t) => {
  const { removeUnused } = await load();
  const folder = packages(t);
  removeUnused(folder, [{ folder: "one", unused: ["bin"], because: "" }]);
  assert.deepEqual(left(folder), ["one/index.js", "one/index.js.map", "two/lib/x.map"]);
  removeUnused(folder, [{ folder: ".", unused: ["*.map"], because: "" }]);
  assert.deepEqual(left(folder), ["one/index.js"]);
});

test("a package that is not there is passed over; a name that its package does not have is refused", async (t) => {
  const { removeUnused } = await load();
  const folder = packages(t);
  const before = left(folder);
  removeUnused(folder, [{ folder: "three", unused: ["bin"], because: "" }]);
  assert.deepEqual(left(folder), before);
  assert.throws(
    () => removeUnused(folder, [{ folder: "one", unused: ["programs"], because: "" }]),
    /unused-files\.mjs requires one to have programs, got none: correct its table/,
  );
});

test("every folder of the table is a package's of this checkout, and nothing it names is left there", async () => {
  const { unusedFiles } = await load();
  for (const { folder, unused, because } of unusedFiles) {
    const whole = inCheckout(path.join("node_modules", folder));
    assert.ok(fs.existsSync(whole), `node_modules has no ${folder}`);
    assert.ok(because.length > 0);
    for (const name of unused.filter((each) => !each.startsWith("*")))
      assert.ok(!fs.existsSync(path.join(whole, name)), `${folder}/${name} is still there`);
  }
});

test("the packages of npm and of Python have at most 500 MB of files", async () => {
  const address = pathToFileURL(inCheckout("src/setup/prepare.mjs")).href;
  const { filesBelow } = (await import(address)) as { filesBelow(folder: string): string[] };
  const files = ["node_modules", ".venv"].flatMap((folder) => filesBelow(inCheckout(folder)));
  const bytes = files.reduce((sum, file) => sum + fs.statSync(file).size, 0);
  assert.ok(bytes < 500e6, `${Math.round(bytes / 1e6)} MB`);
});
