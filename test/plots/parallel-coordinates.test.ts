import assert from "node:assert/strict";
import { test } from "node:test";
import { intervals } from "../../dist/plots/intervals";
import { movedWordsPlot } from "../../dist/plots/moved-words";
import { parallelCoordinates } from "../../dist/plots/parallel-coordinates";
import { levelsScale, numberScale } from "../../dist/plots/parallel-scale";

interface Lines {
  name: string;
  x: (number | null)[];
  y: (number | null)[];
}

test("parallelCoordinates draws one line a run, in classes from the lowest result to the highest", () => {
  const loss = [9, 7, 8, 6, 10, 5];
  const { data, alternative } = parallelCoordinates(
    [{ name: "stepSize", values: [0.3, 3, 3, 10, 0.3, 10] }],
    { name: "loss", unit: "nats", values: loss },
    "Runs",
  );
  const traces = data as unknown as Lines[];
  assert.equal(traces.length, 5);
  const ends = traces.flatMap(({ y }) => y.filter((_, i) => i % 3 === 1)); // where each line ends
  assert.equal(ends.length, loss.length);
  assert.deepEqual(
    ends,
    [...ends].sort((a, b) => Number(a) - Number(b)),
  );
  assert.deepEqual(traces[0].x.slice(0, 3), [0, 1, null]);
  assert.equal(
    alternative,
    "Runs. loss (nats) of 6 runs: lowest 5 at stepSize 10; highest 10 at stepSize 0.3.",
  );
});

test("lines through one value are spread in the order of their results, and never as far as another value", () => {
  const { positions, ticks } = levelsScale([1, 1, 2, 1], [3, 0, 1, 2]);
  assert.ok(positions[3] < positions[0] && positions[0] < positions[1] && positions[1] < positions[2]);
  assert.deepEqual(
    ticks.map(({ text }) => text),
    ["1", "2"],
  );
  const step = ticks[1].position - ticks[0].position;
  assert.ok(positions[1] - positions[3] < step / 2);
});

test("many values are placed in proportion, or to their logarithms if they span more than a factor of twenty", () => {
  const all = Array.from({ length: 11 }, (_, i) => i);
  const halfway = ({ positions }: { positions: readonly number[] }): number =>
    (positions[5] - positions[0]) / (positions[10] - positions[0]);
  assert.ok(Math.abs(halfway(levelsScale(all, all)) - 0.5) < 1e-12);
  const powers = levelsScale(
    all.map((i) => 2 ** i),
    all,
  );
  assert.ok(Math.abs(halfway(powers) - 0.5) < 1e-12);
  assert.deepEqual(numberScale([7, 7]).positions, [0.5, 0.5]);
});

test("marks of an axis have as many digits as tell them apart", () => {
  const texts = (values: number[]): string[] => numberScale(values).ticks.map(({ text }) => text);
  assert.deepEqual(texts([21.69, 21.73]), ["21.69", "21.7", "21.71", "21.72", "21.73"]);
  assert.deepEqual(texts([9.88, 11.08]), ["9.88", "10.2", "10.5", "10.8", "11.1"]);
  assert.deepEqual(texts([7, 7]), ["7"]);
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
