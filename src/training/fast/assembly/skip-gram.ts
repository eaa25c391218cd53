/*
 * Skip-gram with negative sampling on shared memory, in float32. The negatives of a window are shared by its
 * words (Ji et al., 2016, "Parallelizing Word2Vec in Shared and Distributed Memory"), so that a window is a small
 * product of matrices. As in word2vec.c the words beside the centre have rows of V, the centre and the negatives
 * rows of U. src/training/fast/reference-kernel.ts is the same, slow and obvious; src/training/fast/layout.ts lays out the memory.
 */
import { columns, scores1x3, scores2x3, scores3x3, setColumns, update1x3, update2x3 } from "./blocks";
import { computeMean, mean, moved, moveMean, scoreMean } from "./cbow";
import { alias, draw, random, vocabularySize } from "./draws";
import { computeSlopes } from "./slopes";

import {
  countGroups,
  draws,
  drawTargets,
  drawWeight,
  kept,
  rowBytes,
  seen,
  seenPlaces,
  touchRows,
  U,
  V,
  window,
  writeContext,
  zeroRow,
} from "./windows";

export { alias, draws, drawWeight, kept, mean, moved, random, rowBytes, seen, seenPlaces };
export { setColumns, U, V, vocabularySize, window, zeroRow };

/** Whether the mean of a window's words is trained instead of each: cbow.ts. */
export let cbow: i32 = 0;

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

/** Where the next deferred window goes; 0 while windows are trained at once. */
let deferAt: usize = 0;

/** How far into a row the columns lie that are worked on, in bytes. */
let offset: usize = 0;

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

/** Applies the updates at an address to `count` columns of four numbers, from the first one on. */
export function applyDeferred(at: usize, first: i32, count: i32): void {
  const all = columns;
  const groups = countGroups();
  offset = usize(first) << 4;
  setColumns(count);
  for (let m = load<i32>(at); m > 0; m = load<i32>(at)) {
    const v = at + 4;
    const t = v + (usize(m) << 2);
    const g = alignSlopes(t, groups);
    if (cbow) {
      computeMean(v, m, offset);
      moveMean(v, m, t, g, groups, offset);
    } else moveRows(v, m, t, g, groups);
    at = g + (usize((cbow ? 1 : m) * groups) << 4);
  }
  setColumns(all);
  offset = 0;
}

function alignSlopes(t: usize, groups: i32): usize {
  return (t + usize(groups) * 12 + 15) & ~15;
}

function trainSentence(size: i32, rate: f32): void {
  const groups = countGroups();
  let t = targets;
  let w = weights;
  let nextT = t + usize(groups) * 12;
  let nextW = w + (usize(groups) << 4);
  drawTargets(0, t, w, groups);
  for (let p = 0; p < size; ++p) {
    if (p + 1 < size) {
      drawTargets(p + 1, nextT, nextW, groups);
      touchRows(nextT, groups);
    }
    if (deferAt == 0) trainWindow(p, size, t, w, groups, rate);
    else deferWindow(p, size, t, w, groups, rate);
    const doneT = t;
    const doneW = w;
    t = nextT;
    w = nextW;
    nextT = doneT;
    nextW = doneW;
  }
}

function trainWindow(p: i32, size: i32, t: usize, w: usize, groups: i32, rate: f32): void {
  const v = kept + (usize(size) << 2);
  const m = writeContext(p, size, v);
  if (sampledSize == 0) sample(v, m, t, w, groups);
  pairs += cbow ? 1 : m;
  const together = mostTogether / (rate * largestWeight(w, groups));
  const words = atMost(together, m);
  const some = atMost(together / 3, groups);
  if (cbow) return trainMean(v, m, t, w, groups, some, rate);
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

/** The same for the mean of the words; some groups of targets at a time. */
function trainMean(v: usize, m: i32, t: usize, w: usize, groups: i32, some: i32, rate: f32): void {
  for (let j = 0; j < groups; j += some) {
    const at = t + usize(j) * 12;
    const part = min(some, groups - j);
    computeMean(v, m, 0);
    scoreMean(at, slopes, part);
    computeSlopes(slopes, 1, w + (usize(j) << 4), part, rate, j == 0);
    moveMean(v, m, at, slopes, part, 0);
  }
}

/** A whole number from 1 to `most`, at most `limit` where that is 1 or more. */
function atMost(limit: f32, most: i32): i32 {
  return limit >= f32(most) ? most : max(1, i32(limit));
}

function largestWeight(w: usize, groups: i32): f32 {
  let weights = v128.load(w);
  for (let j = 1; j < groups; ++j) weights = f32x4.max(weights, v128.load(w + (usize(j) << 4)));
  const first = max(f32x4.extract_lane(weights, 0), f32x4.extract_lane(weights, 1));
  return max(first, f32x4.extract_lane(weights, 2));
}

function deferWindow(p: i32, size: i32, t: usize, w: usize, groups: i32, rate: f32): void {
  const v = deferAt + 4;
  const m = writeContext(p, size, v);
  store<u32>(deferAt, m);
  const targetsAt = v + (usize(m) << 2);
  memory.copy(targetsAt, t, usize(groups) * 12);
  const g = alignSlopes(targetsAt, groups);
  if (sampledSize == 0) sample(v, m, t, w, groups);
  pairs += cbow ? 1 : m;
  if (cbow) scoreMeanOf(v, m, t, g, groups);
  else computeScores(v, m, t, g, groups);
  const rows = cbow ? 1 : m;
  computeSlopes(g, rows, w, groups, rate, true);
  deferAt = g + (usize(rows * groups) << 4);
}

/** Keeps the scores of the first window of a call as they are before it moves anything. */
function sample(v: usize, m: i32, t: usize, w: usize, groups: i32): void {
  sampledSize = cbow ? 1 : m;
  if (cbow) scoreMeanOf(v, m, t, sampledScores, groups);
  else computeScores(v, m, t, sampledScores, groups);
  memory.copy(sampledWeights, w, usize(groups) << 4);
}

function scoreMeanOf(v: usize, m: i32, t: usize, into: usize, groups: i32): void {
  computeMean(v, m, 0);
  scoreMean(t, into, groups);
}

function row(addresses: usize, i: i32): usize {
  return usize(load<u32>(addresses + (usize(i) << 2))) + offset;
}

/** Writes v_i · u_j of some words and targets, as `slopes` has them. */
function computeScores(v: usize, m: i32, t: usize, into: usize, groups: i32): void {
  const step = usize(groups) << 4;
  for (let j = 0; j < groups; ++j)
    computeScoresOfThree(v, m, t + usize(j) * 12, into + (usize(j) << 4), step);
}

function computeScoresOfThree(v: usize, m: i32, t: usize, into: usize, step: usize): void {
  const u0 = row(t, 0);
  const u1 = row(t, 1);
  const u2 = row(t, 2);
  let i = 0;
  for (; m - i == 3 || m - i > 4; i += 3) {
    scores3x3(row(v, i), row(v, i + 1), row(v, i + 2), u0, u1, u2, into, step);
    into += 3 * step;
  }
  for (; m - i >= 2; i += 2) {
    scores2x3(row(v, i), row(v, i + 1), u0, u1, u2, into, step);
    into += 2 * step;
  }
  if (i < m) scores1x3(row(v, i), u0, u1, u2, into);
}

function moveRows(v: usize, m: i32, t: usize, g: usize, groups: i32): void {
  const step = usize(groups) << 4;
  for (let j = 0; j < groups; ++j) moveThree(v, m, t + usize(j) * 12, g + (usize(j) << 4), step);
}

/** Two words at a time, but a word that stands beside itself one after the other: none of its moves is lost. */
function moveThree(v: usize, m: i32, t: usize, g: usize, step: usize): void {
  const u0 = row(t, 0);
  const u1 = row(t, 1);
  const u2 = row(t, 2);
  let i = 0;
  while (i < m) {
    const v0 = row(v, i);
    if (i + 1 < m && row(v, i + 1) != v0) {
      update2x3(v0, row(v, i + 1), u0, u1, u2, g, step);
      g += 2 * step;
      i += 2;
    } else {
      update1x3(v0, u0, u1, u2, g);
      g += step;
      ++i;
    }
  }
}
