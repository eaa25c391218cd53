/**
 * Naive softmax of four windows at a time, in doubles: the arithmetic of src/training/assignment/softmax-step.ts, which
 * lays out the memory. A matrix has a row for each dimension and a column for each of n words, so that two
 * words stand side by side in a register; n is a multiple of 4, and addresses are of 16 bytes.
 */
import { exponential } from "./exponential";

const bytes: usize = 8; // of a double

/** Words whose errors for four windows fit in the first cache: 16 kB. */
const tile: usize = 512;

/**
 * Scores of every word for four centre words: z_gw = u_w · v_g.
 *
 * @param U outside vectors, shape (d, n)
 * @param v centre vectors, shape (4, d)
 * @param z scores, shape (4, n)
 */
export function scores(U: usize, v: usize, z: usize, n: usize, d: usize): void {
  const row = n * bytes;
  const end = d * bytes;
  for (let w: usize = 0; w < row; w += 4 * bytes) {
    let a0 = f64x2.splat(0);
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    let b0 = a0; // words w + 2 and w + 3
    let b1 = a0;
    let b2 = a0;
    let b3 = a0;
    let u = U + w;
    for (let i: usize = 0; i < end; i += bytes) {
      const ua = v128.load(u);
      const ub = v128.load(u, 16);
      let vi = v128.load64_splat(v + i);
      a0 = f64x2.add(a0, f64x2.mul(ua, vi));
      b0 = f64x2.add(b0, f64x2.mul(ub, vi));
      vi = v128.load64_splat(v + end + i);
      a1 = f64x2.add(a1, f64x2.mul(ua, vi));
      b1 = f64x2.add(b1, f64x2.mul(ub, vi));
      vi = v128.load64_splat(v + 2 * end + i);
      a2 = f64x2.add(a2, f64x2.mul(ua, vi));
      b2 = f64x2.add(b2, f64x2.mul(ub, vi));
      vi = v128.load64_splat(v + 3 * end + i);
      a3 = f64x2.add(a3, f64x2.mul(ua, vi));
      b3 = f64x2.add(b3, f64x2.mul(ub, vi));
      u += row;
    }
    storePair(z + w, a0, b0);
    storePair(z + row + w, a1, b1);
    storePair(z + 2 * row + w, a2, b2);
    storePair(z + 3 * row + w, a3, b3);
  }
}

/**
 * Softmax of one window's scores, in place and times its size: z_w becomes size · exp(z_w − largest) / sum.
 *
 * @param z      scores, shape (n); those from `vocabularySize` on stand for no word and become 0
 * @param result where the largest score and the sum of the exponentials are written
 */
export function softmax(z: usize, vocabularySize: usize, n: usize, size: f64, result: usize): void {
  const end = z + n * bytes;
  for (let at = z + vocabularySize * bytes; at < end; at += bytes) store<f64>(at, -Infinity);
  const largest = maximum(z, end);
  const shift = f64x2.splat(largest);
  let sums = f64x2.splat(0);
  for (let at = z; at < end; at += 16) {
    const e = exponential(f64x2.sub(v128.load(at), shift));
    v128.store(at, e);
    sums = f64x2.add(sums, e);
  }
  const sum = sumOfLanes(sums);
  const factor = f64x2.splat(size / sum);
  for (let at = z; at < end; at += 16) v128.store(at, f64x2.mul(v128.load(at), factor));
  store<f64>(result, largest);
  store<f64>(result, sum, 8);
}

/**
 * Adds up the gradients of four windows: dU += Σ_g v_g δ_gᵀ, and dv_g = U δ_g.
 *
 * @param U     outside vectors, shape (d, n)
 * @param v     centre vectors, shape (4, d)
 * @param delta errors, shape (4, n)
 * @param dU    shape (d, n)
 * @param dv    shape (4, d)
 */
export function gradients(U: usize, v: usize, delta: usize, dU: usize, dv: usize, n: usize, d: usize): void {
  const row = n * bytes;
  memory.fill(dv, 0, 4 * d * bytes);
  for (let from: usize = 0; from < row; from += tile * bytes) {
    const to = min<usize>(from + tile * bytes, row);
    for (let i: usize = 0; i < d; i++) {
      tileGradient(U + i * row, v + i * bytes, d * bytes, delta, row, dU + i * row, dv + i * bytes, from, to);
    }
  }
}

/** `gradients` of one dimension, for the words from `from` to `to` (in bytes). */
function tileGradient(
  u: usize,
  v: usize,
  vRow: usize,
  delta: usize,
  row: usize,
  du: usize,
  dv: usize,
  from: usize,
  to: usize,
): void {
  const v0 = v128.load64_splat(v);
  const v1 = v128.load64_splat(v + vRow);
  const v2 = v128.load64_splat(v + 2 * vRow);
  const v3 = v128.load64_splat(v + 3 * vRow);
  let sum0 = f64x2.splat(0);
  let sum1 = sum0;
  let sum2 = sum0;
  let sum3 = sum0;
  for (let w = from; w < to; w += 16) {
    const uw = v128.load(u + w);
    let sum = v128.load(du + w);
    let error = v128.load(delta + w);
    sum = f64x2.add(sum, f64x2.mul(error, v0));
    sum0 = f64x2.add(sum0, f64x2.mul(error, uw));
    error = v128.load(delta + row + w);
    sum = f64x2.add(sum, f64x2.mul(error, v1));
    sum1 = f64x2.add(sum1, f64x2.mul(error, uw));
    error = v128.load(delta + 2 * row + w);
    sum = f64x2.add(sum, f64x2.mul(error, v2));
    sum2 = f64x2.add(sum2, f64x2.mul(error, uw));
    error = v128.load(delta + 3 * row + w);
    sum = f64x2.add(sum, f64x2.mul(error, v3));
    sum3 = f64x2.add(sum3, f64x2.mul(error, uw));
    v128.store(du + w, sum);
  }
  addTo(dv, sumOfLanes(sum0));
  addTo(dv + vRow, sumOfLanes(sum1));
  addTo(dv + 2 * vRow, sumOfLanes(sum2));
  addTo(dv + 3 * vRow, sumOfLanes(sum3));
}

/** The largest of the doubles from `at` to `end`; NaN is passed over, and found by the sum. */
function maximum(at: usize, end: usize): f64 {
  let a = f64x2.splat(-Infinity);
  let b = a;
  for (; at < end; at += 4 * bytes) {
    a = f64x2.pmax(a, v128.load(at));
    b = f64x2.pmax(b, v128.load(at, 16));
  }
  a = f64x2.pmax(a, b);
  return max(f64x2.extract_lane(a, 0), f64x2.extract_lane(a, 1));
}

function storePair(at: usize, a: v128, b: v128): void {
  v128.store(at, a);
  v128.store(at, b, 16);
}

function addTo(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value);
}

function sumOfLanes(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}
