/*
 * Negative sampling on shared memory, in float32: sentences are cut into windows, and some that follow each other, a batch,
 * share their negatives. As in word2vec.c the words beside the centre have rows of V, the centre and the negatives
 * rows of U. src/training/fast/reference-kernel.ts is the same, slow and obvious; src/training/fast/layout.ts lays out the memory.
 */
import { columns, setColumns } from "./blocks";
import {
  behind,
  computeBatchScores,
  computeBatchSlopes,
  computeMeans,
  count,
  keepScores,
  mean,
  meanRows,
  moveBatch,
  moved,
  readBatch,
  writeBatch,
} from "./cbow";
import { alias, draw, random, vocabularySize } from "./draws";
import {
  behindPairs,
  computeNegativeSlopes,
  computePairSlopes,
  count as pairWindows,
  keepPairScores,
  moveNegatives,
  movePairs,
  pairCount,
  radii,
  readPairs,
  times,
  trainNegatives,
  trainPairs,
  wordCount,
  writePairs,
} from "./pairs";
import { setOffset } from "./rows";
import { largestWeight } from "./slopes";
import {
  behindParts,
  computePartsMean,
  computePartsScores,
  computePartsSlopes,
  keepPartsScores,
  moveParts,
  parts,
  partsBegin,
  readParts,
  timesBeside,
  writeParts,
} from "./subwords";
import { alongU, atMost, measureRows, mostMovedMean, mostTogether } from "./together";
import {
  draws,
  drawNegatives,
  drawWeight,
  kept,
  rowBytes,
  seen,
  seenPlaces,
  touchCentres,
  touchRows,
  U,
  V,
  window,
  writeContext,
  zeroRow,
} from "./windows";

export {
  alias,
  draws,
  drawWeight,
  kept,
  times,
  radii,
  mean,
  meanRows,
  moved,
  parts,
  partsBegin,
  timesBeside,
  random,
  rowBytes,
  seen,
  seenPlaces,
};
export { setColumns, U, V, vocabularySize, window, zeroRow };

/** How many windows share negatives. */
export let windowsAtOnce: i32 = 1;
/** Whether a window is trained by the mean of its words (cbow.ts). */
export let means: i32 = 0;
/** Negatives that are drawn at a time, in threes. */
export let groups: i32 = 0;

/** Of each word, u32: kept if a draw is below; 2^32 - 1 is always kept. */
export let keep: usize = 0;
/** Twice (this batch's and the next one's): addresses of the negatives' rows of U, in threes. */
export let targets: usize = 0;
/** Twice: how much each negative counts, f32, three in four places. */
export let weights: usize = 0;
/** Scores of the first window of a call, as they were, for the loss. */
export let sampledScores: usize = 0;
export let sampledWeights: usize = 0;
/** The words of that window, or 1 for their mean; 0 if there was none. */
export let sampledSize: i32 = 0;
/** Pairs (word, centre), or means, of the last call. */
export let pairs: i32 = 0;
/** Deferred batches, as `writePairs`, `writeBatch` and `writeParts` write them; 0 windows end them. */
export let deferred: usize = 0;

/** Where the next deferred batch goes; 0 while they are trained at once. */
let deferAt: usize = 0;

/**
 * Trains on sentences.
 *
 * @param ids   int32 ids, each sentence followed by -1
 * @param count how many, the -1 counted
 * @param rate  step size
 * @returns tokens that subsampling kept
 */
export function train(ids: usize, count: i32, rate: f32): i32 {
  let total = 0;
  let size = 0;
  sampledSize = 0;
  pairs = 0;
  for (let k = 0; k < count; ++k) {
    const id = load<i32>(ids + (usize(k) << 2));
    if (id < 0) {
      if (size > 1) trainSentence(size, rate);
      total += size;
      size = 0;
      continue;
    }
    const threshold = load<u32>(keep + (usize(id) << 2));
    if (threshold == u32.MAX_VALUE || draw() < threshold) {
      store<u32>(kept + (usize(size) << 2), u32(V + usize(id) * rowBytes));
      ++size;
    }
  }
  return total;
}

/** Draws windows and computes their updates as `train` does, but changes no vector: `applyDeferred` does. */
export function defer(ids: usize, count: i32, rate: f32): i32 {
  deferAt = deferred;
  const total = train(ids, count, rate);
  store<u32>(deferAt, 0);
  deferAt = 0;
  return total;
}

/** Applies the updates at an address to some columns of four numbers, from the first one on. */
export function applyDeferred(at: usize, first: i32, some: i32): void {
  const all = columns;
  setOffset(usize(first) << 4);
  setColumns(some);
  if (means != 0) applyBatches(at);
  else if (parts != 0) applyParts(at);
  else applyPairs(at);
  setColumns(all);
  setOffset(0);
}

function applyPairs(at: usize): void {
  for (readPairs(at, groups); pairWindows > 0; readPairs(behindPairs, groups)) {
    movePairs();
    moveNegatives(0, wordCount, 0, groups);
  }
}

function applyBatches(at: usize): void {
  for (readBatch(at, groups); count > 0; readBatch(behind, groups)) {
    computeMeans();
    moveBatch(0, groups);
  }
}

function applyParts(at: usize): void {
  for (; readParts(at, groups); at = behindParts) {
    computePartsMean();
    moveParts();
  }
}

function trainSentence(size: i32, rate: f32): void {
  let t = targets;
  let w = weights;
  let nextT = t + usize(groups) * 12;
  let nextW = w + (usize(groups) << 4);
  const step = windowsAtOnce;
  if (deferAt == 0 && parts == 0) measureRows(size);
  drawAhead(0, size, t, w);
  for (let p = 0; p < size; p += step) {
    if (p + step < size) drawAhead(p + step, size, nextT, nextW);
    if (means != 0) trainMeans(p, size, t, w, rate);
    else if (parts != 0) trainParts(p, size, t, w, rate);
    else trainWindows(p, size, t, w, rate);
    const doneT = t;
    const doneW = w;
    t = nextT;
    w = nextW;
    nextT = doneT;
    nextW = doneW;
  }
}

/** Draws the negatives of a batch, and reads ahead what will be needed. */
function drawAhead(p: i32, size: i32, t: usize, w: usize): void {
  drawNegatives(0, 0, t, w, groups);
  touchRows(t, groups * 3);
  if (parts != 0) return;
  touchCentres(p, min(size, p + windowsAtOnce));
  touchRows(kept + (usize(min(size, p + window)) << 2), min(windowsAtOnce, max(0, size - p - window)));
}

/** Windows that follow each other, by the means of their words; some at a time. */
function trainMeans(p: i32, size: i32, t: usize, w: usize, rate: f32): void {
  const end = min(p + windowsAtOnce, size);
  const each = rate * (1 + f32(draws) * drawWeight);
  const some = deferAt == 0 ? atMost(min(mostMovedMean, alongU) / each, end - p) : end - p;
  for (; p < end; p += some) trainBatch(p, min(some, end - p), size, t, w, rate);
}

function trainBatch(p: i32, many: i32, size: i32, t: usize, w: usize, rate: f32): void {
  const at = deferAt == 0 ? kept + (usize(size) << 2) : deferAt;
  writeBatch(at, p, many, size, t, groups);
  pairs += count;
  if (sampledSize == 0) {
    computeMeans();
    computeBatchScores(0, groups);
    keepScores(w, groups, sampledScores, sampledWeights);
    sampledSize = 1;
  }
  const together = min(mostTogether, alongU / 2) / (rate * largestWeight(w, groups));
  const some = deferAt == 0 ? atMost(together / 3, groups) : groups;
  for (let j = 0; j < groups; j += some) {
    const part = min(some, groups - j);
    computeMeans();
    computeBatchScores(j, part);
    computeBatchSlopes(j, part, w, rate);
    if (deferAt == 0) moveBatch(j, part);
  }
  if (deferAt != 0) deferAt = behind;
}

/** A window whose centre has parts; some of the words beside it at a time. */
function trainParts(p: i32, size: i32, t: usize, w: usize, rate: f32): void {
  const beside = kept + (usize(size) << 2);
  const m = writeContext(p, size, beside);
  const centre = load<u32>(kept + (usize(p) << 2));
  const at = deferAt == 0 ? beside + (usize(m) << 2) : deferAt;
  const negatives = f32(draws) * drawWeight;
  const some = deferAt == 0 ? atMost(mostTogether / (rate * (1 + negatives)), m) : m;
  pairs += m;
  for (let i = 0; i < m; i += some) {
    const many = min(some, m - i);
    writeParts(at, centre, beside + (usize(i) << 2), many, t, groups);
    computePartsMean();
    computePartsScores();
    if (sampledSize == 0) {
      keepPartsScores(w, groups, sampledScores, sampledWeights);
      sampledSize = 1;
    }
    computePartsSlopes(many, w, rate);
    if (deferAt == 0) moveParts();
    else deferAt = behindParts;
  }
}

/** Some windows that follow each other, by their pairs. */
function trainWindows(p: i32, size: i32, t: usize, w: usize, rate: f32): void {
  const at = deferAt == 0 ? kept + (usize(size) << 2) : deferAt;
  writePairs(at, p, min(windowsAtOnce, size - p), size, t, groups);
  pairs += pairCount;
  if (sampledSize == 0) sampledSize = keepPairScores(w, groups, sampledScores, sampledWeights);
  if (deferAt == 0) {
    trainPairs(rate);
    trainNegatives(w, groups, rate);
  } else {
    computePairSlopes(rate);
    computeNegativeSlopes(0, wordCount, 0, groups, w, rate);
    deferAt = behindPairs;
  }
}
