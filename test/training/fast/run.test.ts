import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { FastRun } from "../../../dist/training/fast/run";
import type { FastProgress } from "../../../dist/training/fast/run-description";
import { withDefaults } from "../../../dist/settings/settings";
import type { FastSettings } from "../../../dist/settings/table";
import { smallText, testFolder, zipfText } from "./small-text";

const folder = testFolder("fast-run");
const now = (): number => performance.now();

const cbow = { architecture: "cbow" } as const;
const parts = { subwords: "2-4", buckets: 300 } as const;

const settings = (given: Partial<FastSettings> = {}): FastSettings =>
  withDefaults({ trainer: "fast", minimumCount: 1, dimensions: 12, subsample: 0.1, epochs: 2, ...given });

async function train(run: FastRun): Promise<FastProgress[]> {
  const seen: FastProgress[] = [];
  for await (const progress of run.steps(5, now)) seen.push(progress);
  return seen;
}

const vectorBytes = (run: FastRun): Buffer => Buffer.from(run.vectors.vectors.data.slice().buffer);

/** Trains until some tokens are done, and leaves; the vectors must not be finished. */
async function trainPartly(run: FastRun, tokens: number): Promise<void> {
  for await (const progress of run.steps(1, now)) if (progress.tokens >= tokens) break;
  assert.ok(run.trained > 0 && !run.done, `${run.trained} tokens of ${run.totalTokens}`);
}

async function trained(given: Partial<FastSettings>, sentences = 3000): Promise<FastRun> {
  const run = new FastRun(settings(given), await smallText(folder, sentences));
  await train(run);
  return run;
}

test("one worker and a seed give the same bytes, another seed gives others", async () => {
  const [once, again, other] = [await trained({}), await trained({}), await trained({ seed: 2 })];
  assert.deepEqual(vectorBytes(again), vectorBytes(once));
  assert.notDeepEqual(vectorBytes(other), vectorBytes(once));
  assert.deepEqual(again.lossCurve, once.lossCurve);
});

test("a deterministic run gives the same bytes for any number of workers", async () => {
  for (const given of [{}, cbow, parts]) {
    const [one, ...others] = await Promise.all(
      [1, 2, 3, 9].map((workers) => trained({ ...given, workers, deterministic: true })),
    );
    for (const other of others) {
      assert.deepEqual(vectorBytes(other), vectorBytes(one));
      assert.deepEqual(other.lossCurve, one.lossCurve);
    }
  }
});

test("a run that was stopped, saved and resumed ends with the bytes of one that never stopped", async () => {
  const text = await smallText(folder, 20_000);
  for (const given of [{}, { deterministic: true }, { ...cbow, deterministic: true }, parts]) {
    const whole = new FastRun(settings(given), text);
    await train(whole);
    const parts = new FastRun(settings(given), text);
    await trainPartly(parts, 1000);
    const file = path.join(folder, "checkpoint");
    parts.save(file);
    await train(parts); // continues where it was
    const workers = "deterministic" in given ? 2 : 1;
    const resumed = FastRun.resume(file, settings({ ...given, workers }), text);
    await train(resumed);
    assert.deepEqual(vectorBytes(parts), vectorBytes(whole));
    assert.deepEqual(vectorBytes(resumed), vectorBytes(whole));
    assert.deepEqual(resumed.lossCurve, whole.lossCurve);
  }
});

test("every way of training sees each word of each epoch once, and lowers the loss", async () => {
  const text = await smallText(folder, 3000);
  for (const given of [
    {},
    { workers: 3 },
    { deterministic: true, workers: 2 },
    { relaxed: true },
    cbow,
    parts,
  ]) {
    const run = new FastRun(settings({ ...given, stepSize: 0.05 }), text);
    const seen = await train(run);
    const last = seen[seen.length - 1];
    assert.equal(run.trained, 2 * text.tokens);
    assert.ok(run.done && last.fraction === 1 && last.secondsLeft === 0);
    const late = run.lossCurve.slice(run.lossCurve.length / 2).map(({ loss }) => loss); // a pair each
    const mean = late.reduce((sum, loss) => sum + loss, 0) / late.length;
    const first = (1 + run.settings.negatives) * Math.log(2);
    assert.ok(mean < 0.8 * first, `loss fell from ${first} to ${mean}`);
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
  for (const given of [
    {},
    { workers: 2 },
    { deterministic: true, workers: 2 },
    { ...cbow, stepSize: 0.1 },
    parts,
  ]) {
    const { words, vectors } = (await trained({ stepSize: 0.05, epochs: 5, ...given })).vectors;
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

test("the reference kernel learns the vectors that WebAssembly learns, up to roundings", async () => {
  const text = await smallText(folder, 100);
  for (const given of [
    { epochs: 1 },
    { epochs: 1, deterministic: true, workers: 2 },
    { ...cbow, epochs: 1 },
    { ...cbow, epochs: 1, deterministic: true, workers: 2 },
    { ...parts, epochs: 1 },
    { ...parts, epochs: 1, deterministic: true, workers: 2 },
  ]) {
    const [run, reference] = [false, true].map(
      (referenceKernel) => new FastRun(settings(given), text, { referenceKernel }),
    );
    await train(run);
    await train(reference);
    const expected = reference.vectors.vectors.data;
    run.vectors.vectors.data.forEach((x, i) => {
      assert.ok(
        Math.abs(x - expected[i]) < 1e-4,
        `number ${i}: ${x}, the reference kernel has ${expected[i]}`,
      );
    });
  }
});

/** Longest vectors that gensim 4.4 has after an epoch of the same text, with 100 dimensions. */
const normsOfGensim: [Partial<FastSettings>, number][] = [
  [{ stepSize: 0.25 }, 3.11],
  [{ stepSize: 0.5 }, 11.1],
  [{ stepSize: 1 }, 41.7],
  [{ negatives: 100 }, 3.23],
  [{ negatives: 200 }, 4.32],
  [{ negatives: 1000 }, 13.6],
  [{ negatives: 200, stepSize: 1 }, 184],
];

test("vectors stay as short as gensim's for steps up to 1 and 1,000 negatives, in order or together", async () => {
  for (const [given, longest] of normsOfGensim) {
    for (const deterministic of [false, true]) {
      const shape = { epochs: 1, dimensions: 100, subsample: 1e-3, ...given, deterministic };
      const ours = longestVector(await trained(shape));
      assert.ok(ours < 2 * longest, `${JSON.stringify(given)}: length ${ours}, gensim ${longest}`);
    }
  }
});

test("vectors stay as short as gensim's where frequent words are not left out", async () => {
  const text = await zipfText(folder, 10_000);
  for (const deterministic of [false, true]) {
    const shape = { negatives: 20, stepSize: 0.1, subsample: 1, epochs: 1, dimensions: 100, deterministic };
    const run = new FastRun(settings(shape), text);
    await train(run);
    const ours = longestVector(run);
    assert.ok(ours < 2.1, `length ${ours}, gensim 2.07`);
  }
});

function longestVector(run: FastRun): number {
  const { data, rows, cols } = run.vectors.vectors;
  return Math.max(
    ...Array.from({ length: rows }, (_, w) => Math.hypot(...data.subarray(w * cols, (w + 1) * cols))),
  );
}

test("vectors that stop being finite end the run with what to change", async () => {
  const run = new FastRun(settings({ stepSize: 1e6 }), await smallText(folder, 3000));
  await assert.rejects(
    train(run),
    /requires vectors that stay finite .*, got .* after \d+ words, in epoch 1 of \d+; lower stepSize, now 1000000/,
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
    /requires at most 4 GiB of memory, got 4\.\d GiB for 2000000 words of 300 dimensions; raise minimumCount or lower dimensions$/,
  );
});

test("a checkpoint that is damaged, or of other settings or another text, is refused with the reason", async () => {
  const text = await smallText(folder, 3000);
  const file = path.join(folder, "refused");
  new FastRun(settings(), text).save(file);
  assert.throws(
    () => FastRun.resume(file, settings({ dimensions: 13 }), text),
    /requires dimensions to be 12, got 13/,
  );
  assert.throws(
    () => FastRun.resume(file, settings({ workers: 2 }), text),
    /requires workers to be 1, got 2/,
  );
  const other = await smallText(folder, 3000, 2);
  assert.throws(() => FastRun.resume(file, settings(), other), /requires the text with SHA-256/);
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1] ^= 1;
  writeFileSync(file, bytes);
  assert.throws(
    () => FastRun.resume(file, settings(), text),
    /requires the bytes that were written, got a damaged file/,
  );
  writeFileSync(file, bytes.subarray(0, 1000));
  assert.throws(() => FastRun.resume(file, settings(), text), /damaged file/);
  writeFileSync(file, "another\n");
  assert.throws(() => FastRun.resume(file, settings(), text), /requires the first line of a checkpoint/);
});

test("a run begins with vectors of an earlier one, for the words that they have", async () => {
  const [first, text] = [await trained({}, 100), await smallText(folder, 200, 9)];
  const { words, vectors } = first.vectors;
  const some = {
    words: words.slice(0, 20),
    vectors: { ...vectors, rows: 20, data: vectors.data.slice(0, 240) },
  };
  const [plain, begun] = [0, 1].map(() => new FastRun(settings(), text));
  assert.equal(begun.beginWith({ vectors: some, outside: first.outsideVectors }), 20);
  const rowsOf = (run: FastRun, which: "vectors" | "outsideVectors"): Map<string, Float32Array> =>
    new Map(
      text.words.map((word, w) => [
        word,
        Float32Array.from(run[which].vectors.data.slice(12 * w, 12 * w + 12)),
      ]),
    );
  const [V, U, before] = [
    rowsOf(begun, "vectors"),
    rowsOf(begun, "outsideVectors"),
    rowsOf(plain, "vectors"),
  ];
  const outside = first.outsideVectors;
  for (const word of text.words) {
    const [v, u] = [some.words.indexOf(word), outside.words.indexOf(word)];
    assert.deepEqual(
      V.get(word),
      v < 0 ? before.get(word) : Float32Array.from(vectors.data.slice(12 * v, 12 * v + 12)),
    );
    assert.deepEqual(U.get(word), Float32Array.from(outside.vectors.data.slice(12 * u, 12 * u + 12)));
  }
  await train(begun);
  assert.ok(begun.done);
  const other = new FastRun(settings({ dimensions: 13 }), text);
  assert.throws(
    () => other.beginWith({ vectors: some }),
    /startFrom requires vectors of 13 dimensions, as the run has, got 12/,
  );
  const none = { words: ["x"], vectors: { rows: 1, cols: 12, data: new Float32Array(12) } };
  assert.throws(() => plain.beginWith({ vectors: none }), /some of the text's 60 words, got none/);
});

test("parts of words are refused where they mean nothing, with what is wanted", async () => {
  const text = await smallText(folder, 100);
  for (const [given, message] of [
    [{ subwords: "3" }, /subwords to be none or two lengths from 1 to 99, as 3-6, got "3"/],
    [{ subwords: "6-3" }, /two lengths .* got "6-3"/],
    [{ subwords: "0-3" }, /two lengths .* got "0-3"/],
    [{ buckets: 7 }, /buckets only with subwords, got 7/],
    [{ subwords: "3-6", ...cbow }, /subwords only with skip-gram, got cbow/],
    [{ subwords: "3-6", startFrom: "vectors.txt" }, /startFrom only without subwords, got "vectors.txt"/],
    [
      { subwords: "3-6", buckets: 2 ** 26, dimensions: 100 },
      /at most 4 GiB .* and 67108864 buckets of 100 dimensions; raise minimumCount or lower dimensions or lower buckets$/,
    ],
  ] as const)
    assert.throws(() => new FastRun(settings(given), text), message);
});
