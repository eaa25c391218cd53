import assert from "node:assert/strict";
import test from "node:test";
import { emptyWindow, windowSampler } from "../../dist/corpus/windows";
import { frequencyOnlyLoss } from "../../dist/model/frequency-only";
import { below } from "../../dist/random/random";
import { Xoshiro128 } from "../../dist/random/xoshiro";

const ln = Math.log;

test("with two words, each other's only company, the loss of knowing frequencies is worked by hand", () => {
  const sentences = { ids: Int32Array.of(0, 1), starts: Int32Array.of(0, 2) };
  const table = Int32Array.from({ length: 4 }, (_, i) => i >> 1); // q = 1/2, 1/2
  // p = 1/2 each, m = 1; a negative is the other word for certain, so r = 1/2 each and σ(s) = 1/3 for K = 2
  const expected = -ln(1 / 3) - 2 * ln(2 / 3);
  assert.ok(Math.abs(frequencyOnlyLoss(sentences, table, 3, 2) - expected) < 1e-12);
});

test("the expected loss is what windows and negatives that are really drawn cost", () => {
  const random = new Xoshiro128(3);
  const ids = Int32Array.from({ length: 3000 }, () => Math.min(below(random, 6), below(random, 6)));
  const sentences = { ids, starts: Int32Array.from({ length: 301 }, (_, s) => 10 * s) };
  const table = Int32Array.from({ length: 60 }, (_, i) => Math.floor(i / 10));
  const [window, negatives, draws] = [4, 3, 200_000];
  const sample = windowSampler(sentences, random);
  const drawn = emptyWindow(window);
  const [asOutside, asNegative] = [new Float64Array(6), new Float64Array(6)];
  for (let i = 0; i < draws; i++) {
    sample(1 + below(random, window), drawn);
    for (const o of drawn.outside.subarray(0, drawn.size)) {
      asOutside[o]++;
      for (let w = 0; w < 6; w++) if (w !== o) asNegative[w] += negatives / 5; // q is uniform
    }
  }
  let cost = 0;
  for (let w = 0; w < 6; w++) {
    const both = asOutside[w] + asNegative[w];
    cost -= asOutside[w] * ln(asOutside[w] / both) + asNegative[w] * ln(asNegative[w] / both);
  }
  const expected = frequencyOnlyLoss(sentences, table, window, negatives);
  // a window costs about 11 ± 6 nats, so the mean of 200,000 is good to 4 · 6 / √200,000
  assert.ok(Math.abs(cost / draws - expected) < 0.06, `drawn ${cost / draws}, expected ${expected}`);
});
