import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { resumeFastRun, saveFastRun } from "../../dist/fast/checkpoint";
import { FastRun, type FastProgress } from "../../dist/fast/run";
import { withDefaults } from "../../dist/settings/settings";
import type { Settings } from "../../dist/settings/table";
import { smallText, testFolder } from "./small-text";

const folder = testFolder("fast-run");
const now = (): number => performance.now();

const settings = (given: Partial<Settings> = {}): Settings =>
  withDefaults({ fast: true, minimumCount: 1, dimensions: 12, subsample: 0.1, epochs: 2, ...given });

async function train(run: FastRun): Promise<FastProgress[]> {
  const seen: FastProgress[] = [];
  for await (const progress of run.steps(5, now)) seen.push(progress);
  return seen;
}

const bytesOf = (run: FastRun): Buffer => Buffer.from(run.vectors.vectors.data.slice().buffer);

/** Trains until some words are done, and leaves; the vectors must not be finished. */
async function trainPartly(run: FastRun, words: number): Promise<void> {
  for await (const progress of run.steps(1, now)) if (progress.words >= words) break;
  assert.ok(run.board.tokens > 0 && !run.done, `${run.board.tokens} words of ${run.totalWords}`);
}

async function trained(given: Partial<Settings>, sentences = 3000): Promise<FastRun> {
  const run = new FastRun(settings(given), await smallText(folder, sentences));
  await train(run);
  return run;
}

test("one worker and a seed give the same bytes, another seed gives others", async () => {
  const [once, again, other] = [await trained({}), await trained({}), await trained({ seed: 2 })];
  assert.deepEqual(bytesOf(again), bytesOf(once));
  assert.notDeepEqual(bytesOf(other), bytesOf(once));
  assert.deepEqual(again.lossCurve, once.lossCurve);
});

test("a deterministic run gives the same bytes for any number of workers", async () => {
  const [one, ...others] = await Promise.all(
    [1, 2, 3, 9].map((workers) => trained({ workers, deterministic: true })),
  );
  for (const other of others) {
    assert.deepEqual(bytesOf(other), bytesOf(one));
    assert.deepEqual(other.lossCurve, one.lossCurve);
  }
});

test("a run that was stopped, saved and resumed ends with the bytes of one that never stopped", async () => {
  const text = await smallText(folder, 20_000);
  for (const given of [{}, { deterministic: true }]) {
    const whole = new FastRun(settings(given), text);
    await train(whole);
    const parts = new FastRun(settings(given), text);
    await trainPartly(parts, 1000);
    const file = path.join(folder, "checkpoint");
    saveFastRun(file, parts);
    await train(parts); // continues where it was
    const workers = "deterministic" in given ? 2 : 1;
    const resumed = resumeFastRun(file, settings({ ...given, workers }), text);
    await train(resumed);
    assert.deepEqual(bytesOf(parts), bytesOf(whole));
    assert.deepEqual(bytesOf(resumed), bytesOf(whole));
    assert.deepEqual(resumed.lossCurve, whole.lossCurve);
  }
});

test("every way of training sees each word of each epoch once, and lowers the loss", async () => {
  const text = await smallText(folder, 3000);
  for (const given of [{}, { workers: 3 }, { deterministic: true, workers: 2 }, { relaxed: true }]) {
    const run = new FastRun(settings({ ...given, stepSize: 0.05 }), text);
    const seen = await train(run);
    const last = seen[seen.length - 1];
    assert.equal(run.board.tokens, 2 * text.tokens);
    assert.ok(run.done && last.words === last.totalWords && last.secondsLeft === 0);
    const curve = run.lossCurve.map(({ loss }) => loss);
    assert.ok(
      curve[curve.length - 1] < 0.8 * curve[0],
      `loss fell from ${curve[0]} to ${curve[curve.length - 1]}`,
    );
  }
});

test("the first pair costs log 2 for its centre and each negative, since U is zero", async () => {
  const [{ loss }] = (await trained({})).lossCurve;
  const targets = loss / Math.log(2); // a negative that is the centre is left out
  assert.ok(
    Math.abs(targets - Math.round(targets)) < 1e-5 && targets > 1 && targets < 6.1,
    `${targets} targets`,
  );
});

test("words of the same sentences get near vectors, by every way of training", async () => {
  for (const given of [{}, { workers: 2 }, { deterministic: true, workers: 2 }]) {
    const { words, vectors } = (await trained({ ...given, stepSize: 0.05, epochs: 5 })).vectors;
    const data = Float64Array.from(vectors.data);
    const row = (w: number): Float64Array => data.subarray(w * vectors.cols, (w + 1) * vectors.cols);
    const dot = (a: number, b: number): number => row(a).reduce((sum, x, i) => sum + x * row(b)[i], 0);
    const cosine = (a: number, b: number): number => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    let right = 0;
    words.forEach((word, w) => {
      const others = words.map((_, other) => other).filter((other) => other !== w);
      const nearest = others.reduce((best, other) => (cosine(w, other) > cosine(w, best) ? other : best));
      if (words[nearest].slice(0, 2) === word.slice(0, 2)) right++;
    });
    assert.ok(
      right >= 0.95 * words.length,
      `${right} of ${words.length} words have a neighbour of their own kind`,
    );
  }
});

test("the twin learns the vectors that WebAssembly learns, up to roundings", async () => {
  const text = await smallText(folder, 100);
  for (const given of [{ epochs: 1 }, { epochs: 1, deterministic: true, workers: 2 }]) {
    const [run, twin] = [false, true].map((twin) => new FastRun(settings(given), text, { twin }));
    await train(run);
    await train(twin);
    const expected = twin.vectors.vectors.data;
    run.vectors.vectors.data.forEach((x, i) => {
      assert.ok(Math.abs(x - expected[i]) < 1e-4, `number ${i}: ${x}, the twin has ${expected[i]}`);
    });
  }
});

test("vectors that stop being finite end the run with what to change", async () => {
  const run = new FastRun(settings({ stepSize: 1e6 }), await smallText(folder, 3000));
  await assert.rejects(
    train(run),
    /requires finite vectors, got others after \d+ words; lower stepSize, now 1000000/,
  );
});

test("a thread that fails ends the run with its error, and no other thread goes on", async () => {
  const text = await smallText(folder, 3000);
  for (const deterministic of [false, true]) {
    const gone = { ...text, idsFile: path.join(folder, "gone") };
    const run = new FastRun(settings({ workers: 2, deterministic }), gone);
    await assert.rejects(train(run), /ENOENT.*gone/);
  }
});

test("a model that does not fit in 4 GiB is refused before any work, with what to change", async () => {
  const text = { ...(await smallText(folder, 100)), words: Array<string>(2_000_000).fill("") };
  assert.throws(
    () => new FastRun(settings({ dimensions: 300 }), text),
    /requires at most 4 GiB of memory, got 4\.\d GiB for 2000000 words of 300 dimensions; raise minimumCount or lower dimensions/,
  );
});

test("a checkpoint that is damaged, or of other settings or another text, is refused with the reason", async () => {
  const text = await smallText(folder, 3000);
  const file = path.join(folder, "refused");
  saveFastRun(file, new FastRun(settings(), text));
  assert.throws(
    () => resumeFastRun(file, settings({ dimensions: 13 }), text),
    /requires dimensions to be 12, got 13/,
  );
  assert.throws(() => resumeFastRun(file, settings({ workers: 2 }), text), /requires workers to be 1, got 2/);
  const other = await smallText(folder, 3000, 2);
  assert.throws(() => resumeFastRun(file, settings(), other), /requires the text with SHA-256/);
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1] ^= 1;
  writeFileSync(file, bytes);
  assert.throws(
    () => resumeFastRun(file, settings(), text),
    /requires the bytes that were written, got a damaged file/,
  );
  writeFileSync(file, bytes.subarray(0, 1000));
  assert.throws(() => resumeFastRun(file, settings(), text), /damaged file/);
  writeFileSync(file, "another\n");
  assert.throws(() => resumeFastRun(file, settings(), text), /requires the first line of a checkpoint/);
});
