import assert from "node:assert/strict";
import { test } from "node:test";
import { DataFrame } from "danfojs-node";
import { describeColumns, nameColumns } from "../../dist/notebook/frames";

const frame = (): DataFrame =>
  new DataFrame({ word: ["a", "b", "c"], count: [1, 2, 9], loss: [0.5, 0.25, 0] });

test("describeColumns has a row a column, with its count, mean, least, middle and largest value", () => {
  assert.deepEqual(describeColumns(frame(), ["count", "loss"]), [
    { column: "count", count: 3, mean: 4, min: 1, median: 2, max: 9 },
    { column: "loss", count: 3, mean: 0.25, min: 0, median: 0.25, max: 0.5 },
  ]);
});

test("nameColumns names the columns in their order, and requires a name for each", () => {
  assert.deepEqual(nameColumns(frame(), ["w", "n", "nats"]).columns, ["w", "n", "nats"]);
  assert.throws(
    () => nameColumns(frame(), ["w"]),
    /nameColumns requires 3 names, for word,count,loss, got 1/,
  );
});
