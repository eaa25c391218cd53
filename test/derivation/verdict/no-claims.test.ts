import assert from "node:assert/strict";
import { test } from "node:test";
import { declare } from "../../../dist/derivation/declare/declare";
import { derive } from "../../../dist/derivation/derivation";

const square = "w, x: vector d; y: scalar; L := (w^\\top x - y)^2; \\eta, s: scalar";

/** Marks and reasons of a text, in the order of lines and then of what is not judged. */
function said(latex: string): string[] {
  const { lines, unchecked } = derive(latex, declare(square));
  return [...lines.map(({ mark }) => mark), ...unchecked.map(({ reason }) => reason)];
}

const notClaimed: [latex: string, reason: RegExp][] = [
  [String.raw`$$ w := w - \eta \nabla_w L $$`, /gives a name a new value/],
  [String.raw`$$ w = w - \eta \frac{\partial L}{\partial w} $$`, /gives a name a new value/],
  [String.raw`$$ w_{t+1} = w_t - \eta \nabla_w L $$`, /gives a name a new value/],
  [String.raw`$$ w^{new} = w^{old} - \eta \nabla_w L $$`, /gives a name a new value/],
  [String.raw`$$ w \leftarrow w - \eta \nabla_w L $$`, /gives a name a new value/],
  [String.raw`$$ \nabla_w L \overset{!}{=} 0 $$`, /demanded/],
  [String.raw`$$ \nabla_w L \stackrel{?}{=} 2 x $$`, /demanded/],
  [String.raw`At the minimum $$ \nabla_w L = 0. $$`, /condition/],
  [String.raw`$$ s = w^\top x $$`, /free variable/],
  [String.raw`$$ \lim_{s \to 0} s = 0 $$`, /`\\lim` is beyond/],
  [String.raw`$$ \int_0^1 s \, ds = \frac12 $$`, /`\\int` is beyond/],
  [String.raw`$$ s = \arg\min_w L $$`, /`\\arg` is beyond/],
  [String.raw`$$ s = \operatorname*{argmin}_w L $$`, /`argmin` is beyond/],
  [String.raw`$$ s = \max_i w_i $$`, /`\\max` over an index is beyond/],
];
for (const [latex, reason] of notClaimed)
  test(`${latex} is no claim that can be judged, and is listed with the reason`, () => {
    const [first, ...rest] = said(latex);
    assert.match(first, reason);
    assert.deepEqual(rest, []);
  });

test("what follows from a gradient that is demanded to vanish is judged only where it holds anyway", () => {
  const [first, ...rest] = said(String.raw`$$ \nabla_w L = 0 \implies w^\top x = y $$`);
  assert.match(first, /what follows makes it a condition/);
  assert.match(rest[0], /may follow from what is given/);
  assert.equal(said(String.raw`$$ \nabla_w L = 0 \iff 2 (w^\top x - y) x = \nabla_w L $$`)[0], "right");
});

test("a wrong gradient is wrong, whatever follows from it", () => {
  assert.equal(
    said(String.raw`$$ \nabla_w L = 2 x \implies \nabla_w L = 2 (w^\top x - y) x $$`)[0],
    "wrong here",
  );
  assert.deepEqual(said(String.raw`$$ \frac{\partial L}{\partial w} = 0 $$`), ["wrong here"]);
});

test("a condition that cannot be used does not hide a line that is right without it", () => {
  assert.deepEqual(said(String.raw`$$ s + s = 2 s \quad \text{if } s^2 > y $$`), ["right"]);
  assert.match(said(String.raw`$$ s = 2 s \quad \text{if } s^2 > y $$`)[0], /condition/);
});

test("a number between 0 and 1 is used as such", () => {
  const holds = String.raw`$$ \max(\eta, 1) = 1 \quad \text{if } 0 < \eta < 1 $$`;
  assert.notEqual(said(holds)[0], "wrong here");
});
