import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { chooseComparable } from "../../dist/comparison/choose-comparable";
import { compare } from "../../dist/comparison/compare";
import { comparisonText } from "../../dist/comparison/forms/comparison-text";
import { describeRuns } from "../../dist/comparison/forms/describe-runs";
import { effects } from "../../dist/comparison/effects";
import { groupCurve } from "../../dist/comparison/group-curve";
import { resolveRuns } from "../../dist/comparison/resolve-runs";
import { runRows } from "../../dist/comparison/rows";
import { groupRuns } from "../../dist/comparison/run-groups";
import { readRuns } from "../../dist/runs/read-runs";
import { normalSampler } from "../vectors/normal-matrix";
import { writeRunFolder, type FolderContents } from "../runs/run-folder";

const words = Array.from({ length: 30 }, (_, w) => `w${w}`);
const [before, after] = ["aaaa1111", "bbbb2222"];

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), "versions-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Seeds 1 and 2 of A (step size 0.3) and of B (3), made by one version of the code. */
function writeFour(t: TestContext): {
  parent: string;
  write: (name: string, more: FolderContents) => string;
} {
  const parent = folderFor(t);
  const normal = normalSampler(1);
  const write = (name: string, more: FolderContents): string => {
    const vectors = words.map(() => [...normal(1, 4).data]);
    return writeRunFolder(parent, name, { words, vectors, code: before, ...more });
  };
  for (const [name, stepSize, losses] of [["a", 0.3, [10.2, 10.4]], ["b", 3, [7.1, 7.2]]] as const)
    losses.forEach((loss, i) => write(`${name}${i + 1}`, { settings: { stepSize, seed: i + 1 }, loss })); // prettier-ignore
  return { parent, write };
}

const sides = (parent: string, ...names: string[]): ReturnType<typeof resolveRuns> =>
  resolveRuns(names.map((name) => path.join(parent, name)));

test("a seed that another version of the code has made again changes nothing, and is named", (t) => {
  const { parent, write } = writeFour(t);
  const right = compare(...sides(parent, "a1", "b1"));
  // differences of −3.1 and −3.2: mean −3.15, s/√2 = 0.05, t(0.975, 1) = 12.7062
  assert.ok(Math.abs((right.loss.difference ?? 0) + 3.15) < 1e-9);
  assert.ok(Math.abs((right.loss.upper ?? 0) + 3.15 - 12.706204736432095 * 0.05) < 1e-6);
  assert.equal(right.moved.test?.splits, 3);
  const again = write("a1-again", { settings: { stepSize: 0.3, seed: 1 }, loss: 5, code: after });
  const found = compare(...sides(parent, "a1", "b1"));
  const reason = "seed 1, made by 07-training with code bbbb2222";
  assert.deepEqual(found, { ...right, leftOut: [{ folder: again, reason }] });
  assert.deepEqual(found.a.seeds, ["1", "2"]);
  const text = comparisonText(found);
  assert.match(text, /A {2}\S*a1 {2}seed 1\n {3}\S*a2 {2}seed 2\nB {2}\S*b1 {2}seed 1\n/);
  assert.match(text, /made by 07-training with code aaaa1111/);
  assert.match(text, /not used\n\S*a1-again: seed 1, made by 07-training with code bbbb2222\n/);
});

test("runs that different code has made are refused, and so are runs of different chapters", (t) => {
  const { parent, write } = writeFour(t);
  write("new", { settings: { stepSize: 0.3, seed: 1 }, code: after });
  const made = { format: 1, status: "done", notebook: "mine", code: before };
  write("mine", { settings: { stepSize: 9 }, files: { "experiment.json": JSON.stringify(made) } });
  write("unknown", {
    settings: { stepSize: 9 },
    files: { "experiment.json": '{"format":1,"status":"done"}' },
  });
  assert.throws(() => sides(parent, "new", "b1"), /the same code made, got \S*new of 07-training with code bbbb2222 and \S*b1 of 07-training with code aaaa1111; make one of them again$/); // prettier-ignore
  assert.throws(() => sides(parent, "a1", "new"), /the same code made/);
  assert.throws(() => sides(parent, "mine", "b1"), /got \S*mine of mine with code aaaa1111 and /);
  assert.throws(() => sides(parent, "unknown", "b1"), /no chapter with code that the folder does not name/);
});

test("a seed that is there twice counts once, whichever of its folders is named", (t) => {
  const { parent } = writeFour(t);
  const right = compare(...sides(parent, "a1", "b1"));
  const copy = path.join(parent, "a1-copy");
  cpSync(path.join(parent, "a1"), copy, { recursive: true });
  const found = compare(...sides(parent, "a1", "b1"));
  const reason = `seed 1 again, of which ${path.join(parent, "a1")} counts`;
  assert.deepEqual(found, { ...right, leftOut: [{ folder: copy, reason }] });
  assert.deepEqual(compare(...sides(parent, "a1-copy", "b1")).loss, right.loss);
  cpSync(path.join(parent, "a2"), path.join(parent, "a2-copy"), { recursive: true });
  assert.deepEqual(compare(...sides(parent, "a1", "b1")).loss, right.loss);
  assert.throws(
    () => sides(parent, "a1", "a1-copy"),
    /two different runs, got \S*a1, made again in \S*a1-copy$/,
  );
});

test("losses of other texts are not subtracted, and another text's seeds are not added", (t) => {
  const { parent, write } = writeFour(t);
  write("text3", { settings: { stepSize: 3, seed: 3 }, sha256: "bb", loss: 1 });
  assert.deepEqual(compare(...sides(parent, "a1", "b1")).b.seeds, ["1", "2"]);
  const { loss, cautions, differing } = compare(...sides(parent, "b1", "text3"));
  assert.deepEqual([loss.difference, loss.lower, loss.upper, loss.pairedSeeds], [null, null, null, 0]);
  assert.deepEqual(differing.map(({ setting }) => setting), ["corpus"]); // prettier-ignore
  assert.match(cautions.join("\n"), /the losses measure different things, because corpus differ/);
});

test("chapter 09 shows runs that the same code made, and names the others; effects pair no two versions", (t) => {
  const { parent, write } = writeFour(t);
  write("a1-new", { settings: { stepSize: 0.3, seed: 1 }, loss: 5, code: after });
  write("b1-new", { settings: { stepSize: 3, seed: 1 }, loss: 1, code: after });
  const all = readRuns([parent]);
  assert.deepEqual(groupRuns(all.runs).map(({ runs }) => runs.length), [2, 1, 2, 1]); // prettier-ignore
  assert.deepEqual(groupRuns(all.runs)[1].name, "step size 0.3, 07-training with code bbbb2222");
  const [effect] = effects(all.runs, ({ loss }) => loss).found;
  assert.ok(Math.abs(effect.mean + 3.15) < 1e-9 && effect.seeds === 2, `${effect.mean} of ${effect.seeds}`);
  const chosen = chooseComparable(all);
  assert.equal(chosen.runs.length, 4);
  assert.deepEqual(
    chosen.leftOut.map(({ reason }) => reason),
    Array(2).fill(
      "made by 07-training with code bbbb2222; the runs that count by 07-training with code aaaa1111",
    ),
  );
  assert.equal(chooseComparable(all, "bbbb").runs.length, 2);
  assert.throws(() => chooseComparable(all, "cc"), /code to be one of aaaa1111, bbbb2222, got cc$/);
});

test("a curve that is damaged within is left out, and what runs were made with is said", (t) => {
  const { parent } = writeFour(t);
  const damaged = path.join(parent, "a2");
  writeFileSync(path.join(damaged, "loss.csv"), "iteration,running_loss\n10,20\n20,x\n30,10\n");
  writeFileSync(path.join(parent, "a1", "environment.json"), '{"commit":"0123456789abcdef","dirty":true}');
  const { runs } = readRuns([parent]);
  const [a] = groupRuns(runs);
  const { curve, leftOut } = groupCurve(a);
  assert.deepEqual([...(curve?.loss ?? [])], [20, 12, 10]);
  assert.deepEqual(leftOut.map(({ folder }) => folder), [damaged]); // prettier-ignore
  assert.match(leftOut[0].reason, /requires two numbers in line 3, got "20,x"/);
  assert.deepEqual(describeRuns(runs).runs, {
    "made by": "07-training with code aaaa1111",
    "at commit": "0123456789ab with changes | unknown",
    in: "a1 | a2 | b1 | b2",
  });
  assert.deepEqual(runRows(runs).map(({ run }) => run), ["a1", "a2", "b1", "b2"]); // prettier-ignore
});

test("damaged folders beside the runs stop no comparison", (t) => {
  const { parent } = writeFour(t);
  const right = compare(...sides(parent, "a1", "b1"));
  const damage: [string, string, string][] = [
    ["empty", "", 'run.json requires JSON, got ""'],
    ["binary", "\0\x01\uFFFD", 'run.json requires JSON, got "\\u0000\\u0001\uFFFD"'],
    ["list", "[]", "run.json requires an object, got []"],
    ["shape", '{"corpus":3}', "run.json requires corpus, got 3"],
    ["settings", '{"corpus":{"name":"a","sha256":"b"},"settings":[]}', "run.json requires iterations to be a number, got nothing"],
  ]; // prettier-ignore
  for (const [name, content] of damage) {
    mkdirSync(path.join(parent, name));
    writeFileSync(path.join(parent, name, "run.json"), content);
  }
  mkdirSync(path.join(parent, "folder", "run.json"), { recursive: true });
  mkdirSync(path.join(parent, "foreign", "experiment.json"), { recursive: true });
  writeFileSync(path.join(parent, "20200101T000000Z-00000000"), "");
  const { leftOut, ...found } = compare(...sides(parent, "a1", "b1"));
  assert.deepEqual({ ...found, leftOut: [] }, right);
  const reasons = new Map(leftOut.map(({ folder, reason }) => [path.basename(folder), reason]));
  for (const [name, , reason] of damage) assert.equal(reasons.get(name), reason);
  assert.equal(reasons.get("folder"), "run.json is a folder");
  assert.equal(reasons.get("foreign"), "experiment.json is a folder");
  assert.equal(reasons.get("20200101T000000Z-00000000"), "not a folder");
});
