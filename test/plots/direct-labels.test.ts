import assert from "node:assert/strict";
import test from "node:test";
import { curves } from "../../dist/plots/curves";
import { spreadApart } from "../../dist/plots/spread-apart";
import { textPositions } from "../../dist/plots/text-positions";

test("values too near each other are moved apart around their mean, in their order; others stay", () => {
  assert.deepEqual(spreadApart([5, 0, 9], 2), [5, 0, 9]);
  assert.deepEqual(spreadApart([1, 1], 2), [0, 2]);
  assert.deepEqual(spreadApart([1, 5, 0], 2), [1.5, 5, -0.5]);
  assert.deepEqual(spreadApart([2, 0, 1], 2), [3, -1, 1]); // the middle one stays
});

test("curves are named at their ends in place of a legend, and curves that end together have their names apart", () => {
  const series = [0, 1, 1].map((end, i) => ({ name: `curve ${i}`, x: [0, 2], y: [0, end] }));
  const { layout } = curves(series, { title: "t", x: "x", y: "y", names: "at the end" });
  assert.equal(layout.showlegend, false);
  const named = layout.annotations ?? [];
  assert.deepEqual(
    named.map(({ text, x, y }) => [text, x, y]),
    [["curve 0", 2, 0], ["curve 1", 2, 1], ["curve 2", 2, 1]], // prettier-ignore
  );
  const [first, second, third] = named.map(({ yshift = 0 }) => yshift);
  assert.equal(first, 0);
  assert.ok(Math.abs(third - second - 18) < 1e-9, `${second} and ${third}: a line of text apart`);
});

test("a word of a film has a place beside its point where it covers nothing, or none", () => {
  const alone = { word: "river", x: 100, y: 100 };
  const size = { width: 200, size: 10, mark: 5 };
  assert.deepEqual(textPositions([alone], size), ["top center"]);
  assert.deepEqual(textPositions([alone, { word: "bank", x: 100, y: 88 }], size), [
    "bottom center",
    "top center",
  ]);
  assert.deepEqual(textPositions([{ ...alone, x: 2 }], size), ["middle right"]); // at the left border
  const crowd = Array.from({ length: 9 }, (_, i) => ({
    ...alone,
    x: 96 + 4 * (i % 3),
    y: 96 + 4 * Math.floor(i / 3),
  }));
  const placed = textPositions(crowd, size).filter((position) => position !== undefined);
  assert.ok(placed.length > 0 && placed.length <= 4, `${placed.length} of nine words on one spot`);
});
