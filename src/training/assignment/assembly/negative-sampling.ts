/**
 * Negative sampling, in doubles, two dimensions at a time: the arithmetic of
 * src/training/assignment/negative-sampling-step.ts, which lays out the memory. A pair has `targets` words: the observed
 * one, then its negatives. Targets and centres are given as the bytes from U or V to where their rows begin.
 */
import { exponential } from "./exponential";

const bytes: usize = 8; // of a double

let U: usize = 0;
let V: usize = 0;
let d: usize = 0;
let targets: usize = 0;
let centres: usize = 0;
let rows: usize = 0;
let slopes: usize = 0;
let dV: usize = 0;
let mostScore: f64 = 0;

/** Slopes of a pair, with one more where the targets are odd. */
let stride: usize = 0;

/**
 * Says where everything is, once and for all.
 *
 * @param u       outside vectors, shape (n, d)
 * @param v       centre vectors, shape (n, d)
 * @param size    dimensions, d
 * @param count   targets of a pair
 * @param centre  rows of V, of each pair, shape (pairs)
 * @param target  rows of U, of each pair, shape (pairs, targets)
 * @param slope   where ∂J/∂(u_w · v_c) is written, shape (pairs, targets + 1), or one less if that is even
 * @param dv      where ∂J/∂v_c of each pair is written, shape (pairs, d)
 * @param most    a target whose score is this large, of whichever sign, moves nothing
 */
export function locate(
  u: usize,
  v: usize,
  size: usize,
  count: usize,
  centre: usize,
  target: usize,
  slope: usize,
  dv: usize,
  most: f64,
): void {
  U = u;
  V = v;
  d = size;
  targets = count;
  centres = centre;
  rows = target;
  slopes = slope;
  dV = dv;
  mostScore = most;
  stride = (count + (count & 1)) * bytes;
}

/**
 * Computes the losses and the gradients of pairs; U and V stay as they are.
 *
 * @param losses two numbers a and b for each pair, J = a + log(1 + b)
 */
export function computeLossAndGradients(pairs: usize, losses: usize): void {
  for (let pair: usize = 0; pair < pairs; pair++) {
    const v = V + entry(centres, pair);
    const own = rows + pair * targets * 4;
    const slope = slopes + pair * stride;
    const gradient = dV + pair * d * bytes;
    store<f64>(slope + stride - bytes, -Infinity); // where the targets are odd: one more, without cost
    for (let k: usize = 0; k < targets; k++) {
      const score = dot(U + entry(own, k), v);
      store<f64>(slope + k * bytes, k == 0 ? -score : score);
    }
    addLosses(slope, losses + 2 * pair * bytes);
    store<f64>(slope, -load<f64>(slope)); // the observed word's score was negated
    memory.fill(gradient, 0, d * bytes);
    for (let k: usize = 0; k < targets; k++) {
      addScaled(gradient, load<f64>(slope + k * bytes), U + entry(own, k));
    }
  }
}

/**
 * A step down the gradients of pairs that were computed: u_w −= factor · slope · v_c for each target,
 * then v_c −= factor · ∂J/∂v_c.
 */
export function descend(pairs: usize, factor: f64): void {
  for (let pair: usize = 0; pair < pairs; pair++) {
    const v = V + entry(centres, pair);
    const own = rows + pair * targets * 4;
    const slope = slopes + pair * stride;
    for (let k: usize = 0; k < targets; k++) {
      addScaled(U + entry(own, k), -factor * load<f64>(slope + k * bytes), v);
    }
  }
  for (let pair: usize = 0; pair < pairs; pair++) {
    addScaled(V + entry(centres, pair), -factor, dV + pair * d * bytes);
  }
}

/** Entry i of a list of rows. */
function entry(list: usize, i: usize): usize {
  return <usize>load<u32>(list + i * 4);
}

/** u · v. */
function dot(u: usize, v: usize): f64 {
  let sums = f64x2.splat(0);
  const end = u + (d & ~1) * bytes;
  for (; u < end; u += 16) {
    sums = f64x2.add(sums, f64x2.mul(v128.load(u), v128.load(v)));
    v += 16;
  }
  const sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  return d & 1 ? sum + load<f64>(u) * load<f64>(v) : sum;
}

/** y += factor x. */
function addScaled(y: usize, factor: f64, x: usize): void {
  const factors = f64x2.splat(factor);
  const end = y + (d & ~1) * bytes;
  for (; y < end; y += 16) {
    v128.store(y, f64x2.add(v128.load(y), f64x2.mul(factors, v128.load(x))));
    x += 16;
  }
  if (d & 1) store<f64>(y, load<f64>(y) + factor * load<f64>(x));
}

/**
 * Replaces each score s of a pair by σ(s), or by 0 where |s| is too large, and adds up their losses, Σ log(1 + exp(s)) = a + log(1 + b):
 *
 *     a = Σ max(s, 0)        1 + b = Π (1 + exp(−|s|))
 *
 * so that one logarithm serves a pair. The product of at most 1,001 factors up to 2 is finite.
 */
function addLosses(scores: usize, loss: usize): void {
  const one = f64x2.splat(1);
  const most = f64x2.splat(mostScore);
  let a = f64x2.splat(0);
  let b = a;
  const end = scores + stride;
  for (let at = scores; at < end; at += 16) {
    const s = v128.load(at);
    const e = exponential(f64x2.neg(f64x2.abs(s)));
    const positive = f64x2.ge(s, f64x2.splat(0));
    const counts = f64x2.lt(f64x2.abs(s), most);
    v128.store(at, v128.and(f64x2.div(v128.bitselect(one, e, positive), f64x2.add(one, e)), counts));
    a = f64x2.add(a, v128.and(s, positive));
    b = f64x2.add(b, f64x2.add(e, f64x2.mul(e, b)));
  }
  const even = f64x2.extract_lane(b, 0);
  const odd = f64x2.extract_lane(b, 1);
  store<f64>(loss, f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1));
  store<f64>(loss, even + odd + even * odd, bytes);
}
