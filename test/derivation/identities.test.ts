import assert from "node:assert/strict";
import { test } from "node:test";
import { checkLines, plain } from "./declared";
import { pairs } from "./identities";

test("there are at least 60 identities of other provenance, and as many with a mistake", () => {
  assert.ok(pairs.length >= 60, `${pairs.length}`);
});

test("no identity of other provenance is called wrong", () => {
  for (const { under, right } of pairs) {
    for (const line of checkLines(under, right)) {
      assert.equal(
        line.mark,
        "right",
        `${right}\n${JSON.stringify([plain(line.says), line.checks?.proof, plain(line.hint)])}`,
      );
    }
  }
});

test("each of their mistakes is called wrong, with a counterexample or a shape that does not fit", () => {
  for (const { under, wrong } of pairs) {
    for (const line of checkLines(under, wrong)) {
      assert.equal(line.mark, "wrong here", `${wrong}\n${plain(line.says)}`);
      const refuted = line.counterexample !== undefined || line.checks?.shapes.verdict !== "passed";
      assert.ok(refuted, wrong);
    }
  }
});
