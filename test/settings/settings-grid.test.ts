import assert from "node:assert/strict";
import { test } from "node:test";
import { seedsApart } from "../../dist/settings/seeds-apart";
import { withDefaults } from "../../dist/settings/settings";
import { settingsGrid } from "../../dist/settings/settings-grid";

test("settingsGrid has every combination once, the last name changing fastest, the defaults for the rest", () => {
  const grid = settingsGrid({ iterations: 7 }, { stepSize: [1, 3], seed: [1, 2] });
  assert.deepEqual(
    grid,
    [[1, 1], [1, 2], [3, 1], [3, 2]].map(([stepSize, seed]) => withDefaults({ iterations: 7, stepSize, seed })), // prettier-ignore
  );
});

test("settingsGrid refuses a value and a name that withDefaults refuses", () => {
  assert.throws(() => settingsGrid({}, { seed: [1, -1] }), /settings require seed to be .*, got -1/);
  assert.throws(() => settingsGrid({ setp: 1 }, {}), /settings require known names, got "setp"/);
});

test("seedsApart names the generators that a run draws from, and leaves the text to others", () => {
  const free = seedsApart(withDefaults({ seed: 5, dimensions: 3 }));
  assert.deepEqual(free.seeds, { seed: 5 });
  assert.equal(free.others.dimensions, 3);
  const kept = ["corpus", "seed", "pythonSeed", "numpySeed"].filter((name) => name in free.others);
  assert.deepEqual(kept, []);
  const reference = seedsApart(withDefaults({ reference: true, seed: 5 }));
  assert.deepEqual(Object.keys(reference.seeds).sort(), ["numpySeed", "pythonSeed"]);
});
