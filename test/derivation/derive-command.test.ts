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
  const [line] = JSON.parse(text);
  assert.equal(status, 1);
  assert.deepEqual([line.mark, line.row, line.column, line.equals], ["wrong here", 3, 24, "no"]);
  assert.equal(line.checks.shapes.verdict, "passed");
  assert.equal(typeof line.repair, "string");
});

test("--mutants prints that every change of a right line is refuted or proved equal", async () => {
  const { text } = await run(`${head}$$ \\sigma(-x) = 1 - \\sigma(x) $$`, "--mutants");
  assert.match(
    text,
    /^\d+ mutants: \d+ refuted by shape, \d+ by a counterexample, \d+ proved equal, 0 undecided/,
  );
});

test("declarations hold until they are forgotten", async () => {
  assert.equal((await run(`${head}%% forget\n$$ x = x $$`)).status, 2);
});
