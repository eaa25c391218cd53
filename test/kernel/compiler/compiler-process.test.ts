import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { after, test } from "node:test";
import { inCheckout } from "../../../dist/files/checkout";
import { CompilerProblem, CompilerProcess } from "../../../dist/kernel/compiler/compiler-process";
import type { Completeness } from "../../../dist/kernel/compiler/is-complete";
import { freshSnapshot } from "../../../dist/kernel/compiler/snapshot";
import type { Compilation } from "../../../dist/kernel/compiler/type-checker";

const limits = { seconds: 60, megabytes: 2048, idleSeconds: 300 };
const usual = { ...limits };
const compiler = new CompilerProcess(inCheckout("test"), limits);
after(() => compiler.end("the tests ended"));

compiler.add("cell·1.ts", "const earlier = 41;\nexport { earlier };");
const origins = { earlier: { file: "cell·1.ts" } };

/** Compiles a cell that uses a name of an earlier one. */
const compile = (source = "earlier + 1") => compiler.ask("compile", source, origins);

/** A cell that the compiler works on for a second or more. */
const long = "earlier + 1;\n".repeat(10_000);

/** The command line of a compiler's process; Linux only. */
const commandOf = (of: CompilerProcess): string => readFileSync(`/proc/${of.pid}/cmdline`, "utf8");

async function worksAgain(): Promise<void> {
  Object.assign(limits, usual);
  const { errors, cell } = await compile();
  assert.ok(cell, JSON.stringify(errors));
  const { errors: wrong } = await compile("earlier.toUpperCase()");
  assert.match(wrong?.[0].message ?? "", /'toUpperCase' does not exist on type '?(number|41)/);
}

test("a compiler that gives no answer is refused, and the next one knows the earlier cells", async () => {
  limits.seconds = 0.001;
  await assert.rejects(compile(long), new CompilerProblem("the compiler gave no answer within 0.001 s"));
  await worksAgain();
});

test("a compiler that grows beyond its memory is refused, and the next one knows the earlier cells", async () => {
  compiler.end("for a smaller one");
  limits.megabytes = 40; // TypeScript itself takes more
  await assert.rejects(compile(), new CompilerProblem("the compiler ran out of memory"));
  await worksAgain();
});

test("a compiler that fails at a cell refuses it, and the next one knows the earlier cells", async () => {
  const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
  await assert.rejects(compile(deep), CompilerProblem);
  await worksAgain();
});

test("requests that wait behind one that fails are refused, too, and none is lost", async () => {
  limits.seconds = 0.001;
  const waiting = [compile(long), compile(), compiler.ask("isComplete", "1")];
  for (const { status } of await Promise.allSettled(waiting)) assert.equal(status, "rejected");
  await worksAgain();
});

test("a process begins with the snapshot, and the libraries in it are those of this Node", async (t) => {
  const snapshot = freshSnapshot();
  if (snapshot === undefined) return t.skip("no snapshot: set-up has not made one");
  const begun = new CompilerProcess(inCheckout("test"), undefined, snapshot);
  t.after(() => begun.end("the test ended"));
  const { cell } = await begun.ask("compile", "const first = [1, 2].toSorted()[0]; console.log(first)", {});
  assert.deepEqual(cell?.declared, [{ name: "first" }]);
  assert.match(commandOf(begun), /--snapshot-blob/);
});

test("a process that nobody asks gives its memory back, and the next one knows the earlier cells", async (t) => {
  if (freshSnapshot() === undefined) return t.skip("no snapshot: set-up has not made one");
  limits.idleSeconds = 0.05;
  await compile();
  for (let waited = 0; compiler.pid !== undefined && waited < 20_000; waited += 20) await delay(20);
  assert.equal(compiler.pid, undefined);
  await worksAgain();
});

for (const content of ["", "no snapshot"])
  test(`a snapshot that Node refuses ("${content}") costs no answer`, async (t) => {
    const folder = mkdtempSync(path.join(tmpdir(), "snapshot-"));
    t.after(() => rmSync(folder, { recursive: true }));
    writeFileSync(path.join(folder, "blob"), content);
    const begun = new CompilerProcess(inCheckout("test"), undefined, path.join(folder, "blob"));
    t.after(() => begun.end("the test ended"));
    const answers = [begun.ask("compile", "1 + 1", {}), begun.ask("isComplete", "1")];
    const [{ cell }, { status }] = (await Promise.all(answers)) as [Compilation, Completeness];
    assert.ok(cell);
    assert.equal(status, "complete");
    assert.doesNotMatch(commandOf(begun), /--snapshot-blob/);
  });
