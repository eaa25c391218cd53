import assert from "node:assert/strict";
import test from "node:test";
import { parseNumber } from "../../dist/settings/parse-number";
import fc from "fast-check";
import {
  defaultValue,
  hasSetting,
  parseSetting,
  readSettings,
  settingNames,
  withDefaults,
} from "../../dist/settings/settings";

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
  for (const trainer of ["assignment", "fast"] as const) {
    const own = settingNames.filter((name) => hasSetting(trainer, name));
    const defaults = Object.fromEntries(own.map((name) => [name, defaultValue(name, trainer)]));
    assert.deepEqual(withDefaults({ ...defaults, trainer }), { ...defaults, trainer });
  }
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), (dimensions) => {
      assert.equal(parseSetting("dimensions", String(dimensions)), dimensions);
    }),
  );
});

test("each trainer has its own defaults, and refuses what only the other has", () => {
  assert.equal(withDefaults({}).dimensions, 10);
  assert.equal(withDefaults({ trainer: "fast" }).dimensions, 100);
  assert.equal(withDefaults({ trainer: "fast", dimensions: 7 }).dimensions, 7);
  assert.throws(
    () => withDefaults({ trainer: "fast", iterations: 3 }),
    /require iterations only without fast, got 3 with it/,
  );
  assert.throws(() => withDefaults({ workers: 1 }), /require workers only with fast, got 1 without it/);
  assert.throws(() => withDefaults({ trainer: "slow" }), /trainer to be "assignment" or "fast", got "slow"/);
  for (const trainer of ["assignment", "fast"] as const)
    assert.deepEqual(withDefaults({ ...withDefaults({ trainer }) }), withDefaults({ trainer }));
});

test("settings of the time before the trainers were told apart are read as those of their trainer", () => {
  const both = [withDefaults({ seed: 3 }), withDefaults({ trainer: "fast", seed: 3 })];
  const values = Object.entries(Object.assign({}, ...both) as object);
  const before = Object.fromEntries(values.filter(([name]) => name !== "trainer"));
  const assignment = readSettings({ ...before, dimensions: 10, fast: false });
  assert.deepEqual([assignment.trainer, "epochs" in assignment, assignment.seed], ["assignment", false, 3]);
  assert.deepEqual(readSettings({ ...before, fast: true }), withDefaults({ trainer: "fast", seed: 3 }));
  assert.deepEqual(readSettings({ trainer: "fast", seed: 3 }), withDefaults({ trainer: "fast", seed: 3 }));
  assert.throws(() => readSettings({ fast: true, speed: 3 }), /known names, got "speed"/);
});

test("digits may be parted by an underscore between them, and nowhere else", () => {
  assert.equal(parseNumber("1_000", "x requires"), 1000);
  for (const text of ["5_", "4294967296_", "_5", "1__0", "5_.5"])
    assert.equal(parseNumber(text, "x requires"), undefined, text);
});
