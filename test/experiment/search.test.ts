import assert from "node:assert/strict";
import { after, test } from "node:test";
import { readChapter } from "../../dist/experiment/chapter/chapter";
import { drawCombinations } from "../../dist/experiment/search/draw";
import { planRungs, survivors } from "../../dist/experiment/search/halving";
import { mostCoordinates, sobol } from "../../dist/experiment/search/sobol";
import { Xoshiro128 } from "../../dist/random/xoshiro";
import { LightChapter } from "./light-chapter";

const light = new LightChapter();
after(() => light.remove());
const chapter = readChapter(light.chapter, "");

const draw = (
  method: "random" | "sobol",
  count: number,
  grid: string[],
  searchSeed = 1,
): Record<string, unknown>[] => drawCombinations(chapter, { method, count, grid, searchSeed });

test("every coordinate of Sobol's sequence fills each of 2^k equal parts once with 2^k points", () => {
  const points = sobol(mostCoordinates, new Xoshiro128(3));
  const first = Array.from({ length: 256 }, () => points.next().value as number[]);
  for (let d = 0; d < mostCoordinates; d++)
    for (const k of [1, 4, 8]) {
      const parts = first.slice(0, 2 ** k).map((point) => Math.floor(point[d] * 2 ** k));
      assert.equal(new Set(parts).size, 2 ** k, `coordinate ${d}, ${2 ** k} parts`);
    }
});

test("its first two coordinates fill every box of equal area once", () => {
  const points = sobol(2, new Xoshiro128(5));
  const first = Array.from({ length: 256 }, () => points.next().value as number[]);
  for (let a = 0; a <= 8; a++) {
    const boxes = first.map(([x, y]) => `${Math.floor(x * 2 ** a)} ${Math.floor(y * 2 ** (8 - a))}`);
    assert.equal(new Set(boxes).size, 256, `${2 ** a} by ${2 ** (8 - a)}`);
  }
});

test("without a shift its points are those of scipy 1.x, scipy.stats.qmc.Sobol(12, scramble=False)", () => {
  const unshifted = { uint32: () => 0, save: () => new Uint32Array(), restore: () => {} };
  const points = sobol(mostCoordinates, unshifted);
  const first = Array.from({ length: 256 }, () => points.next().value as number[]);
  const in256 = (n: number): number[] => first[n].map((x) => x * 256);
  assert.deepEqual(in256(37), [236, 164, 148, 236, 196, 76, 44, 204, 156, 44, 4, 20]);
  assert.deepEqual(in256(100), [106, 66, 198, 186, 226, 190, 6, 122, 162, 178, 118, 174]);
  assert.deepEqual(in256(255), [1, 255, 197, 147, 157, 251, 227, 45, 113, 91, 35, 43]);
});

test("the same seed draws the same points, and more of them begin with the same ones", () => {
  const grid = ["stepSize=log:0.01..10", "dimensions=2,3,5", "iterations=20..40"];
  for (const method of ["random", "sobol"] as const) {
    const many = draw(method, 20, grid);
    assert.deepEqual(draw(method, 7, grid), many.slice(0, 7));
    assert.notDeepEqual(draw(method, 7, grid, 2), many.slice(0, 7));
    for (const { stepSize, dimensions, iterations } of many as {
      stepSize: number;
      dimensions: number;
      iterations: number;
    }[]) {
      assert.ok(stepSize >= 0.01 && stepSize <= 10);
      assert.ok([2, 3, 5].includes(dimensions));
      assert.ok(Number.isInteger(iterations) && iterations >= 20 && iterations <= 40);
    }
  }
  const steps = draw("sobol", 64, grid).map(({ stepSize }) => Math.log10(stepSize as number));
  for (const decade of [-2, -1, 0]) {
    const inside = steps.filter((step) => step >= decade && step < decade + 1).length;
    assert.ok(inside === 21 || inside === 22 || inside === 20, `a third of 64 in each decade, got ${inside}`);
  }
});

test("every point is made with every seed, and what is set in all", () => {
  const options = {
    method: "random" as const,
    count: 3,
    grid: ["stepSize=0.1..1"],
    set: ["note=x"],
    seeds: 2,
    searchSeed: 1,
  };
  const drawn = drawCombinations(chapter, options);
  assert.equal(drawn.length, 6);
  assert.deepEqual(drawn.map(({ seed, note }) => `${String(seed)}${String(note)}`), ["1x", "2x", "1x", "2x", "1x", "2x"]); // prettier-ignore
  assert.equal(drawn[0].stepSize, drawn[1].stepSize);
});

test("a range that cannot be searched is refused by name", () => {
  const refused: [string[], RegExp][] = [
    [
      ["stepSize=log:0..1"],
      /stepSize to be a number from|0 < LOW < HIGH in the range of stepSize, got log:0\.\.1/,
    ],
    [["stepSize=3..1"], /LOW < HIGH in the range of stepSize, got 3\.\.1/],
    [["stepSise=1..3"], /did you mean stepSize\?/],
    [["note=a..b"], /a range of numbers for note, got a\.\.b/],
    [["dimensions=0..5"], /dimensions to be an integer from/],
    [["stepSize=1..2", "stepSize=1,2"], /each parameter once, got stepSize twice/],
    [[], /requires a --grid with --random/],
  ];
  for (const [grid, message] of refused) assert.throws(() => draw("random", 2, grid), message);
});

test("halving keeps the best third by the mean over the seeds, and a failure comes last", () => {
  const combinations = [1, 2, 3, 4, 5, 6].flatMap((dimensions) =>
    [1, 2].map((seed) => ({ dimensions, seed })),
  );
  const losses = [5, 5, 1, 9, 4, 4, null, 0, 3, 3, 6, 6];
  assert.deepEqual(survivors(combinations, losses).map(({ dimensions }) => dimensions), [3, 3, 5, 5]); // prettier-ignore
  assert.deepEqual(survivors(combinations, losses.map(() => null)).map(({ dimensions }) => dimensions), [1, 1, 2, 2]); // prettier-ignore
  const plan = (iterations: number) =>
    planRungs(
      chapter,
      combinations.map((one) => ({ ...one, iterations })),
    );
  assert.deepEqual(plan(2700), { resource: "iterations", budgets: [900, 2700] });
  const many = Array.from({ length: 30 }, (_, i) => ({ dimensions: i + 1, iterations: 2700 }));
  assert.deepEqual(planRungs(chapter, many).budgets, [100, 300, 900, 2700]);
  assert.throws(() => plan(200), /and 300 iterations for --halving, got 6 and 200/);
});

test("a search by halving makes fewer runs at each rung, and the same command makes none again", () => {
  const search = [
    "--sobol",
    "4",
    "--grid",
    "stepSize=log:0.01..1",
    "--set",
    "iterations=300",
    "--halving",
    "--no-pages",
  ];
  const { status, stdout, stderr } = light.experiment(...search);
  assert.equal(status, 0, stderr);
  assert.match(stderr, /rung 1 of 2: 4 runs of 100 iterations\n/);
  assert.match(stderr, /rung 2 of 2: 1 run of 300 iterations\n/);
  assert.match(stdout, /\n1 run: 1 made; /);
  const runs = light.experiments().map(({ settings, folder }) => ({ ...settings, folder }));
  assert.deepEqual(runs.map(({ iterations }) => iterations).sort(), [100, 100, 100, 100, 300]); // prettier-ignore
  const again = light.experiment(...search, "--json");
  assert.equal((JSON.parse(again.stdout) as { there: number }).there, 1);
  assert.equal(light.experiments().length, 5);
});
