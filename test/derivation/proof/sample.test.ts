import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hypothesis, Setting } from "../../../dist/derivation/proof/assumptions";
import { different, distinct, notDrawn, oneHot, positive } from "../../../dist/derivation/proof/assumptions";
import { findSample } from "../../../dist/derivation/proof/sample";
import { sample } from "../../../dist/derivation/proof/scalar";

const setting = (...hypotheses: Hypothesis[]): Setting => ({
  indices: { o: "n", c: "n", k: "K" },
  draws: { w: { over: ["K"], into: "n" } },
  hypotheses,
});

test("a sample gives every index and every draw a value within its size", () => {
  const found = findSample(setting(distinct("w"), notDrawn("w", "o"), different("o", "c"), oneHot("y", "o")));
  assert.ok(found !== undefined);
  const { sizes, indices, draw } = found;
  const drawn = Array.from({ length: sizes.K }, (_, k) => draw("w", [k]));
  assert.ok(sizes.K >= 2 && indices.k < sizes.K);
  assert.equal(new Set([indices.o, indices.c, ...drawn]).size, 2 + sizes.K);
  assert.ok([indices.o, indices.c, ...drawn].every((word) => word >= 0 && word < sizes.n));
});

test("hypotheses that contradict each other have no sample", () => {
  assert.equal(findSample(setting(different("o", "o"))), undefined);
  assert.equal(findSample(setting(notDrawn("w", sample("w", "k")))), undefined);
  assert.equal(findSample(setting(oneHot("y", "o"), positive("y"))), undefined);
});
