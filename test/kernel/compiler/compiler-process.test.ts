import assert from "node:assert/strict";
import { after, test } from "node:test";
import { inCheckout } from "../../../dist/files/checkout";
import { CompilerProblem, CompilerProcess } from "../../../dist/kernel/compiler/compiler-process";

const limits = { seconds: 60, megabytes: 2048 };
const usual = { ...limits };
const compiler = new CompilerProcess(inCheckout("test"), limits);
after(() => compiler.end("the tests ended"));

compiler.add("cell·1.ts", "const earlier = 41;\nexport { earlier };");
const origins = { earlier: { file: "cell·1.ts" } };

/** Compiles a cell that uses a name of an earlier one. */
const compile = (source = "earlier + 1") => compiler.ask("compile", source, origins);

async function worksAgain(): Promise<void> {
  Object.assign(limits, usual);
  const { errors, cell } = await compile();
  assert.ok(cell, JSON.stringify(errors));
  const { errors: wrong } = await compile("earlier.toUpperCase()");
  assert.match(wrong?.[0].message ?? "", /'toUpperCase' does not exist on type '?(number|41)/);
}

test("a compiler that gives no answer is refused, and the next one knows the earlier cells", async () => {
  limits.seconds = 0.001;
  await assert.rejects(compile(), new CompilerProblem("the compiler gave no answer within 0.001 s"));
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
  const waiting = [compile(), compile(), compiler.ask("isComplete", "1")];
  for (const { status } of await Promise.allSettled(waiting)) assert.equal(status, "rejected");
  await worksAgain();
});
