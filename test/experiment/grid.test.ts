import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { presets, readChapter } from "../../dist/experiment/chapter/chapter";
import { parseGrid } from "../../dist/experiment/grid/grid";
import { settingTable } from "../../dist/settings/table";
import { inCheckout } from "../../dist/files/checkout";

const notebooks = inCheckout("notebooks");
const training = readChapter("7", notebooks);

test("a chapter is found by its number, its name and its path", () => {
  for (const wanted of ["7", "07", "07-training", path.join(notebooks, "07-training.ipynb")])
    assert.equal(readChapter(wanted, notebooks).name, "07-training");
  assert.throws(
    () => readChapter("77", notebooks),
    /^Error: experiment requires one of 00-start, .*, got 77$/,
  );
});

test("chapter 07 takes every setting of the assignment's run, with the defaults of the table", () => {
  const own = Object.entries(settingTable).filter(
    ([name, { only }]) => name !== "trainer" && only !== "fast",
  );
  const defaults = own.map(([name, setting]) => [name, setting.default]);
  assert.deepEqual(presets(training), Object.fromEntries(defaults));
});

test("a grid has every combination once, the last parameter changing fastest", () => {
  const grid = parseGrid(training, {
    set: ["stepSize=0.1"],
    grid: ["dimensions=10,50,10", "loss=naive-softmax,negative-sampling"],
  });
  assert.deepEqual(grid, [
    { stepSize: 0.1, dimensions: 10, loss: "naive-softmax" },
    { stepSize: 0.1, dimensions: 10, loss: "negative-sampling" },
    { stepSize: 0.1, dimensions: 50, loss: "naive-softmax" },
    { stepSize: 0.1, dimensions: 50, loss: "negative-sampling" },
  ]);
  assert.deepEqual(parseGrid(training, { seeds: 3 }), [{ seed: 1 }, { seed: 2 }, { seed: 3 }]);
  assert.deepEqual(parseGrid(training, {}), [{}]);
});

test("what is wrong in a grid is refused with the nearest name or what is allowed", () => {
  for (const [set, grid, message] of [
    [["dimension=5"], [], /requires a parameter of 07-training, got dimension; did you mean dimensions\?$/],
    [["toString=5"], [], /requires a parameter of 07-training, got toString/],
    [["dimensions=0"], [], /dimensions to be an integer from 1 to 1000, got 0$/],
    [[], ["dimensions=5,x"], /dimensions to be an integer from 1 to 1000, got "x"$/],
    [[], ["dimensions=5,"], /dimensions to be an integer from 1 to 1000, got ""$/],
    [[], ["loss=hinge"], /"negative-sampling" or "naive-softmax", got "hinge"$/],
    [["seed=1"], ["seed=2,3"], /requires each parameter once, got seed twice$/],
    [["seed"], [], /requires --set name=value, got seed$/],
    [["=1"], [], /requires --set name=value, got =1$/],
  ] as [string[], string[], RegExp][]) {
    assert.throws(() => parseGrid(training, { set, grid }), message, [...set, ...grid].join(" "));
  }
  assert.throws(
    () => parseGrid(training, { set: ["reference=true"], seeds: 2 }),
    /reference=false with --seeds, got true/,
  );
  assert.throws(
    () => parseGrid(readChapter("6", notebooks), { set: ["corpus=sst"] }),
    /a parameter of 06-gradients-in-code, got corpus; its parameters: none$/,
  );
});
