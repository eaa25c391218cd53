import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fillAlias, fillKeep } from "../../../dist/training/fast/tables";

test("the table of negatives gives each word its share, count^power of all", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 50 }),
      fc.double({ min: 0, max: 2, noNaN: true }),
      (counts, power) => {
        const n = counts.length;
        const table = new Uint32Array(2 * n);
        fillAlias(Float64Array.from(counts), power, table);
        const shares = new Float64Array(n);
        for (let i = 0; i < n; i++) {
          const own = table[2 * i] / 2 ** 32;
          shares[i] += own / n;
          shares[table[2 * i + 1]] += (1 - own) / n;
        }
        const total = counts.reduce((sum, count) => sum + count ** power, 0);
        counts.forEach((count, w) => {
          const expected = count ** power / total;
          assert.ok(
            Math.abs(shares[w] - expected) < 1e-9 + n * 2 ** -31,
            `word ${w}: ${shares[w]}, expected ${expected}`,
          );
        });
      },
    ),
  );
});

test("a word is kept with word2vec's probability, and always if it is rare", () => {
  const counts = Float64Array.of(900, 90, 10); // shares 0.9, 0.09, 0.01
  const keep = new Uint32Array(3);
  fillKeep(counts, 0.01, keep);
  assert.ok(Math.abs(keep[0] / 2 ** 32 - (Math.sqrt(90) + 1) / 90) < 1e-9);
  assert.ok(Math.abs(keep[1] / 2 ** 32 - 4 / 9) < 1e-9);
  assert.equal(keep[2], 2 ** 32 - 1); // 2, so always
});
