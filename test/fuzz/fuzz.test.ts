import assert from "node:assert/strict";
import { test } from "node:test";
import { readers } from "./readers";
import { fuzz } from "./run-fuzz";

const inputs = 60; // of a reader whose inputs cost 1; about ten seconds for all

for (const [reader, { cost = 1 }] of Object.entries(readers)) {
  test(`${reader}: damaged inputs end in a value or in a message that names what is wrong`, async () => {
    const count = Math.ceil(inputs / cost);
    const fuzzed = await fuzz({ reader, seed: 20261129, from: 0, count, milliseconds: Infinity });
    assert.deepEqual(fuzzed.failures.map(({ index, what }) => `input ${index}: ${what}`), []); // prettier-ignore
    assert.equal(fuzzed.inputs, count);
  });
}
