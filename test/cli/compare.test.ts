import assert from "node:assert/strict";
import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import type { Comparison } from "../../dist/comparison/comparison";
import { writeRunFolder } from "../runs/run-folder";
import { installTemplate, venv } from "../report/exported";
import { normalSampler } from "../vectors/normal-matrix";
import { inCheckout } from "../../dist/files/checkout";

const command = inCheckout("dist/cli/experiment.js");
const hostile = `<img/src=x/onerror=alert(1)>`;

function twoRuns(t: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), "compare-command-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const normal = normalSampler(1);
  const words = [hostile, "man", "woman", ...Array.from({ length: 20 }, (_, w) => `w${w}`)];
  for (const [name, stepSize] of [["a", 0.3], ["b", 3]] as const) {
    const vectors = words.map(() => [...normal(1, 4).data]);
    writeRunFolder(path.join(folder, "runs"), name, { settings: { stepSize }, words, vectors, loss: 10 - stepSize });
  } // prettier-ignore
  return folder;
}

const run = (cwd: string, ...args: string[]): SpawnSyncReturns<string> => {
  const env = { ...process.env, INIT_CWD: cwd };
  return spawnSync(process.execPath, [command, "compare", ...args], { cwd, env, encoding: "utf8" });
};

test("compare prints two runs' comparison and writes it as JSON and as a page", async (t) => {
  if (!existsSync(venv)) return t.skip("there is no .venv");
  await installTemplate();
  const folder = twoRuns(t);
  const { status, stdout, stderr } = run(folder, "runs/a", "runs/b");
  assert.equal(status, 0, stderr);
  assert.match(stdout, /stepSize {2}0\.3 {2}3\n/);
  assert.match(stdout, /A 9\.7000 {3}B 7\.0000 {3}B − A −2\.700 \(no interval\)/);
  assert.match(stdout, /cannot be told from noise/);
  const out = path.join(folder, "reports", "a-b");
  assert.deepEqual(readdirSync(out).sort(), ["comparison.html", "comparison.json"]);
  const comparison = JSON.parse(readFileSync(path.join(out, "comparison.json"), "utf8")) as Comparison;
  assert.equal(comparison.words, 23);
  const page = readFileSync(path.join(out, "comparison.html"), "utf8");
  assert.ok(page.includes("stepSize") && !page.includes(hostile), "a word is text, not a tag");
});

test("compare refuses, before any work, what it cannot compare", (t) => {
  const folder = twoRuns(t);
  const refused: [string[], RegExp][] = [
    [["runs/a"], /compare requires two folders of runs, got 1/],
    [["runs/a", "runs/none"], /got "runs\/none", which is not one/],
    [["runs/a", "runs/b", "--words", "2"], /--words to be an integer of at least 3, got 2/],
    [["runs/a", "runs/a"], /two different runs, got runs\/a twice/],
  ];
  for (const [args, message] of refused) {
    const { status, stderr } = run(folder, ...args);
    assert.equal(status, 1, args.join(" "));
    assert.match(stderr, message);
  }
  assert.ok(!existsSync(path.join(folder, "reports")));
});
