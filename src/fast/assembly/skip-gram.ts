/*
 * Skip-gram with negative sampling on shared memory, in float32. The negatives of a window are shared by its
 * words (Ji et al., 2016, "Parallelizing Word2Vec in Shared and Distributed Memory"), so that a window is a small
 * product of matrices. As in word2vec.c the words around the centre have rows of V, the centre and the negatives
 * rows of U. src/fast/twin.ts is the same, slow and obvious; src/fast/layout.ts lays out the memory.
 */
import { columns, scores1x3, scores2x3, scores3x3, setColumns, update1x3, update2x3 } from "./blocks";
import { alias, below, draw, drawWord, random, words } from "./draws";
import { slopesOf } from "./slopes";

export { alias, random, setColumns, words };

export let V: usize = 0;
export let U: usize = 0;
export let rowBytes: usize = 0;
/** A row of zeros: fills up the last three targets, with weight 0. */
export let zeroRow: usize = 0;
/** Of each word, u32: kept if a draw is below; 2^32 - 1 is always kept. */
export let keep: usize = 0;
/** The kept words of a sentence: addresses of their rows of V; after them those of a window. */
export let kept: usize = 0;
/** Twice (this window's and the next one's): addresses of rows of U in threes, the centre's first. */
export let targets: usize = 0;
/** Twice: how often each target was drawn, f32, three in four places. */
export let weights: usize = 0;
/** Scores, then slopes: four places for three targets, a window's word after the other. */
export let slopes: usize = 0;
/** Scores of the first window of a call, as they were, for the loss. */
export let sampledScores: usize = 0;
export let sampledWeights: usize = 0;
/** The words of that window but the centre; 0 if there was none. */
export let sampledSize: i32 = 0;
/** Pairs (word, centre) of the last call. */
export let pairs: i32 = 0;
/** Windows that were drafted: m, m addresses in V, those in U, up to a multiple of 16 bytes; slopes. 0 ends them. */
export let drafts: usize = 0;
export let window: i32 = 0;
export let negatives: i32 = 0;
/** Keeps what was read ahead from being optimised away. */
export let readAhead: i32 = 0;

/** Where the next draft goes; 0 while windows are trained at once. */
let draftAt: usize = 0;

/** How far into a row the columns lie that are worked on, in bytes. */
let offset: usize = 0;

/** Targets of a window, in threes: the centre and the negatives. */
function groupsOf(): i32 {
  return (negatives + 3) / 3;
}

/**
 * Trains on sentences.
 *
 * @param ids   int32 ids, each sentence followed by -1
 * @param count how many, the -1 counted
 * @param rate  step size
 * @returns words that subsampling kept
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

/** Draws and judges the windows of sentences as `train` does, but moves no vector: `apply` does. */
export function draft(ids: usize, count: i32, rate: f32): i32 {
  draftAt = drafts;
  const total = train(ids, count, rate);
  store<u32>(draftAt, 0);
  draftAt = 0;
  return total;
}

/** Moves the vectors by what was drafted at an address, `count` columns of four numbers from a first one on. */
export function apply(at: usize, first: i32, count: i32): void {
  const all = columns;
  const groups = groupsOf();
  offset = usize(first) << 4;
  setColumns(count);
  for (let m = load<i32>(at); m > 0; m = load<i32>(at)) {
    const v = at + 4;
    const t = v + (usize(m) << 2);
    const g = slopesAfter(t, groups);
    moveRows(v, m, t, g, groups);
    at = g + (usize(m * groups) << 4);
  }
  setColumns(all);
  offset = 0;
}

function slopesAfter(t: usize, groups: i32): usize {
  return (t + usize(groups) * 12 + 15) & ~15;
}

function trainSentence(size: i32, rate: f32): void {
  const groups = groupsOf();
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
    if (draftAt == 0) trainWindow(p, size, t, w, groups, rate);
    else draftWindow(p, size, t, w, groups, rate);
    const doneT = t;
    const doneW = w;
    t = nextT;
    w = nextW;
    nextT = doneT;
    nextW = doneW;
  }
}

/** The centre, then the negatives without it; a word that is drawn again counts once more. */
function drawTargets(position: i32, t: usize, w: usize, groups: i32): void {
  const centre = load<u32>(kept + (usize(position) << 2)) - u32(V) + u32(U);
  store<u32>(t, centre);
  store<f32>(w, 1);
  let size = 1;
  for (let k = 0; k < negatives; ++k) {
    const row = u32(U) + u32(drawWord()) * u32(rowBytes);
    if (row == centre) continue;
    let j = 1;
    while (j < size && load<u32>(t + (usize(j) << 2)) != row) ++j;
    const weight = w + (usize(j + j / 3) << 2);
    store<f32>(weight, j < size ? load<f32>(weight) + 1 : 1);
    if (j == size) {
      store<u32>(t + (usize(j) << 2), row);
      ++size;
    }
  }
  for (; size < groups * 3; ++size) {
    store<u32>(t + (usize(size) << 2), u32(zeroRow));
    store<f32>(w + (usize(size + size / 3) << 2), 0);
  }
}

/** Reads a number of each cache line of some rows, a window before they are needed: WebAssembly has no prefetch. */
function touchRows(t: usize, groups: i32): void {
  let seen = 0;
  for (let j = 1; j < groups * 3; ++j) {
    const row = usize(load<u32>(t + (usize(j) << 2)));
    for (let at = row; at < row + rowBytes; at += 64) seen |= load<i32>(at);
  }
  readAhead = seen;
}

/** Writes the rows of V around a position, up to a radius that is drawn; returns how many. */
function wordsAround(p: i32, size: i32, into: usize): i32 {
  const radius = 1 + below(window);
  const last = min(size - 1, p + radius);
  let m = 0;
  for (let q = max(0, p - radius); q <= last; ++q) {
    if (q == p) continue;
    store<u32>(into + (usize(m) << 2), load<u32>(kept + (usize(q) << 2)));
    ++m;
  }
  return m;
}

function trainWindow(p: i32, size: i32, t: usize, w: usize, groups: i32, rate: f32): void {
  const v = kept + (usize(size) << 2);
  const m = wordsAround(p, size, v);
  judge(v, m, t, w, slopes, groups, rate);
  moveRows(v, m, t, slopes, groups);
}

function draftWindow(p: i32, size: i32, t: usize, w: usize, groups: i32, rate: f32): void {
  const v = draftAt + 4;
  const m = wordsAround(p, size, v);
  store<u32>(draftAt, m);
  const targetsAt = v + (usize(m) << 2);
  memory.copy(targetsAt, t, usize(groups) * 12);
  const g = slopesAfter(targetsAt, groups);
  judge(v, m, t, w, g, groups, rate);
  draftAt = g + (usize(m * groups) << 4);
}

/** Writes the slopes of a window. */
function judge(v: usize, m: i32, t: usize, w: usize, into: usize, groups: i32, rate: f32): void {
  const step = usize(groups) << 4;
  pairs += m;
  for (let j = 0; j < groups; ++j) scoresOf(v, m, t + usize(j) * 12, into + (usize(j) << 4), step);
  if (sampledSize == 0) {
    sampledSize = m;
    memory.copy(sampledScores, into, usize(m) * step);
    memory.copy(sampledWeights, w, step);
  }
  slopesOf(into, m, w, groups, rate);
}

function row(addresses: usize, i: i32): usize {
  return usize(load<u32>(addresses + (usize(i) << 2))) + offset;
}

function scoresOf(v: usize, m: i32, t: usize, into: usize, step: usize): void {
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
