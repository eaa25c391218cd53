import assert from "node:assert/strict";
import path from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { inCheckout } from "../../dist/files/checkout";

interface Tiers {
  slow: string[];
  isQuick(file: string): boolean;
  inOrder(files: string[]): string[];
}

let tiers: Tiers;
let files: string[];

before(async () => {
  const load = (name: string): Promise<unknown> =>
    import(pathToFileURL(inCheckout("src/setup", name)).href) as Promise<unknown>;
  tiers = (await load("test-tiers.mjs")) as Tiers;
  const { filesBelow } = (await load("prepare.mjs")) as {
    filesBelow(folder: string, ending: string): string[];
  };
  files = filesBelow(inCheckout("test"), ".test.ts").map((file) => path.relative(inCheckout("test"), file));
});

test("every line of the table of slow tests names some, and no test is named twice", () => {
  for (const start of tiers.slow)
    assert.ok(
      files.some((file) => file.startsWith(start)),
      `no test's path begins with ${start}`,
    );
  for (const file of files) assert.ok(tiers.slow.filter((start) => file.startsWith(start)).length <= 1, file);
});

test("the losses, the published values and the mutants are quick, and what needs a browser is not", () => {
  for (const file of ["model/losses", "model/loss-mutants", "corpus/published-stream"])
    assert.ok(files.includes(`${file}.test.ts`) && tiers.isQuick(`${file}.test.ts`), file);
  for (const file of files.filter((name) => /^(browser|report)\//.test(name)))
    assert.ok(!tiers.isQuick(file), file);
});

test("slow tests run first, in the order of the table, and then the quick ones by their paths", () => {
  const [first, second] = tiers.slow;
  assert.deepEqual(tiers.inOrder(["z.test.ts", "a.test.ts", `${second}.test.ts`, `${first}.test.ts`]), [
    `${first}.test.ts`,
    `${second}.test.ts`,
    "a.test.ts",
    "z.test.ts",
  ]);
});
