/*
 * A batch of skip-gram: windows that follow each other and share their negatives (Ji et al., 2016, "Parallelizing Word2Vec
 * in Shared and Distributed Memory"). A centre and a word beside it are a pair. A word meets the negatives once for all
 * windows that it is in, so that these are a small product of matrices, and each row is fetched once.
 *
 *     s_qj = v_q · u_j      centre j: g_qj = η (1 − σ(s_qj))      negative j: g_qj = −η c_q w_j σ(s_qj)
 *     u_j += Σ_q g_qj v_q      v_q += Σ_j g_qj u_j
 *
 * c_q is how many of the windows word q is in, but those whose centre the negative is.
 */
import { scores1x3, scores2x1, scores4x1, update2x1, update4x1 } from "./blocks";
import { below } from "./draws";
import { computeScores, moveRows, row } from "./rows";
import { largestWeight, slopesOfFour } from "./slopes";
import { alongU, alongV, atMost, mostTogether } from "./together";
import { kept, outsideRow, window, zeroRow } from "./windows";

/** How many of the windows each position is in, f32; from the first that can be in one. */
export let times: usize = 0;
/** The radius of each window, i32. */
export let radii: usize = 0;

/** Of the batch that was read: how many windows. */
export let count: i32 = 0;
/** Its pairs. */
export let pairCount: i32 = 0;
/** Its windows: the centre's row of U, how many fours of words, and the addresses of their rows of V, u32. */
let windows: usize = 0;
/** The words that are in windows, one position after the other: how many, and the addresses of their rows of V, u32. */
export let wordCount: i32 = 0;
let words: usize = 0;
/** Addresses of the negatives' rows of U, u32, in threes. */
let negatives: usize = 0;
/** Slopes of the centres with the words of their windows: four for four words, a window after the other. */
let pairSlopes: usize = 0;
/** Slopes of the words with the negatives: four places for three negatives, a word after the other. */
let slopes: usize = 0;
/** Where the memory behind the batch begins. */
export let behindPairs: usize = 0;

/** The positions of the words: of the first of them, of the first centre, and whether a negative is one of the centres. */
let firstWord: i32 = 0;
let firstCentre: i32 = 0;
let isCentreDrawn: bool = false;

/**
 * Writes a batch, and reads it: the number of its windows, u32; `windows`; `wordCount`; `words`; `negatives`; up to a multiple of
 * 16 bytes `pairSlopes`; `slopes`.
 *
 * @param p     position of its first centre
 * @param many  centres
 * @param size  words of the sentence
 * @param drawn addresses of the negatives
 */
export function writePairs(at: usize, p: i32, many: i32, size: i32, drawn: usize, groups: i32): void {
  memory.fill(times, 0, usize(many + 2 * window) << 2);
  store<u32>(at, many);
  let to = at + 4;
  let first = size;
  let last = 0;
  pairCount = 0;
  for (let b = 0; b < many; ++b) {
    const radius = 1 + below(window);
    store<i32>(radii + (usize(b) << 2), radius);
    const from = max(0, p + b - radius);
    const until = min(size - 1, p + b + radius);
    first = min(first, from);
    last = max(last, until);
    pairCount += until - from;
    to = writeWindow(to, p, p + b, from, until);
  }
  store<u32>(to, last + 1 - first);
  memory.copy(to + 4, kept + (usize(first) << 2), usize(last + 1 - first) << 2);
  memory.copy(to + 4 + (usize(last + 1 - first) << 2), drawn, usize(groups) * 12);
  firstWord = first;
  firstCentre = p;
  isCentreDrawn = false;
  for (let b = 0; b < many; ++b) {
    const centre = outsideRow(p + b);
    for (let j = 0; j < groups * 3; ++j)
      if (load<u32>(drawn + (usize(j) << 2)) == centre) isCentreDrawn = true;
  }
  readPairs(at, groups);
}

/** Writes a window in fours, none with a word twice, whose moves would be lost; returns where it ends. */
function writeWindow(at: usize, p: i32, centre: i32, from: i32, until: i32): usize {
  store<u32>(at, outsideRow(centre));
  const begin = at + 8;
  let to = begin;
  for (let q = from; q <= until; ++q) {
    if (q == centre) continue;
    const v = load<u32>(kept + (usize(q) << 2));
    const place = times + (usize(q - p + window) << 2);
    store<f32>(place, load<f32>(place) + 1);
    if (isInFour(begin, to, v)) to = fillFour(begin, to);
    store<u32>(to, v);
    to += 4;
  }
  to = fillFour(begin, to);
  store<u32>(at + 4, u32(to - begin) >> 4);
  return to;
}

/** Whether a word is in the four that is not full. */
function isInFour(begin: usize, to: usize, v: u32): bool {
  for (let at = begin + ((to - begin) & ~15); at < to; at += 4) if (load<u32>(at) == v) return true;
  return false;
}

/** Fills a four up with rows of zeros. */
function fillFour(begin: usize, to: usize): usize {
  for (; ((to - begin) & 15) != 0; to += 4) store<u32>(to, u32(zeroRow));
  return to;
}

/** Reads a batch; `count` is 0 behind the last. */
export function readPairs(at: usize, groups: i32): void {
  count = load<i32>(at);
  if (count == 0) return;
  windows = at + 4;
  let fours = 0;
  let to = windows;
  for (let b = 0; b < count; ++b) {
    const many = load<i32>(to + 4);
    fours += many;
    to += 8 + (usize(many) << 4);
  }
  wordCount = load<i32>(to);
  words = to + 4;
  negatives = words + (usize(wordCount) << 2);
  pairSlopes = (negatives + usize(groups) * 12 + 15) & ~15;
  slopes = pairSlopes + (usize(fours) << 4);
  behindPairs = slopes + (usize(wordCount * groups) << 4);
}

/** Computes the slopes of the pairs of all windows. */
export function computePairSlopes(rate: f32): void {
  let at = windows;
  let to = pairSlopes;
  for (let b = 0; b < count; ++b) {
    const fours = load<i32>(at + 4);
    computeSlopesOfFours(at + 8, fours, usize(load<u32>(at)), to, rate);
    at += 8 + (usize(fours) << 4);
    to += usize(fours) << 4;
  }
}

/** Moves the centres and the words of their windows. */
export function movePairs(): void {
  let at = windows;
  let g = pairSlopes;
  for (let b = 0; b < count; ++b) {
    const fours = load<i32>(at + 4);
    moveFours(at + 8, fours, row(at, 0), g);
    at += 8 + (usize(fours) << 4);
    g += usize(fours) << 4;
  }
}

function computeSlopesOfFours(v: usize, fours: i32, centre: usize, to: usize, rate: f32): void {
  const most = f32x4.splat(rate);
  const label = f32x4.splat(1);
  const none = i32x4.splat(i32(zeroRow));
  for (let i = 0; i < fours; ++i) {
    if (load<u32>(v, 8) == u32(zeroRow)) scores2x1(row(v, 0), row(v, 1), centre, to);
    else scores4x1(row(v, 0), row(v, 1), row(v, 2), row(v, 3), centre, to);
    const slope = slopesOfFour(v128.load(to), label, most);
    v128.store(to, v128.and(slope, i32x4.ne(v128.load(v), none)));
    v += 16;
    to += 16;
  }
}

function moveFours(v: usize, fours: i32, centre: usize, g: usize): void {
  for (let i = 0; i < fours; ++i) {
    if (load<u32>(v, 8) == u32(zeroRow)) update2x1(row(v, 0), row(v, 1), centre, g);
    else update4x1(row(v, 0), row(v, 1), row(v, 2), row(v, 3), centre, g);
    v += 16;
    g += 16;
  }
}

/** Trains on the pairs, window after window, so many words of a window at a time that its centre is not moved far. */
export function trainPairs(rate: f32): void {
  let at = windows;
  for (let b = 0; b < count; ++b) {
    const centre = usize(load<u32>(at));
    const fours = load<i32>(at + 4);
    const some = atMost(min(mostTogether, alongV / 2) / (<f32>4 * rate), fours);
    for (let i = 0; i < fours; i += some) {
      const v = at + 8 + (usize(i) << 4);
      const part = min(some, fours - i);
      computeSlopesOfFours(v, part, centre, pairSlopes, rate);
      moveFours(v, part, centre, pairSlopes);
    }
    at += 8 + (usize(fours) << 4);
  }
}

/** Trains on the negatives, so many words and negatives at a time that none is moved far. */
export function trainNegatives(weights: usize, groups: i32, rate: f32): void {
  const each = rate * largestWeight(weights, groups) * (f32(pairCount) / f32(wordCount));
  const some = atMost(min(<f32>2 * mostTogether, alongV) / each, wordCount);
  const part = atMost(min(<f32>2 * mostTogether, alongU) / each / 3, groups);
  for (let i = 0; i < wordCount; i += some) {
    const size = min(some, wordCount - i);
    for (let j = 0; j < groups; j += part) {
      computeNegativeSlopes(i, size, j, min(part, groups - j), weights, rate);
      moveNegatives(i, size, j, min(part, groups - j));
    }
  }
}

/**
 * Computes the slopes of some words with some negatives.
 *
 * @param begin  the first of the words
 * @param size   how many
 * @param first  the first three of the negatives
 * @param groups how many threes
 */
export function computeNegativeSlopes(
  begin: i32,
  size: i32,
  first: i32,
  groups: i32,
  weights: usize,
  rate: f32,
): void {
  let at = slopes;
  computeScores(words + (usize(begin) << 2), size, negatives + usize(first) * 12, at, groups);
  const most = f32x4.splat(max<f32>(rate, 1)); // a word that is drawn often moves at most as with a step size of 1
  const step = f32x4.splat(rate);
  const label = f32x4.splat(0);
  for (let i = begin; i < begin + size; ++i) {
    const many = v128.load32_splat(times + (usize(firstWord + i - firstCentre + window) << 2));
    const own = f32x4.mul(step, many);
    for (let j = first; j < first + groups; ++j) {
      const each = isCentreDrawn ? f32x4.mul(step, countOthers(i, j)) : own;
      const weight = f32x4.min(most, f32x4.mul(each, v128.load(weights + (usize(j) << 4))));
      v128.store(at, slopesOfFour(v128.load(at), label, weight));
      at += 16;
    }
  }
}

/** In how many windows a word is whose centre is none of three negatives. */
function countOthers(i: i32, j: i32): v128 {
  const q = firstWord + i;
  const three = v128.load(negatives + usize(j) * 12);
  const one = f32x4.splat(1);
  let others = f32x4.splat(0);
  for (let b = 0; b < count; ++b) {
    const centre = firstCentre + b;
    if (q == centre || abs(q - centre) > load<i32>(radii + (usize(b) << 2))) continue;
    others = f32x4.add(others, v128.and(one, i32x4.ne(three, i32x4.splat(i32(outsideRow(centre))))));
  }
  return others;
}

/** Moves the words and the negatives by the slopes that `computeNegativeSlopes` wrote. */
export function moveNegatives(begin: i32, size: i32, first: i32, groups: i32): void {
  moveRows(words + (usize(begin) << 2), size, negatives + usize(first) * 12, slopes, groups);
}

/** Keeps the scores of the words of the first window, each with the centre alone in three places, then with the negatives. */
export function keepPairScores(weights: usize, groups: i32, scores: usize, kept: usize): i32 {
  const centre = load<i32>(windows);
  const step = usize(groups + 1) << 4;
  const end = windows + 8 + (usize(load<u32>(windows + 4)) << 4);
  let m = 0;
  for (let v = windows + 8; v < end; v += 4) {
    if (load<u32>(v) == u32(zeroRow)) continue;
    scores1x3(row(v, 0), usize(centre), zeroRow, zeroRow, scores);
    computeScores(v, 1, negatives, scores + 16, groups);
    scores += step;
    ++m;
  }
  v128.store(kept, f32x4(1, 0, 0, 0));
  for (let j = 0; j < groups; ++j) {
    const others = i32x4.ne(v128.load(negatives + usize(j) * 12), i32x4.splat(centre));
    v128.store(kept + 16 + (usize(j) << 4), v128.and(v128.load(weights + (usize(j) << 4)), others));
  }
  return m;
}
