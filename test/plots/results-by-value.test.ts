import assert from "node:assert/strict";
import { test } from "node:test";
import { intervals } from "../../dist/plots/intervals";
import { movedWordsPlot } from "../../dist/plots/moved-words";
import { resultsByValue } from "../../dist/plots/results-by-value";

interface Lines {
  name: string;
  x: (number | null)[];
  y: (number | null)[];
}

test("resultsByValue has a row for each value of each setting, with a dot for each run and their mean", () => {
  const { data, alternative } = resultsByValue(
    [
      { name: "stepSize", values: [3, 0.3, 3, 0.3] },
      { name: "loss", values: ["softmax", "softmax", "sampling", "sampling"] },
    ],
    { name: "mean loss", unit: "nats", values: [9, 7, 8, 6] },
    "Runs",
  );
  const [step, loss, mean] = data as unknown as Lines[];
  assert.deepEqual(step.x, [7, 6, 9, 8]); // 0.3 first
  assert.deepEqual(step.y.map((y) => Math.round(Number(y)) + 0), [0, 0, 1, 1]); // prettier-ignore
  assert.deepEqual(loss.x, [9, 7, 8, 6]);
  assert.deepEqual(mean.x, [6.5, 8.5, 8, 7]);
  assert.equal(
    alternative,
    "Runs. mean loss of 4 runs, by the values of each setting: the mean, and how many runs. stepSize 0.3: 6.5 (2); stepSize 3: 8.5 (2); loss softmax: 8 (2); loss sampling: 7 (2).",
  );
});

test("many values of a setting become ranges with as many runs each", () => {
  const values = Array.from({ length: 20 }, (_, i) => (i * 7) % 20);
  const { data } = resultsByValue([{ name: "window", values }], { name: "r", unit: "u", values }, "Runs");
  const mean = (data as unknown as Lines[])[1];
  assert.deepEqual(mean.x, [1.5, 5.5, 9.5, 13.5, 17.5]); // of 0 to 3, 4 to 7, ...
});

test("a dot without an interval is hollow, and its alternative says that none is known", () => {
  const dots = [
    { name: "a", series: "s", mean: 1, lower: 0, upper: 2 },
    { name: "b", series: "s", mean: 3 },
  ];
  const { data, alternative } = intervals(dots, { title: "T", value: "nats" });
  const [{ marker, error_x }] = data as unknown as {
    marker: { symbol: string[] };
    error_x: { array: number[] };
  }[];
  assert.deepEqual(marker.symbol, ["circle", "circle-open"]);
  assert.deepEqual(error_x.array, [1, 0]);
  assert.match(alternative, /b, s: 3 \(no interval known\)/);
});

test("movedWordsPlot names the words that moved most beyond the noise, not those that moved farthest", () => {
  const words = [
    { word: "noisy", between: 90, within: 88 },
    { word: "moved", between: 60, within: 10 },
    { word: "still", between: 5, within: 6 },
  ];
  const { alternative, data } = movedWordsPlot(words, "Moved", 1);
  assert.equal(
    alternative,
    "Moved. 2 of 3 words moved farther between the settings than between seeds; most: moved 60.0°, between seeds 10.0°.",
  );
  assert.deepEqual((data as unknown as Lines[]).map(({ x }) => x.length), [1, 2, 2]); // prettier-ignore
});
