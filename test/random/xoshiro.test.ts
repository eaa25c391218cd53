import assert from "node:assert/strict";
import test from "node:test";
import { below, uniform } from "../../dist/random/random";
import { Xoshiro128 } from "../../dist/random/xoshiro";

test("Xoshiro128 follows the published algorithm, worked by hand from the state (1, 2, 3, 4)", () => {
  const random = new Xoshiro128(0);
  random.restore(Uint32Array.of(1, 2, 3, 4));
  // s1 = 2: rotl(2 * 5, 7) * 9 = 1280 * 9; the next state is (7, 0, 1026, 12288)
  assert.equal(random.uint32(), 11520);
  assert.deepEqual([...random.save()], [7, 0, 1026, 12288]);
  assert.equal(random.uint32(), 0); // s1 = 0
});

test("uniform draws have the moments of the uniform distribution", () => {
  const random = new Xoshiro128(7);
  const draws = 200_000;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < draws; i++) {
    const x = uniform(random);
    assert.ok(x >= 0 && x < 1);
    sum += x;
    squares += x * x;
  }
  // var(x) = 1/12, var(x²) = 4/45
  assert.ok(Math.abs(sum / draws - 1 / 2) < 4 * Math.sqrt(1 / 12 / draws), `mean ${sum / draws}`);
  assert.ok(
    Math.abs(squares / draws - 1 / 3) < 4 * Math.sqrt(4 / 45 / draws),
    `second moment ${squares / draws}`,
  );
});

test("below draws each integer equally often, for n that are no powers of two and for 1", () => {
  const random = new Xoshiro128(11);
  for (const n of [1, 3, 6, 7]) {
    const draws = 70_000;
    const seen = new Array<number>(n).fill(0);
    for (let i = 0; i < draws; i++) seen[below(random, n)]++;
    const fourSigma = 4 * Math.sqrt(((1 / n) * (1 - 1 / n)) / draws);
    seen.forEach((count, i) =>
      assert.ok(Math.abs(count / draws - 1 / n) <= fourSigma, `n ${n}, ${i}: ${count}`),
    );
  }
});

test("near seeds give unrelated streams, and the same seed the same stream", () => {
  const stream = (seed: number): string => {
    const random = new Xoshiro128(seed);
    return Array.from({ length: 8 }, () => random.uint32()).join();
  };
  assert.equal(new Set(Array.from({ length: 1000 }, (_, seed) => stream(seed))).size, 1000);
  assert.equal(stream(5), stream(5));
  const [a, b] = [new Xoshiro128(1), new Xoshiro128(2)];
  let equalBits = 0;
  for (let i = 0; i < 1000; i++) {
    for (let bits = ~(a.uint32() ^ b.uint32()) >>> 0; bits > 0; bits >>>= 1) equalBits += bits & 1;
  }
  assert.ok(
    Math.abs(equalBits - 16_000) < 4 * Math.sqrt(32_000 / 4),
    `${equalBits} of 32,000 bits are equal`,
  );
});

test("Xoshiro128 refuses what it cannot be seeded with or restored from", () => {
  assert.throws(
    () => new Xoshiro128(2 ** 32),
    /requires an integer seed from 0 to 4294967295, got 4294967296/,
  );
  const random = new Xoshiro128(1);
  assert.throws(() => random.restore(new Uint32Array(4)), /not all zero/);
  assert.throws(() => random.restore(new Uint32Array(3)), /requires a state of 4 words, got 3/);
});
