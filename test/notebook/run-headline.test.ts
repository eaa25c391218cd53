import assert from "node:assert/strict";
import { test } from "node:test";
import { runHeadline } from "../../dist/notebook/run-headline";

const values = (last: number | null, mean: number, first: number | undefined): string[] =>
  runHeadline({ finalRunningLoss: last, meanOfLastLosses: mean }, first).map(({ value }) => value);

test("the headline of a run has its losses in nats with three decimals, 0 among them", () => {
  assert.deepEqual(values(9.6789, 0, 24.5), ["24.500 nats", "9.679 nats", "0.000 nats"]);
});

test("before the first losses there is none yet", () => {
  assert.deepEqual(values(null, NaN, undefined), ["none yet", "none yet", "none yet"]);
});
