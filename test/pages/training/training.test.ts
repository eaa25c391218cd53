import assert from "node:assert/strict";
import { test } from "node:test";
import { KeptCurve } from "../../../dist/pages/training/kept-curve";
import { MovingMap } from "../../../dist/pages/training/moving-map";
import { readText } from "../../../dist/pages/training/read-text";
import { withDefaults } from "../../../dist/settings/settings";
import { Trainer } from "../../../dist/pages/training/trainer";

test("a curve of a million values keeps at most 601 points, in order, from its beginning to its end", () => {
  const curve = new KeptCurve();
  for (let i = 0; i < 1000; i++) {
    curve.add(
      Float64Array.from({ length: 1000 }, (_, k) => 1000 * i + k),
      10,
    );
    assert.ok(curve.points.length <= 601);
  }
  const { points } = curve;
  assert.ok(points.length > 250 && points[0][0] <= 40_960 && points[points.length - 1][0] > 9_900_000);
  assert.ok(points.every(([x, y], k) => x === 10 * (y + 1) && (k === 0 || x > points[k - 1][0])));
});

test("a map that is drawn again of vectors that were turned and mirrored lies on the one before", () => {
  const words = ["river", "money", "water", "the", "of", "x1234", "bank"];
  const counts = [5, 4, 3, 9, 9, 9, 2];
  const rows = words.map((_, w) => [3 * Math.cos(w), Math.sin(2.5 * w)]);
  const named = (turn: (x: number, y: number) => number[]) => {
    const data = Float64Array.from(rows.flatMap(([x, y]) => turn(x, y)));
    return { words, counts, vectors: { rows: words.length, cols: 2, data } };
  };
  const map = new MovingMap(named((x, y) => [x, y]));
  const first = map.draw(named((x, y) => [x, y]));
  assert.deepEqual(first?.words, ["river", "money", "water", "bank"]);
  const [c, s] = [Math.cos(2), Math.sin(2)];
  for (const turn of [
    (x: number, y: number) => [c * x - s * y, s * x + c * y],
    (x: number, y: number) => [y, x],
  ]) {
    const again = map.draw(named(turn));
    again?.at.forEach((point, k) => {
      const before = first?.at[k] ?? [];
      for (const i of [0, 1])
        assert.ok(Math.abs(point[i] - before[i]) < 1e-9, `${point.join()} at ${before.join()}`);
    });
  }
});

test("the treebank's file is known by its first line, and read without its numbers", () => {
  const { name, sentences } = readText(
    "a.txt",
    "\uFEFFsentence_index\tsentence\r\n1\tA  Film .\r\n\r\n2\tGood",
  );
  assert.equal(name, "sst");
  assert.deepEqual(sentences, [["a", "film", "."], ["good"]]);
  assert.deepEqual(readText("b.txt", "One two\n\n THREE").sentences, [["one", "two"], ["three"]]);
});

test("parts of a run hold every running loss once, whether it is paused, stepped or goes on", () => {
  const trainer = new Trainer(0);
  const settings = withDefaults({ iterations: 95, batch: 2, dimensions: 2, negatives: 1, subsample: 1 });
  const begin = { settings, name: "t", text: "river bank water money\nbank river" };
  const parts = [
    ...trainer.do({ begin, go: "one" }),
    ...trainer.do({ go: "none" }),
    ...trainer.do({ go: "all" }),
  ];
  const curve = parts.flatMap((part) => [...part.curve]);
  assert.equal(curve.length, 9);
  const last = parts[parts.length - 1];
  assert.deepEqual([last.iteration, last.done, last.runningLoss], [95, true, curve[8]]);
  assert.deepEqual(parts[0].size, { sentences: 2, tokens: 6, words: 4 });
});
