import assert from "node:assert/strict";
import test from "node:test";
import type { Window } from "../../dist/corpus/windows";
import { fromRows, type Matrix } from "../../dist/model/matrix";
import {
  naiveSoftmaxLoss,
  negativeSamplingLoss,
  skipGram,
  zeroGradient,
  type WindowLoss,
} from "../../dist/model/skip-gram";
import { MersenneTwister } from "../../dist/random/mersenne-twister";
import { below, type Random } from "../../dist/random/random";
import { assertClose, reference, sha256 } from "../reference";

interface Batch {
  batchsize: number;
  windowSize_C: number;
  wordVectors: number[][];
  rng_state_before: string;
  contexts: { windowSize1: number; center: string; outside: string[] }[];
  negSamples: { outsideWordIdx: number; negSampleWordIndices: number[] }[];
  loss: number;
  grad: number[][];
}

interface SingleWindow {
  currentCenterWord: string;
  outsideWords: string[];
  centerWordVectors: number[][];
  outsideVectors: number[][];
  rng_state_before: string;
  negSamples_per_outside_word: { outsideWordIdx: number; negSampleWordIndices: number[] }[];
  loss: number;
  gradCenterVecs: number[][];
  gradOutsideVectors: number[][];
}

interface Published {
  wrapper_softmax_single_call: Batch;
  wrapper_negsamp_single_call: Batch;
  softmax: SingleWindow;
  negsamp: SingleWindow;
  rng_state_after_gradcheck_softmax: string;
  rng_state_after_gradcheck_negsamp: string;
  published: { softmax_loss: number; negsamp_loss: number };
}

const published = reference<Published>("skipgram_2019.json");
const words = ["a", "b", "c", "d", "e"];

test("a batch and a window give the published losses and gradients, draw by draw", () => {
  const random = MersenneTwister.asPython(31415);
  const drawn: { o: number; negatives: number[] }[] = [];
  const sampling = negativeSamplingLoss(10, recordedNegatives(random, drawn));

  assertBatch(published.wrapper_softmax_single_call, naiveSoftmaxLoss, random);
  assert.equal(sha256(random.save()), published.rng_state_after_gradcheck_softmax);
  assertBatch(published.wrapper_negsamp_single_call, sampling, random);
  assert.equal(sha256(random.save()), published.rng_state_after_gradcheck_negsamp);
  const expected = published.wrapper_negsamp_single_call.negSamples;
  assert.deepEqual(
    drawn,
    expected.map((s) => ({ o: s.outsideWordIdx, negatives: s.negSampleWordIndices })),
  );

  assertWindow(published.softmax, naiveSoftmaxLoss, random);
  drawn.length = 0;
  assertWindow(published.negsamp, sampling, random);
  const last = published.negsamp.negSamples_per_outside_word;
  assert.deepEqual(
    drawn,
    last.map((s) => ({ o: s.outsideWordIdx, negatives: s.negSampleWordIndices })),
  );
  assertClose([published.softmax.loss, published.negsamp.loss], [11.16610900153398, 16.15119285363322], 0);
});

test("only the centre word's row of V, and the rows of U that a window names, are touched", () => {
  const V = fromRows([[1], [2], [3], [4]]);
  const U = fromRows([[1], [1], [1], [1]]);
  const into = zeroGradient({ V, U });
  const window: Window = { centre: 2, outside: Int32Array.of(0, 0, 99), size: 2 };
  skipGram(
    window,
    { V, U },
    negativeSamplingLoss(1, (_, negatives) => negatives.fill(3)),
    into,
  );
  assert.deepEqual([...into.dV.touched.subarray(0, into.dV.size)], [2]);
  assert.deepEqual([...into.dU.touched.subarray(0, into.dU.size)].sort(), [0, 3]);
  into.dU.clear();
  assert.deepEqual([...into.dU.toMatrix().data], [0, 0, 0, 0]);
});

test("a window whose centre has no row in V is refused", () => {
  const parameters = { V: fromRows([[1]]), U: fromRows([[1], [2]]) };
  const window: Window = { centre: 1, outside: Int32Array.of(0), size: 1 };
  assert.throws(
    () => skipGram(window, parameters, naiveSoftmaxLoss, zeroGradient(parameters)),
    /a row of a 1-row matrix, got 1/,
  );
});

/** The sampler of the published test: any of five words, again while it is the observed one. */
function recordedNegatives(
  random: Random,
  drawn: { o: number; negatives: number[] }[],
): (o: number, into: Int32Array) => void {
  return (o, into) => {
    for (let k = 0; k < into.length; k++) do into[k] = below(random, 5); while (into[k] === o); // prettier-ignore
    drawn.push({ o, negatives: [...into] });
  };
}

function assertBatch(expected: Batch, loss: WindowLoss, random: Random): void {
  assert.equal(sha256(random.save()), expected.rng_state_before);
  const half = expected.wordVectors.length / 2;
  const parameters = {
    V: fromRows(expected.wordVectors.slice(0, half)),
    U: fromRows(expected.wordVectors.slice(half)),
  };
  const into = zeroGradient(parameters);
  let total = 0;
  for (const context of expected.contexts) {
    const radius = 1 + below(random, expected.windowSize_C);
    const centre = below(random, 5);
    const outside = Int32Array.from({ length: 2 * radius }, () => below(random, 5));
    assert.deepEqual([radius, words[centre], [...outside].map((w) => words[w])], Object.values(context));
    total += skipGram({ centre, outside, size: outside.length }, parameters, loss, into) / expected.batchsize;
  }
  assertClose([total], [expected.loss], 1e-12);
  const gradient = [...into.dV.toMatrix().data, ...into.dU.toMatrix().data].map(
    (g) => g / expected.batchsize,
  );
  assertClose(gradient, expected.grad.flat(), 1e-12);
}

function assertWindow(expected: SingleWindow, loss: WindowLoss, random: Random): void {
  assert.equal(sha256(random.save()), expected.rng_state_before);
  const parameters: { V: Matrix; U: Matrix } = {
    V: fromRows(expected.centerWordVectors),
    U: fromRows(expected.outsideVectors),
  };
  const into = zeroGradient(parameters);
  const outside = Int32Array.from(expected.outsideWords, (word) => words.indexOf(word));
  const centre = words.indexOf(expected.currentCenterWord);
  assertClose(
    [skipGram({ centre, outside, size: outside.length }, parameters, loss, into)],
    [expected.loss],
    1e-12,
  );
  assertClose(into.dV.toMatrix().data, expected.gradCenterVecs.flat(), 1e-12);
  assertClose(into.dU.toMatrix().data, expected.gradOutsideVectors.flat(), 1e-12);
}
