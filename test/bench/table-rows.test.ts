import assert from "node:assert/strict";
import { test } from "node:test";
import { cells } from "../../dist/bench/training/table";
import {
  formatRows,
  matchesCell,
  parseOnly,
  tableRows,
  type Measurement,
} from "../../dist/bench/training/table-rows";

const cell = { dimensions: 300, negatives: 1, window: 5, minimumCount: 1 };

const measurement = (way: Measurement["way"], round: number, cpu: number, wordSim?: number): Measurement => ({
  ...{ kind: "quality", cell, round, way, text: "0" },
  timed: {
    trainWallSeconds: 0,
    trainCpuSeconds: cpu,
    words: 7,
    tokens: 100,
    peakMemoryMB: 0,
    wallSeconds: 0,
  },
  quality: wordSim === undefined ? undefined : { wordSim, simLex: 0, analogies: 0 },
});

test("a row has the median of the rounds' ratios, whatever the order of its lines", () => {
  const [row] = tableRows([
    measurement("plain", 2, 1),
    measurement("gensim", 1, 4),
    measurement("gensim", 2, 2),
    measurement("plain", 1, 2),
    measurement("gensim", 3, 9),
    measurement("plain", 3, 1),
  ]);
  assert.deepEqual(row, { ...cell, words: 7, rounds: 3, plainToGensim: 2 }); // of 2, 2 and 9
});

test("a row of quality has means, and the difference in standard errors", () => {
  const [row] = tableRows([
    ...[0.1, 0.3].map((wordSim, i) => measurement("gensim", i + 1, 1, wordSim)),
    ...[0.5, 0.7].map((wordSim, i) => measurement("plain", i + 1, 1, wordSim)),
  ]);
  assert.ok(Math.abs(row.wordSimFast - 0.6) < 1e-12 && Math.abs(row.wordSimGensim - 0.2) < 1e-12);
  // variances 0.02 of each, squared errors 0.01 of each: 0.4 / √0.02
  assert.ok(Math.abs(row.wordSimStandardErrorsAboveGensim - 0.4 / Math.sqrt(0.02)) < 1e-9);
  assert.equal(formatRows([row]).length, 2);
});

test("--only names cells by their values, and what is no value is refused", () => {
  const only = parseOnly("dimensions=300,negatives=1");
  assert.deepEqual(only, { dimensions: 300, negatives: 1 });
  assert.equal(cells.filter((one) => matchesCell(one, only)).length, 6); // 3 windows, 2 vocabularies
  assert.equal(cells.length, 90);
  for (const text of ["dimensions", "dimensions=x", "epochs=3", ""])
    assert.throws(() => parseOnly(text), /--only requires dimensions.* as dimensions=300, got "/);
});
