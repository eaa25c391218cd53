import assert from "node:assert/strict";
import { test } from "node:test";
import { column, duration, grouped } from "../../dist/notebook/format";

test("duration uses the units a person would", () => {
  const cases: [number, string][] = [
    [0, "0.0 s"],
    [9.94, "9.9 s"],
    [9.96, "10 s"],
    [59.4, "59 s"],
    [59.6, "1 min 0 s"],
    [3599.4, "59 min 59 s"],
    [3599.6, "1 h 0 min"],
    [7800, "2 h 10 min"],
  ];
  for (const [seconds, text] of cases) assert.equal(duration(seconds), text);
});

test("grouped sets thousands apart", () => {
  assert.equal(grouped(1234567), "1,234,567");
});

test("column leaves what is not finite readable", () => {
  assert.deepEqual(column([NaN, 0.5, Infinity]), ["NaN", "0.5000", "∞"]);
  assert.deepEqual(column([NaN]), ["NaN"]);
});
