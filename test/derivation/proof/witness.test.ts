import { drawAt } from "../../../dist/derivation/typed/indices";
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hypothesis, Assumptions } from "../../../dist/derivation/proof/assumptions";
import { different, distinct, notDrawn } from "./hypotheses";
import { findWitness } from "../../../dist/derivation/proof/witness";

const assumptions = (...hypotheses: Hypothesis[]): Assumptions => ({
  indices: { o: "n", c: "n", k: "K" },
  draws: { w: { over: ["K"], into: "n" } },
  hypotheses,
});

test("a witness gives every index and every draw a value within its size", () => {
  const found = findWitness(assumptions(distinct("w"), notDrawn("w", "o"), different("o", "c")));
  assert.ok(found !== undefined);
  const { sizes, indices, draw } = found;
  const drawn = Array.from({ length: sizes.K }, (_, k) => draw("w", [k]));
  assert.ok(sizes.K >= 2 && indices.k < sizes.K);
  assert.equal(new Set([indices.o, indices.c, ...drawn]).size, 2 + sizes.K);
  assert.ok([indices.o, indices.c, ...drawn].every((word) => word >= 0 && word < sizes.n));
});

test("hypotheses that contradict each other have no drawAt", () => {
  assert.equal(findWitness(assumptions(different("o", "o"))), undefined);
  assert.equal(findWitness(assumptions(notDrawn("w", drawAt("w", "k")))), undefined);
});
