import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { overlap, placeLabels, type Anchor } from "../../dist/plots/place-labels";

const area = { width: 610, height: 500 };
const width = fc.integer({ min: 20, max: 120 });
const anchor = fc.record({
  x: fc.integer({ min: 0, max: area.width }),
  y: fc.integer({ min: 0, max: area.height }),
  width,
  height: fc.constant(18),
});

function check(anchors: Anchor[]): void {
  const boxes = placeLabels(anchors, area);
  assert.equal(boxes.length, anchors.length);
  boxes.forEach((box, i) => {
    assert.ok(box.left >= 0 && box.left + box.width <= area.width, `label ${i} leaves the area sideways`);
    assert.ok(box.top >= 0 && box.top + box.height <= area.height, `label ${i} leaves the area up or down`);
    boxes
      .slice(0, i)
      .forEach((other, j) => assert.equal(overlap(box, other), 0, `labels ${i} and ${j} overlap`));
  });
}

test("placeLabels lets no two labels of 24 words overlap, wherever the words are", () => {
  fc.assert(fc.property(fc.array(anchor, { minLength: 24, maxLength: 24 }), check), { endOnFailure: true });
});

test("placeLabels lets no two labels of 24 words at one place overlap", () => {
  fc.assert(
    fc.property(anchor, fc.array(width, { minLength: 24, maxLength: 24 }), (at, widths) =>
      check(widths.map((w) => ({ ...at, width: w }))),
    ),
    { numRuns: 5, endOnFailure: true },
  );
});

test("placeLabels puts the label of a lone word to its right, beside it", () => {
  const [box] = placeLabels([{ x: 100, y: 100, width: 50, height: 18 }], area);
  assert.ok(box.left >= 107 && box.left <= 112, `${box.left}`);
  assert.equal(box.top, 91); // its middle is at the word's height
});

test("placeLabels keeps a label off a line where it can", () => {
  const word = { x: 100, y: 100, width: 50, height: 18 };
  const [box] = placeLabels([word], area, [{ start: { x: 100, y: 100 }, end: { x: 300, y: 100 } }]);
  assert.ok(box.left + box.width < 100 || box.top > 100 || box.top + box.height < 100, JSON.stringify(box));
});
