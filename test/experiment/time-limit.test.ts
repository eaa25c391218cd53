import assert from "node:assert/strict";
import { test } from "node:test";
import { parseTimeLimit } from "../../dist/experiment/grid/time-limit";

test("a time limit is a number with s, m or h", () => {
  const limits = ["90s", "5m", "2h", "0.5s", "1.5h", "744h"].map(parseTimeLimit);
  assert.deepEqual(limits, [90, 300, 7200, 0.5, 5400, 2_678_400]);
});

test("other forms of a time limit are refused with those that are read", () => {
  for (const text of [
    "",
    "5",
    "5 m",
    "m",
    "-5m",
    "0s",
    "0.0h",
    "1e3s",
    "5min",
    "00:05",
    "Infinity",
    "5d",
    "745h",
    "5M",
    "1.s",
    ".5h",
  ])
    assert.throws(() => parseTimeLimit(text), {
      name: "RangeError",
      message: `experiment requires --time-limit to be a number above 0 with s, m or h, such as 90s, 5m or 1.5h, and at most 744h, got ${text || "an empty text"}`,
    });
});
