/*
 * Skip-gram with negative sampling on shared memory, in float32. The negatives of a window are shared by its
 * words (Ji et al., 2016, "Parallelizing Word2Vec in Shared and Distributed Memory"), so that a window is a small
 * product of matrices. As in word2vec.c the words beside the centre have rows of V, the centre and the negatives
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
import { computeScores, moveRows, setOffset } from "./rows";
import { computeSlopes } from "./slopes";
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
import {
  draws,
  drawNegatives,
  drawTargets,
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

/** How many windows share negatives, each trained by the mean of its words (cbow.ts); 0 trains each of the words. */
export let meansAtOnce: i32 = 0;
/** Targets that are drawn at a time, in threes: of skip-gram the centre, too. */
export let groups: i32 = 0;

/** Of each word, u32: kept if a draw is below; 2^32 - 1 is always kept. */
export let keep: usize = 0;
/** Twice (this window's and the next one's): addresses of rows of U in threes, the centre's first. */
export let targets: usize = 0;
/** Twice: how often each target was drawn, f32, three in four places. */
export let weights: usize = 0;
/** Scores, then slopes: four places for three targets, a window's word after the other. */
export let slopes: usize = 0;
/** Scores of the first window of a call, as they were, for the loss. */
export let sampledScores: usize = 0;
export let sampledWeights: usize = 0;
/** The words of that window but the centre, or 1 for their mean; 0 if there was none. */
export let sampledSize: i32 = 0;
/** Pairs (word, centre), or means, of the last call. */
export let pairs: i32 = 0;
/** Deferred windows: size, so many addresses in V, those in U, up to a multiple of 16 bytes; slopes. Size 0 ends. */
export let deferred: usize = 0;

/**
 * How far a row is moved by updates that are computed together, in updates times the step size. More of them see what
 * those before them did: too many updates from the same rows overshoot, and the vectors grow without end.
 */
const mostTogether: f32 = 0.5;

/** Where the next deferred window, or batch, goes; 0 while they are trained at once. */
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
  if (meansAtOnce > 0) applyBatches(at);
  else if (parts != 0) applyParts(at);
  else applyWindows(at);
  setColumns(all);
  setOffset(0);
}

function applyWindows(at: usize): void {
  for (let m = load<i32>(at); m > 0; m = load<i32>(at)) {
    const v = at + 4;
    const t = v + (usize(m) << 2);
    const g = alignSlopes(t);
    moveRows(v, m, t, g, groups);
    at = g + (usize(m * groups) << 4);
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

function alignSlopes(t: usize): usize {
  return (t + usize(groups) * 12 + 15) & ~15;
}

function trainSentence(size: i32, rate: f32): void {
  let t = targets;
  let w = weights;
  let nextT = t + usize(groups) * 12;
  let nextW = w + (usize(groups) << 4);
  const step = max(1, meansAtOnce);
  drawAhead(0, size, t, w);
  for (let p = 0; p < size; p += step) {
    if (p + step < size) drawAhead(p + step, size, nextT, nextW);
    if (meansAtOnce > 0) trainBatch(p, size, t, w, rate);
    else if (parts != 0) trainParts(p, size, t, w, rate);
    else if (deferAt == 0) trainWindow(p, size, t, w, rate);
    else deferWindow(p, size, t, w, rate);
    const doneT = t;
    const doneW = w;
    t = nextT;
    w = nextW;
    nextT = doneT;
    nextW = doneW;
  }
}

/** Draws the targets of a window, or the negatives of a batch, and reads ahead what will be needed. */
function drawAhead(p: i32, size: i32, t: usize, w: usize): void {
  if (meansAtOnce == 0 && parts == 0) {
    drawTargets(p, t, w, groups);
    touchRows(t + 4, groups * 3 - 1);
    return;
  }
  drawNegatives(0, 0, t, w, groups);
  touchRows(t, groups * 3);
  if (meansAtOnce > 0) {
    touchCentres(p, min(size, p + meansAtOnce));
    touchRows(kept + (usize(min(size, p + window)) << 2), min(meansAtOnce, max(0, size - p - window)));
  }
}

/** Some windows that follow each other, by the means of their words. */
function trainBatch(p: i32, size: i32, t: usize, w: usize, rate: f32): void {
  const at = deferAt == 0 ? kept + (usize(size) << 2) : deferAt;
  writeBatch(at, p, min(meansAtOnce, size - p), size, t, groups);
  pairs += count;
  if (sampledSize == 0) {
    computeMeans();
    computeBatchScores(0, groups);
    keepScores(w, groups, sampledScores, sampledWeights);
    sampledSize = 1;
  }
  const some = deferAt == 0 ? atMost(mostTogether / (rate * largestWeight(w)) / 3, groups) : groups;
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

function trainWindow(p: i32, size: i32, t: usize, w: usize, rate: f32): void {
  const v = kept + (usize(size) << 2);
  const m = writeContext(p, size, v);
  if (sampledSize == 0) sample(v, m, t, w);
  pairs += m;
  const together = mostTogether / (rate * largestWeight(w));
  const words = atMost(together, m);
  const some = atMost(together / 3, groups);
  for (let i = 0; i < m; i += words) {
    for (let j = 0; j < groups; j += some) {
      const rows = v + (usize(i) << 2);
      const at = t + usize(j) * 12;
      const count = min(words, m - i);
      const part = min(some, groups - j);
      computeScores(rows, count, at, slopes, part);
      computeSlopes(slopes, count, w + (usize(j) << 4), part, rate, j == 0);
      moveRows(rows, count, at, slopes, part);
    }
  }
}

/** A whole number from 1 to `most`, at most `limit` where that is 1 or more. */
function atMost(limit: f32, most: i32): i32 {
  return limit >= f32(most) ? most : max(1, i32(limit));
}

function largestWeight(w: usize): f32 {
  let largest = v128.load(w);
  for (let j = 1; j < groups; ++j) largest = f32x4.max(largest, v128.load(w + (usize(j) << 4)));
  const first = max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1));
  return max(first, f32x4.extract_lane(largest, 2));
}

function deferWindow(p: i32, size: i32, t: usize, w: usize, rate: f32): void {
  const v = deferAt + 4;
  const m = writeContext(p, size, v);
  store<u32>(deferAt, m);
  const targetsAt = v + (usize(m) << 2);
  memory.copy(targetsAt, t, usize(groups) * 12);
  const g = alignSlopes(targetsAt);
  if (sampledSize == 0) sample(v, m, t, w);
  pairs += m;
  computeScores(v, m, t, g, groups);
  computeSlopes(g, m, w, groups, rate, true);
  deferAt = g + (usize(m * groups) << 4);
}

/** Keeps the scores of the first window of a call as they are before it moves anything. */
function sample(v: usize, m: i32, t: usize, w: usize): void {
  sampledSize = m;
  computeScores(v, m, t, sampledScores, groups);
  memory.copy(sampledWeights, w, usize(groups) << 4);
}
