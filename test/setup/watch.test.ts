import assert from "node:assert/strict";
import { test } from "node:test";
import { begin, checkout, lendPackages, lendPython, until, write } from "./checkout";

test("npm test -- --watch runs the quick tests, and after a change those that it reaches", async (t) => {
  const root = checkout(t);
  lendPackages(root);
  await lendPython(root);
  write(root, "src/sums/add.ts", "export const add = (a: number, b: number): number => a + b;");
  write(
    root,
    "test/sums/add.test.ts",
    `import { test } from "node:test";
import { add } from "../../dist/sums/add";
test("add", () => { if (add(2, 3) !== 5) throw new Error("2 + 3 is " + add(2, 3)); });`,
  );
  const watch = begin(t, root, ["test", "--watch", "add", "right"]);
  const ends = (): string[] => [...watch.output().matchAll(/tests \d+\n[^]*?fail \d+\n/g)].map(String);
  await until(`the first run: ${watch.output()}`, () => ends().length === 1);
  assert.match(ends()[0], /^tests 2\n[^]*fail 0\n/);
  write(root, "src/sums/add.ts", "export const add = (a: number, b: number): number => a - b;");
  await until("a run after the change", () => ends().length === 2);
  assert.match(ends()[1], /^tests 1\n[^]*fail 1\n/);
  assert.match(watch.output(), /2 \+ 3 is -1/);
  write(root, "src/sums/add.ts", "export const add: string = 1;");
  await until("a type error", () => /build: .*TS2322/.test(watch.output()));
  write(root, "src/sums/add.ts", "export const add = (a: number, b: number): number => b + a;");
  await until("a run after the mistake is mended", () => ends().length === 3);
  assert.match(ends()[2], /^tests 1\n[^]*fail 0\n/);
  watch.child.kill("SIGINT");
  assert.equal(await watch.ended, 0);
});
