/*
 * The window of the continuous bag of words (Mikolov et al., 2013, "Efficient Estimation of Word Representations in Vector
 * Space"), as gensim has it with cbow_mean = 1: the mean of the words beside a centre meets the centre and its negatives,
 * and what would move the mean moves each of the words.
 *
 *     h = Σ_i v_i / m      h, v_i rows of V's columns      u_j += g_j h      v_i += Σ_j g_j u_j, of the u_j as they were
 */
import { columns, multiplyAdd, scores1x3 } from "./blocks";

/** A row for the mean h, and one for what moves it. */
export let mean: usize = 0;
export let moved: usize = 0;

/**
 * Writes the mean of some rows.
 *
 * @param v      their addresses, u32
 * @param m      how many
 * @param offset of the first column that is worked on, in bytes
 */
export function computeMean(v: usize, m: i32, offset: usize): void {
  const share = f32x4.splat(f32(1) / f32(m));
  let c = columns;
  let at = offset;
  for (; c >= 4; c -= 4) {
    let a = f32x4.splat(0);
    let b = a;
    let d = a;
    let e = a;
    for (let i = 0; i < m; ++i) {
      const row = usize(load<u32>(v + (usize(i) << 2))) + at;
      a = f32x4.add(a, v128.load(row));
      b = f32x4.add(b, v128.load(row, 16));
      d = f32x4.add(d, v128.load(row, 32));
      e = f32x4.add(e, v128.load(row, 48));
    }
    const into = mean + at;
    v128.store(into, f32x4.mul(a, share));
    v128.store(into, f32x4.mul(b, share), 16);
    v128.store(into, f32x4.mul(d, share), 32);
    v128.store(into, f32x4.mul(e, share), 48);
    at += 64;
  }
  for (; c > 0; --c) {
    let a = f32x4.splat(0);
    for (let i = 0; i < m; ++i) a = f32x4.add(a, v128.load(usize(load<u32>(v + (usize(i) << 2))) + at));
    v128.store(mean + at, f32x4.mul(a, share));
    at += 16;
  }
}

/** Writes h · u_j, four places for three targets. */
export function scoreMean(t: usize, into: usize, groups: i32): void {
  for (let j = 0; j < groups; ++j)
    scores1x3(mean, target(t, j, 0), target(t, j, 1), target(t, j, 2), into + (usize(j) << 4));
}

function target(t: usize, j: i32, k: i32): usize {
  return usize(load<u32>(t + (usize(3 * j + k) << 2)));
}

/** Moves the targets along the mean, and the words by what moves the mean. @param g slopes, as `scoreMean` has scores */
export function moveMean(v: usize, m: i32, t: usize, g: usize, groups: i32, offset: usize): void {
  memory.fill(moved + offset, 0, usize(columns) << 4);
  for (let j = 0; j < groups; ++j)
    moveThree(
      target(t, j, 0) + offset,
      target(t, j, 1) + offset,
      target(t, j, 2) + offset,
      g + (usize(j) << 4),
      offset,
    );
  for (let i = 0; i < m; ++i) {
    let row = usize(load<u32>(v + (usize(i) << 2))) + offset;
    let from = moved + offset;
    for (let c = columns; c > 0; --c) {
      v128.store(row, f32x4.add(v128.load(row), v128.load(from)));
      row += 16;
      from += 16;
    }
  }
}

function moveThree(u0: usize, u1: usize, u2: usize, g: usize, offset: usize): void {
  const g0 = v128.load32_splat(g, 0);
  const g1 = v128.load32_splat(g, 4);
  const g2 = v128.load32_splat(g, 8);
  let h = mean + offset;
  let to = moved + offset;
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
