import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { parseSetting, settingsInUse, withDefaults } from "../../dist/settings/settings";
import { settingTable } from "../../dist/settings/table";

test("settings that are not given have the assignment's values", () => {
  const { dimensions, window, negatives, batch, iterations, stepSize, annealEvery, subsample, power } =
    withDefaults({});
  assert.deepEqual([dimensions, window, negatives, batch, iterations], [10, 5, 10, 50, 40_000]);
  assert.deepEqual([stepSize, annealEvery, subsample, power], [0.3, 20_000, 1e-5, 0.75]);
  assert.equal(withDefaults({ dimensions: 50 }).dimensions, 50);
});

test("an unknown name is refused with the nearest right one", () => {
  for (const [wrong, right] of [
    ["dimension", "dimensions"],
    ["step-size", "stepSize"],
    ["stpeSize", "stepSize"],
    ["Window", "window"],
  ]) {
    // prettier-ignore
    assert.throws(() => withDefaults({ [wrong]: 1 }), new RegExp(`got "${wrong}"; did you mean ${right}\\?`));
  }
  assert.throws(() => withDefaults({ zzzzzzzz: 1 }), /got "zzzzzzzz"; there are corpus, loss, /);
  assert.throws(
    () => withDefaults(JSON.parse('{"__proto__": 1}') as Record<string, unknown>),
    /known names, got "__proto__"/,
  );
});

test("a bad value is refused with what is allowed", () => {
  assert.throws(
    () => withDefaults({ dimensions: 0 }),
    /require dimensions to be an integer from 1 to 1000, got 0/,
  );
  assert.throws(() => withDefaults({ dimensions: 2.5 }), /got 2.5/);
  assert.throws(
    () => withDefaults({ stepSize: NaN }),
    /require stepSize to be a number from 1e-9 to 1000000, got null/,
  );
  assert.throws(() => withDefaults({ stepSize: "0.3" }), /got "0.3"/);
  assert.throws(
    () => withDefaults({ loss: "hinge" }),
    /to be "negative-sampling" or "naive-softmax", got "hinge"/,
  );
  assert.throws(() => withDefaults({ corpus: "" }), /a text that is not empty, got ""/);
  assert.throws(() => withDefaults({ reference: 1 }), /true or false, got 1/);
});

test("values are parsed as they are written on a command line", () => {
  assert.equal(parseSetting("stepSize", "1e-1"), 0.1);
  assert.equal(parseSetting("seed", "42"), 42);
  assert.equal(parseSetting("reference", "true"), true);
  assert.equal(parseSetting("corpus", "12"), "12");
  assert.throws(
    () => parseSetting("seed", "ten"),
    /require seed to be an integer from 0 to 4294967295, got "ten"/,
  );
  assert.throws(() => parseSetting("seed", ""), /got ""/);
});

test("each default is allowed, and each number in a range is taken as it is", () => {
  assert.doesNotThrow(() =>
    withDefaults(Object.fromEntries(Object.entries(settingTable).map(([name, s]) => [name, s.default]))),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), (dimensions) => {
      assert.equal(parseSetting("dimensions", String(dimensions)), dimensions);
    }),
  );
});

test("fast training has its own defaults, and each way refuses what only the other has", () => {
  assert.equal(withDefaults({}).dimensions, 10);
  assert.deepEqual(
    [withDefaults({ fast: true }).dimensions, withDefaults({ fast: true, dimensions: 7 }).dimensions],
    [100, 7],
  );
  assert.throws(
    () => withDefaults({ fast: true, iterations: 3 }),
    /require iterations only without fast, got 3 with it/,
  );
  assert.throws(() => withDefaults({ workers: 2 }), /require workers only with fast, got 2 without it/);
  for (const fast of [false, true])
    assert.deepEqual(withDefaults({ ...withDefaults({ fast }) }), withDefaults({ fast }));
});

test("settings in use are those of the way of training", () => {
  const plain = settingsInUse({ ...withDefaults({}), more: 1 });
  const fast = settingsInUse({ ...withDefaults({ fast: true }) });
  assert.deepEqual(["iterations" in plain, "workers" in plain, "more" in plain], [true, false, true]);
  assert.deepEqual(["iterations" in fast, "workers" in fast, "seed" in fast], [false, true, true]);
});
