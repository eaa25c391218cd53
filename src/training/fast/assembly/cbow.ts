/*
 * The continuous bag of words (Mikolov et al., 2013, "Efficient Estimation of Word Representations in Vector Space"), as
 * gensim has it with cbow_mean = 1: the mean of the words beside a centre meets the centre and its negatives, and what
 * would move the mean moves each of the words.
 *
 *     h_b = Σ_i v_i / m      h, v_i rows of V's columns      u_j += Σ_b g_bj h_b      v_i += Σ_j g_bj u_j
 *
 * The means of some windows that follow each other, a batch, share their negatives: their scores are a small product of
 * matrices, and a negative's row is fetched once for all of them. All of a batch is computed from the rows as they were.
 */
import { columns, multiplyAdd, scoresOfThreePairs } from "./blocks";
import { computeScores, offset, row } from "./rows";
import { computeSlopes, slopesOfFour } from "./slopes";
import { outsideRow, rowBytes, writeContext, zeroRow } from "./windows";

/** The means of a batch, and what moves each, shape (windows of a batch, d). */
export let mean: usize = 0;
export let moved: usize = 0;
/** Addresses of the means, u32, and of `zeroRow` up to a multiple of three. */
export let meanRows: usize = 0;

/** Of the batch that was read: how many windows. */
export let count: i32 = 0;
/** Its windows, each the number of its words and the addresses of their rows of V, u32. */
let windows: usize = 0;
/** Addresses of the centres' rows of U, u32, in threes. */
let centres: usize = 0;
/** Addresses of the negatives' rows of U, u32, in threes. */
export let negatives: usize = 0;
/** Slopes of the centres with their own means, three in four places. */
let centreSlopes: usize = 0;
/** Slopes of the negatives: four places for three, a mean after the other. */
let slopes: usize = 0;
/** Where the memory behind the batch begins. */
export let behind: usize = 0;

/**
 * Writes a batch, and reads it: the number of its windows, u32; `windows`; `centres`; `negatives`; up to a multiple of 16
 * bytes; `centreSlopes`; `slopes`.
 *
 * @param p     position of its first centre
 * @param many  centres
 * @param size  words of the sentence
 * @param drawn addresses of the negatives
 */
export function writeBatch(at: usize, p: i32, many: i32, size: i32, drawn: usize, groups: i32): void {
  store<u32>(at, many);
  let to = at + 4;
  for (let b = 0; b < many; ++b) {
    const m = writeContext(p + b, size, to + 4);
    store<u32>(to, m);
    to += (usize(m) + 1) << 2;
  }
  for (let b = 0; b < many; ++b) store<u32>(to + (usize(b) << 2), outsideRow(p + b));
  for (let b = many; b % 3 != 0; ++b) store<u32>(to + (usize(b) << 2), u32(zeroRow));
  memory.copy(to + usize(inThrees(many)) * 12, drawn, usize(groups) * 12);
  readBatch(at, groups);
}

/** Reads a batch; `count` is 0 behind the last. */
export function readBatch(at: usize, groups: i32): void {
  count = load<i32>(at);
  windows = at + 4;
  centres = windows;
  for (let b = 0; b < count; ++b) {
    centres += (usize(load<u32>(centres)) + 1) << 2;
    store<u32>(meanRows + (usize(b) << 2), u32(mean + usize(b) * rowBytes));
  }
  for (let b = count; b % 3 != 0; ++b) store<u32>(meanRows + (usize(b) << 2), u32(zeroRow));
  negatives = centres + usize(inThrees(count)) * 12;
  centreSlopes = (negatives + usize(groups) * 12 + 15) & ~15;
  slopes = centreSlopes + (usize(inThrees(count)) << 4);
  behind = slopes + (usize(count * groups) << 4);
}

function inThrees(many: i32): i32 {
  return (many + 2) / 3;
}

/** Computes the means of the batch, in the columns that are worked on. */
export function computeMeans(): void {
  let window = windows;
  for (let b = 0; b < count; ++b) {
    const m = load<i32>(window);
    computeMean(window + 4, m, row(meanRows, b));
    window += (usize(m) + 1) << 2;
  }
}

/** Writes the mean of some rows of V, in the columns that are worked on. */
export function computeMean(v: usize, m: i32, into: usize): void {
  const share = f32x4.splat(f32(1) / f32(m));
  const end = v + (usize(m) << 2);
  let at = offset;
  let c = columns;
  for (; c >= 4; c -= 4) {
    let a0 = f32x4.splat(0);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    for (let i = v; i < end; i += 4) {
      const from = usize(load<u32>(i)) + at;
      a0 = f32x4.add(a0, v128.load(from));
      a1 = f32x4.add(a1, v128.load(from, 16));
      a2 = f32x4.add(a2, v128.load(from, 32));
      a3 = f32x4.add(a3, v128.load(from, 48));
    }
    v128.store(into, f32x4.mul(a0, share));
    v128.store(into, f32x4.mul(a1, share), 16);
    v128.store(into, f32x4.mul(a2, share), 32);
    v128.store(into, f32x4.mul(a3, share), 48);
    into += 64;
    at += 64;
  }
  for (; c > 0; --c) {
    let a = f32x4.splat(0);
    for (let i = v; i < end; i += 4) a = f32x4.add(a, v128.load(usize(load<u32>(i)) + at));
    v128.store(into, f32x4.mul(a, share));
    into += 16;
    at += 16;
  }
}

/** Computes the scores of the centres, and those of the means with some groups of negatives, in place of their slopes. */
export function computeBatchScores(first: i32, groups: i32): void {
  if (first == 0) {
    for (let b = 0; b < count; b += 3)
      scoresOfThreePairs(
        row(meanRows, b),
        row(meanRows, b + 1),
        row(meanRows, b + 2),
        row(centres, b),
        row(centres, b + 1),
        row(centres, b + 2),
        centreSlopes + (usize(b / 3) << 4),
      );
  }
  computeScores(meanRows, count, negatives + usize(first) * 12, slopes, groups);
}

/** Turns the scores into slopes. A negative that is a window's own centre does not count there. */
export function computeBatchSlopes(first: i32, groups: i32, weights: usize, rate: f32): void {
  if (first == 0) {
    const most = f32x4.splat(rate);
    const label = f32x4.splat(1);
    for (let b = 0; b < inThrees(count); ++b) {
      const at = centreSlopes + (usize(b) << 4);
      v128.store(at, slopesOfFour(v128.load(at), label, most));
    }
  }
  computeSlopes(slopes, count, weights + (usize(first) << 4), groups, rate, false);
  let at = slopes;
  for (let b = 0; b < count; ++b) {
    const centre = i32x4.splat(load<i32>(centres + (usize(b) << 2)));
    for (let j = first; j < first + groups; ++j) {
      const others = i32x4.ne(v128.load(negatives + usize(j) * 12), centre);
      v128.store(at, v128.and(v128.load(at), others));
      at += 16;
    }
  }
}

/** Moves the centres, some groups of negatives, and the words by what moves their means. */
export function moveBatch(first: i32, groups: i32): void {
  for (let b = 0; b < count; ++b) {
    const to = moved + usize(b) * rowBytes + offset;
    if (first == 0) moveCentre(row(meanRows, b), to, row(centres, b), centreSlopes + (usize(b + b / 3) << 2));
    else zeroColumns(to);
  }
  const step = usize(groups) << 4;
  for (let j = 0; j < groups; ++j) {
    const t = negatives + usize(first + j) * 12;
    const u0 = row(t, 0);
    const u1 = row(t, 1);
    const u2 = row(t, 2);
    let g = slopes + (usize(j) << 4);
    let h = mean + offset;
    let to = moved + offset;
    let b = count;
    for (; b >= 2; b -= 2) {
      moveTwoMeans(h, h + rowBytes, to, to + rowBytes, u0, u1, u2, g, step);
      g += 2 * step;
      h += 2 * rowBytes;
      to += 2 * rowBytes;
    }
    if (b > 0) moveOneMean(h, to, u0, u1, u2, g);
  }
  let window = windows;
  for (let b = 0; b < count; ++b) {
    const m = load<i32>(window);
    moveWords(window + 4, m, moved + usize(b) * rowBytes + offset);
    window += (usize(m) + 1) << 2;
  }
}

export function zeroColumns(at: usize): void {
  memory.fill(at, 0, usize(columns) << 4);
}

/** to = g u and u += g h. */
function moveCentre(h: usize, to: usize, u: usize, g: usize): void {
  const slope = v128.load32_splat(g);
  for (let c = columns; c > 0; --c) {
    const y = v128.load(u);
    v128.store(to, f32x4.mul(slope, y));
    v128.store(u, multiplyAdd(slope, v128.load(h), y));
    u += 16;
    h += 16;
    to += 16;
  }
}

/** to_b += Σ_j g_bj u_j and u_j += Σ_b g_bj h_b, of two means and three negatives as they were. */
function moveTwoMeans(
  h0: usize,
  h1: usize,
  to0: usize,
  to1: usize,
  u0: usize,
  u1: usize,
  u2: usize,
  g: usize,
  step: usize,
): void {
  const g00 = v128.load32_splat(g, 0);
  const g01 = v128.load32_splat(g, 4);
  const g02 = v128.load32_splat(g, 8);
  const g10 = v128.load32_splat(g + step, 0);
  const g11 = v128.load32_splat(g + step, 4);
  const g12 = v128.load32_splat(g + step, 8);
  for (let c = columns; c > 0; --c) {
    const y0 = v128.load(u0);
    const y1 = v128.load(u1);
    const y2 = v128.load(u2);
    const x0 = v128.load(h0);
    const x1 = v128.load(h1);
    v128.store(to0, multiplyAdd(g02, y2, multiplyAdd(g01, y1, multiplyAdd(g00, y0, v128.load(to0)))));
    v128.store(to1, multiplyAdd(g12, y2, multiplyAdd(g11, y1, multiplyAdd(g10, y0, v128.load(to1)))));
    v128.store(u0, multiplyAdd(g10, x1, multiplyAdd(g00, x0, y0)));
    v128.store(u1, multiplyAdd(g11, x1, multiplyAdd(g01, x0, y1)));
    v128.store(u2, multiplyAdd(g12, x1, multiplyAdd(g02, x0, y2)));
    h0 += 16;
    h1 += 16;
    to0 += 16;
    to1 += 16;
    u0 += 16;
    u1 += 16;
    u2 += 16;
  }
}

/** The same for one mean. */
export function moveOneMean(h: usize, to: usize, u0: usize, u1: usize, u2: usize, g: usize): void {
  const g0 = v128.load32_splat(g, 0);
  const g1 = v128.load32_splat(g, 4);
  const g2 = v128.load32_splat(g, 8);
  for (let c = columns; c > 0; --c) {
    const y0 = v128.load(u0);
    const y1 = v128.load(u1);
    const y2 = v128.load(u2);
    const x = v128.load(h);
    v128.store(to, multiplyAdd(g2, y2, multiplyAdd(g1, y1, multiplyAdd(g0, y0, v128.load(to)))));
    v128.store(u0, multiplyAdd(g0, x, y0));
    v128.store(u1, multiplyAdd(g1, x, y1));
    v128.store(u2, multiplyAdd(g2, x, y2));
    u0 += 16;
    u1 += 16;
    u2 += 16;
    h += 16;
    to += 16;
  }
}

/** Adds a row to some rows of V, in the columns that are worked on. */
export function moveWords(v: usize, m: i32, from: usize): void {
  const end = v + (usize(m) << 2);
  let at = offset;
  let c = columns;
  for (; c >= 4; c -= 4) {
    const a0 = v128.load(from);
    const a1 = v128.load(from, 16);
    const a2 = v128.load(from, 32);
    const a3 = v128.load(from, 48);
    for (let i = v; i < end; i += 4) {
      const to = usize(load<u32>(i)) + at;
      v128.store(to, f32x4.add(v128.load(to), a0));
      v128.store(to, f32x4.add(v128.load(to, 16), a1), 16);
      v128.store(to, f32x4.add(v128.load(to, 32), a2), 32);
      v128.store(to, f32x4.add(v128.load(to, 48), a3), 48);
    }
    from += 64;
    at += 64;
  }
  for (; c > 0; --c) {
    const a = v128.load(from);
    for (let i = v; i < end; i += 4) {
      const to = usize(load<u32>(i)) + at;
      v128.store(to, f32x4.add(v128.load(to), a));
    }
    from += 16;
    at += 16;
  }
}

/** Keeps the scores of the batch's first window, with its centre alone in the first three targets. */
export function keepScores(weights: usize, groups: i32, scores: usize, kept: usize): void {
  v128.store(scores, f32x4(load<f32>(centreSlopes), 0, 0, 0));
  v128.store(kept, f32x4(1, 0, 0, 0));
  const centre = i32x4.splat(load<i32>(centres));
  for (let j = 0; j < groups; ++j) {
    const at = usize(j) << 4;
    const others = i32x4.ne(v128.load(negatives + usize(j) * 12), centre);
    v128.store(scores + 16 + at, v128.load(slopes + at));
    v128.store(kept + 16 + at, v128.and(v128.load(weights + at), others));
  }
}
