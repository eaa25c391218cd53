import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { jupyterDisplay } from "../../dist/display/displayable";
import { lossCurve } from "../../dist/plots/loss-curve";
import { thin } from "../../dist/plots/thin";

test("thin keeps the first, the last, the lowest and the highest point, in order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 500 }),
      fc.integer({ min: 4, max: 60 }),
      (y, limit) => {
        const kept = thin(y, limit);
        const values = kept.map((i) => y[i]);
        assert.ok(kept.length <= Math.max(limit, 1));
        assert.equal(kept[0], 0);
        assert.equal(kept.at(-1), y.length - 1);
        assert.equal(Math.min(...values), Math.min(...y));
        assert.equal(Math.max(...values), Math.max(...y));
        assert.ok(kept.every((i, k) => k === 0 || i > kept[k - 1]));
      },
    ),
  );
});

test("thin leaves a short curve alone", () => {
  assert.deepEqual(thin([3, 1, 2]), [0, 1, 2]);
});

test("lossCurve draws a long run with at most 2,000 points and keeps a single spike", () => {
  const iterations = Float64Array.from({ length: 40_000 }, (_, i) => i + 1);
  const loss = iterations.map((i) => 10 + Math.sin(i));
  loss[12_345] = 99;
  const [trace] = lossCurve([{ name: "a", iterations, loss }]).data as { x: number[]; y: number[] }[];
  assert.ok(trace.y.length <= 2000);
  assert.equal(trace.x[trace.y.indexOf(99)], 12_346);
});

test("lossCurve says in numbers what it shows, and names axes and unit", () => {
  const figure = lossCurve([{ name: "this run", iterations: [10, 20, 30], loss: [19.061, 9.4, 9.81] }]);
  assert.equal(
    figure[jupyterDisplay]()["text/plain"],
    "Running loss. this run: from 19.06 at iteration 10 to 9.81 at iteration 30, lowest 9.40 at iteration 20.",
  );
  assert.deepEqual(figure.layout.xaxis?.title?.text, "iteration");
  assert.deepEqual(figure.layout.yaxis?.title?.text, "loss (nats a window)");
});

test("lossCurve dashes a reference curve and escapes names", () => {
  const [trace] = lossCurve([{ name: "<b>&", iterations: [1], loss: [1], reference: true }]).data as {
    name: string;
    line: { dash: string };
  }[];
  assert.equal(trace.name, "&lt;b&gt;&amp;");
  assert.equal(trace.line.dash, "dash");
});

test("lossCurve of a run that has not begun is drawn empty", () => {
  assert.match(lossCurve([{ name: "a", iterations: [], loss: [] }]).alternative, /no iterations yet/);
});

test("curves with long names get room for their legend; short ones leave the plot as it is", () => {
  const curve = (name: string) => ({ name, iterations: [1, 2], loss: [2, 1] });
  const six = (name: string) => lossCurve([1, 2, 3, 4, 5, 6].map((i) => curve(`${name} ${i}`))).layout;
  const long = six("dimensions 10, window 3, negatives 20, stepSize"); // a line each: four more than two
  assert.deepEqual([long.height, long.margin?.t], [530, 180]);
  assert.equal(lossCurve([curve("a"), curve("b")]).layout.height, 450);
});

test("curves with bands share the points that a page has room for", () => {
  const n = 4000;
  const loss = Float64Array.from({ length: n }, (_, i) => Math.sin(i));
  const iterations = Array.from(loss, (_, i) => i);
  const figure = lossCurve([1, 2, 3, 4, 5, 6].map((i) => ({ name: `${i}`, iterations, loss, band: { lower: loss, upper: loss } }))); // prettier-ignore
  const points = (figure.data as unknown as { x: number[] }[]).reduce((sum, { x }) => sum + x.length, 0);
  assert.ok(points <= 2400 && points > 1800, `${points}`);
});
