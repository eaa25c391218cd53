import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { deriveCommand } from "../../dist/cli/derive";

/** What the command prints about a file with this text, and its exit status. */
async function run(
  source: string | undefined,
  ...options: string[]
): Promise<{ status: number; text: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), "derive-"));
  try {
    if (source !== undefined) await writeFile(path.join(folder, "own.tex"), source);
    let text = "";
    const stdout = { write: (part: string): void => void (text += part) };
    return { status: await deriveCommand(["own.tex", ...options], { stdout, folder }), text };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const head = "My homework.\n%% x: scalar\n";

test("a file whose lines are all right ends with status 0, and each verdict has its place", async () => {
  const { status, text } = await run(`${head}\\[ \\sigma(-x) = 1 - \\sigma(x) \\]`);
  assert.equal(status, 0);
  assert.match(text, /^own\.tex:3:17: right\n/);
});

test("a wrong line ends with status 1", async () => {
  const { status, text } = await run(`${head}$$ (x+1)^2 = x^2 + 1 $$ and $$ = x^2 + 2x + 1 $$`);
  assert.equal(status, 1);
  assert.match(text, /own\.tex:3:14: wrong here[^]*own\.tex:3:\d+: right but does not follow/);
});

test("what cannot be read ends with status 2: a line, a declaration, a file without a derivation, no file", async () => {
  assert.equal((await run(`${head}$$ x = \\frac{1} $$`)).status, 2);
  const declaration = await run("%% x: skalar\n$$ x = x $$");
  assert.equal(declaration.status, 2);
  assert.match(declaration.text, /line 1, column 7: `skalar` is not a kind/);
  assert.equal((await run("Nothing here.")).status, 2);
  assert.equal((await run(undefined)).status, 2);
});

test("--json is for machines: marks, places, checks and the repair of every line", async () => {
  const { status, text } = await run(`${head}$$ \\frac{d}{d x} x^2 = x $$`, "--json");
  const { version, files } = JSON.parse(text);
  const [line] = files[0].lines;
  assert.equal(version, 1);
  assert.equal(status, 1);
  assert.deepEqual([line.mark, line.row, line.column, line.equals], ["wrong here", 3, 24, "no"]);
  assert.equal(line.checks.shapes.verdict, "passed");
  assert.equal(typeof line.repair, "string");
  assert.deepEqual([line.left, line.right], ["\\frac{\\partial}{\\partial x} x^{2}", "x"]);
  assert.equal(line.says, "does not equal its left side");
  const source = `${head}$$ \\frac{\\d}{d x} x^2 = x $$`.replace("\\d}", "d}");
  assert.equal(source.slice(line.from, line.to), "x");
  const [edit] = line.edits;
  assert.equal(
    source.slice(0, edit.from) + edit.replacement + source.slice(edit.to),
    source.replace("= x", `= ${edit.replacement}`),
  );
});

test("--mutants prints that every change of a right line is refuted or proved equal", async () => {
  const { text } = await run(`${head}$$ \\sigma(-x) = 1 - \\sigma(x) $$`, "--mutants");
  assert.match(
    text,
    /^\d+ mutants: \d+ refuted by shape, \d+ by a counterexample, \d+ proved equal, 0 undecided/,
  );
});

test("declarations hold until they are forgotten", async () => {
  const slope = "$$ \\frac{\\partial J}{\\partial x} = 2 x $$";
  assert.equal((await run(`${head}%% J := x^2\n${slope}`)).status, 0);
  assert.equal((await run(`${head}%% J := x^2\n%% forget\n${slope}`)).status, 2);
});

test("what is not declared is assumed, and printed as lines that can be pasted, before the verdicts", async () => {
  const source = "$$ \\frac{\\partial J}{\\partial v_c} = U(\\hat{y} - y) $$";
  const { status, text } = await run(source);
  assert.equal(status, 0);
  assert.match(
    text,
    /^own\.tex:1:1: assumed from here on\n {4}%% U: matrix d x n, columns u_w, w in Vocab +word2vec/,
  );
  const pasted = [...text.matchAll(/^ {4}(%% .*?) {3,}/gm)].map(([, line]) => line);
  assert.equal(pasted.length, 6);
  const again = await run(`${pasted.join("\n")}\n${source}`);
  assert.equal(again.status, 0);
  assert.match(again.text, /^own\.tex:7:\d+: right/, "nothing is assumed then");
});
