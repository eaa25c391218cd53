import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { inCheckout } from "../../../dist/files/checkout";
import { writeRun } from "../../../dist/runs/write-run";
import { withDefaults } from "../../../dist/settings/settings";
import { FastRun } from "../../../dist/training/fast/run";
import { openRows } from "../../../dist/vectors/open-rows";
import { readVectors } from "../../../dist/vectors/read-vectors";
import { writeFastText } from "../../../dist/vectors/write-vectors";
import { smallText, testFolder } from "../../training/fast/small-text";
import { gensim, gensimEnv } from "../gensim/gensim";

const folder = testFolder("write-fasttext");

async function trainWithParts(): Promise<FastRun> {
  const shape = { subwords: "1-4", buckets: 200, dimensions: 10, subsample: 0.1, epochs: 2 };
  const settings = withDefaults({ trainer: "fast", minimumCount: 1, ...shape });
  const run = new FastRun(settings, await smallText(folder, 300));
  for await (const progress of run.steps(1000, Date.now)) void progress;
  return run;
}

const trained = trainWithParts();

test("a run whose words have parts is written as a model of fastText, and read back bit for bit", async () => {
  const run = await trained;
  const files = writeRun(run, folder, {}, "text", { fastText: run.fastText });
  const file = path.join(folder, "fasttext.bin");
  assert.ok(files.includes(file));
  const { words, vectors } = run.vectors;
  const read = await readVectors(file, "float32");
  assert.deepEqual(read.words, words);
  assert.deepEqual(read.vectors.data, vectors.data);
  const found = (await openRows(file)).find([words[0], "k7w7", "k1w1x"]);
  assert.equal(found.size, 3); // two of them from their parts
  assert.notDeepEqual(found.get("k7w7"), found.get("k1w1x"));
});

test("a word that was never seen is near to those that it shares most parts with", async () => {
  const run = await trained;
  const file = path.join(folder, "near.bin");
  writeFastText(file, run.fastText!);
  const rows = await openRows(file);
  const cosine = (a: Float32Array, b: Float32Array): number => {
    const dot = (x: Float32Array, y: Float32Array): number =>
      x.reduce((sum, value, i) => sum + value * y[i], 0);
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  };
  const unseen = rows.find(["k3w10"]).get("k3w10")!;
  const means = [0, 1, 2, 3, 4, 5].map((kind) => {
    const own = run.vectors.words.filter((word) => word.startsWith(`k${kind}`));
    return own.reduce((sum, word) => sum + cosine(unseen, rows.find([word]).get(word)!), 0) / own.length;
  });
  assert.equal(means.indexOf(Math.max(...means)), 3, means.join(" "));
});

test("a model that fastText's file cannot hold is refused", async () => {
  const model = (await trained).fastText!;
  const words = ["a\0b", ...model.words.slice(1)];
  assert.throws(
    () => writeFastText(path.join(folder, "zero.bin"), { ...model, words }),
    /words without a zero byte, got "a\\u0000b"/,
  );
});

test("the real gensim loads a model that was trained here: vectors, counts, and both matrices", async (t) => {
  const python = gensim(t);
  if (!python) return;
  const run = await trained;
  const model = run.fastText!;
  const file = path.join(folder, "for-gensim.bin");
  writeFastText(file, model);
  const words = [...run.vectors.words, "k7w7", "k1w1x", "été漢"];
  const options = { input: JSON.stringify(words), encoding: "utf8", env: gensimEnv } as const;
  const program = inCheckout("test/vectors/fasttext/gensim_fasttext.py");
  const theirs = JSON.parse(execFileSync(python, [program, file], options)) as number[][];
  const found = (await openRows(file)).find(words);
  words.forEach((word, w) => {
    const own = found.get(word)!;
    const most = Math.max(...own.map(Math.abs), 1);
    for (const [i, value] of theirs[w].entries())
      assert.ok(
        Math.abs(value - own[i]) <= 20 * 2 ** -24 * most,
        `${word}, number ${i}: ${own[i]}, gensim's ${value}`,
      );
  });
  const whole = inCheckout("test/vectors/fasttext/gensim_whole_model.py");
  const said = JSON.parse(execFileSync(python, [whole, file], { encoding: "utf8", env: gensimEnv })) as {
    counts: Record<string, number>;
    settings: number[];
    input: number[];
    output: number[];
  };
  assert.deepEqual(said.counts, Object.fromEntries(model.words.map((word, w) => [word, model.counts[w]])));
  assert.deepEqual(said.settings, [10, 5, 2, 1, 5, 1e-1, 200, 1, 4]);
  assert.deepEqual(said.input, [...model.input.data]);
  assert.deepEqual(said.output, [...model.output.data]);
});
