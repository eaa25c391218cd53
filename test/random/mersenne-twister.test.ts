import assert from "node:assert/strict";
import test from "node:test";
import { MersenneTwister } from "../../dist/random/mersenne-twister";
import { standardNormal } from "../../dist/random/normal";
import { below, uniform, type Random } from "../../dist/random/random";
import { assertClose, reference, sha256 } from "../reference";

interface PythonStream {
  getrandbits32: number[];
  random: number[];
  randint_0_4: number[];
  randint_1_5: number[];
  randint_0_999999: number[];
  "mixed_[randint(1,5),random(),randint(0,999999)]x20": number[][];
  random_after_100000: number;
  mt_state_after_seed_sha256_of_625_uint32_le: string;
  mt_state_first5_and_index: number[];
}

interface NumpyStream {
  random_sample: number[];
  "rand(4,3)": number[][];
  "randn(10,3)": number[][];
  "randn(3)_after_randn(10,3)": number[];
  "next_randn(3)": number[];
}

const streams = reference<Record<string, PythonStream> & Record<"numpy_seed_9265", NumpyStream>>("rng.json");

for (const seed of [314, 31415, 9265]) {
  const stream = streams[`python_seed_${seed}`];
  const drawn = (length: number, draw: (random: Random) => number): number[] => {
    const random = MersenneTwister.asPython(seed);
    return Array.from({ length }, () => draw(random));
  };

  test(`MersenneTwister.asPython(${seed}) draws what CPython's random draws`, () => {
    assert.deepEqual(
      drawn(20, (random) => random.uint32()),
      stream.getrandbits32,
    );
    assert.deepEqual(drawn(20, uniform), stream.random);
    assert.deepEqual(
      drawn(100, (random) => below(random, 5)),
      stream.randint_0_4,
    );
    assert.deepEqual(
      drawn(100, (random) => 1 + below(random, 5)),
      stream.randint_1_5,
    );
    assert.deepEqual(
      drawn(100, (random) => below(random, 1_000_000)),
      stream.randint_0_999999,
    );
    const random = MersenneTwister.asPython(seed);
    const mixed = Array.from({ length: 20 }, () => [
      1 + below(random, 5),
      uniform(random),
      below(random, 1_000_000),
    ]);
    assert.deepEqual(mixed, stream["mixed_[randint(1,5),random(),randint(0,999999)]x20"]);
  });

  test(`MersenneTwister.asPython(${seed}) has CPython's state, and keeps in step for 100,000 draws`, () => {
    const random = MersenneTwister.asPython(seed);
    const state = random.save();
    assert.equal(sha256(state), stream.mt_state_after_seed_sha256_of_625_uint32_le);
    assert.deepEqual([...state.subarray(0, 5), state[624]], stream.mt_state_first5_and_index);
    for (let i = 0; i < 100_000; i++) uniform(random);
    assert.equal(uniform(random), stream.random_after_100000);
  });
}

test("MersenneTwister.asNumpy draws what numpy's RandomState draws, normal deviates included", () => {
  const stream = streams.numpy_seed_9265;
  const random = MersenneTwister.asNumpy(9265);
  assert.deepEqual(
    Array.from({ length: 20 }, () => uniform(random)),
    stream.random_sample,
  );
  const rand = MersenneTwister.asNumpy(9265);
  assert.deepEqual(
    Array.from({ length: 12 }, () => uniform(rand)),
    stream["rand(4,3)"].flat(),
  );
  const normal = standardNormal(MersenneTwister.asNumpy(9265));
  const draw = (length: number): number[] => Array.from({ length }, normal);
  const tolerance = 1e-15; // the logarithms of two libraries differ in the last bit
  assertClose(draw(30), stream["randn(10,3)"].flat(), tolerance);
  assertClose(draw(3), stream["randn(3)_after_randn(10,3)"], tolerance);
  assertClose(draw(3), stream["next_randn(3)"], tolerance);
});

test("a Mersenne twister that is restored continues as if it had never stopped", () => {
  const random = MersenneTwister.asPython(1);
  for (let i = 0; i < 1000; i++) random.uint32();
  const state = random.save();
  const expected = Array.from({ length: 1500 }, () => random.uint32());
  const other = MersenneTwister.asNumpy(2);
  other.restore(state);
  assert.deepEqual(
    Array.from({ length: 1500 }, () => other.uint32()),
    expected,
  );
});

test("MersenneTwister refuses a seed or a state that it cannot have", () => {
  assert.throws(() => MersenneTwister.asPython(-1), /requires an integer seed from 0 to 4294967295, got -1/);
  assert.throws(() => MersenneTwister.asNumpy(0.5), /requires an integer seed .* got 0.5/);
  const random = MersenneTwister.asPython(1);
  assert.throws(() => random.restore(new Uint32Array(4)), /requires a state of 625 words, got 4/);
  assert.throws(() => random.restore(new Uint32Array(625).fill(999)), /position of 0 to 624, got 999/);
});

test("the assignment's dummy vectors are standard normal rows of length 1", () => {
  const { dummy_vectors: expected } = reference<{ dummy_vectors: number[][] }>("dummy_vectors.json");
  const normal = standardNormal(MersenneTwister.asNumpy(9265));
  for (const unit of expected) {
    const drawn = [normal(), normal(), normal()];
    assertClose(
      drawn.map((value) => value / Math.hypot(...drawn)),
      unit,
      1e-12,
    );
  }
});
