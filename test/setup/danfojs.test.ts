import assert from "node:assert/strict";
import { test } from "node:test";
import { DataFrame, StandardScaler, merge, toJSON } from "danfojs-node";

/** Whether TensorFlow has been loaded; it takes longer than all of danfojs. */
const loaded = (): boolean => Object.keys(require.cache).some((file) => /tfjs-core/.test(file));

const runs = (): DataFrame =>
  new DataFrame([
    { window: 2, seed: 1, loss: 3 },
    { window: 5, seed: 1, loss: 8 },
    { window: 2, seed: 2, loss: 5 },
  ]);

const rows = (frame: DataFrame): unknown => toJSON(frame, { format: "column" });

test("danfojs groups, sorts, describes and joins without TensorFlow", () => {
  assert.deepEqual(rows(runs().groupby(["window"]).col(["loss"]).mean()), [
    { window: 2, loss_mean: 4 },
    { window: 5, loss_mean: 8 },
  ]);
  assert.deepEqual(runs().sortValues("loss", { ascending: false })["loss"].values, [8, 5, 3]);
  assert.equal(
    runs()
      .loc({ columns: ["loss"] })
      .describe()
      .at("mean", "loss"),
    16 / 3,
  );
  const names = new DataFrame([{ window: 5, name: "wide" }]);
  assert.deepEqual(rows(merge({ left: runs(), right: names, on: ["window"], how: "inner" })), [
    { window: 5, seed: 1, loss: 8, name: "wide" },
  ]);
  assert.equal(loaded(), false);
});

test("danfojs's arithmetic, scalers and samples work on the backend in JavaScript, which advertises nothing", async (t) => {
  const warned = t.mock.method(console, "warn", () => {});
  const frame = new DataFrame({ a: [1, 2, 3], b: [4, 0, 2] });
  assert.deepEqual(frame.add(2).values, [
    [3, 6],
    [4, 2],
    [5, 4],
  ]);
  assert.deepEqual(frame.diff(1).values.slice(1), [
    [1, -4],
    [1, 2],
  ]);
  const scaled = new StandardScaler().fitTransform(new DataFrame({ a: [1, 3] }));
  assert.deepEqual(scaled.values, [[-1], [1]]);
  const sample = await frame.sample(2, { seed: 1 });
  assert.equal(sample.shape[0], 2);
  assert.equal(loaded(), true);
  assert.equal(warned.mock.callCount(), 0);
});
