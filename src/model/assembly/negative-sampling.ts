/**
 * Negative sampling, in doubles, two dimensions at a time: the arithmetic of src/model/negative-sampling-step.ts,
 * which lays out the memory. A pair has `targets` words: the observed one, then its negatives. Words and centres
 * are given as the bytes from U or V to where their rows begin.
 */
import { exponential } from "./exponential";

const bytes: usize = 8; // of a double

/**
 * Judges pairs; U and V stay as they are.
 *
 * @param U       outside vectors, shape (n, d)
 * @param V       centre vectors, shape (n, d)
 * @param d       dimensions
 * @param centres of each pair, shape (pairs)
 * @param words   of each pair, shape (pairs, targets)
 * @param slopes  where ∂J/∂(u_w · v_c) is written, shape (pairs, targets + 1), or one less if that is even
 * @param dV      where ∂J/∂v_c of each pair is written, shape (pairs, d)
 * @param losses  two numbers a and b a pair, J = a + log(1 + b)
 */
export function judge(
  U: usize,
  V: usize,
  d: usize,
  centres: usize,
  words: usize,
  pairs: usize,
  targets: usize,
  slopes: usize,
  dV: usize,
  losses: usize,
): void {
  const room = (targets + (targets & 1)) * bytes;
  for (let pair: usize = 0; pair < pairs; pair++) {
    const v = V + rowOf(centres, pair);
    store<f64>(slopes + room - bytes, -Infinity); // where targets are odd: a word that costs nothing
    for (let k: usize = 0; k < targets; k++) {
      const score = dot(U + rowOf(words, k), v, d);
      store<f64>(slopes + k * bytes, k == 0 ? -score : score);
    }
    cost(slopes, room, losses);
    store<f64>(slopes, -load<f64>(slopes)); // the observed word's score was turned round
    memory.fill(dV, 0, d * bytes);
    for (let k: usize = 0; k < targets; k++) {
      addScaled(dV, load<f64>(slopes + k * bytes), U + rowOf(words, k), d);
    }
    slopes += room;
    words += targets * 4;
    dV += d * bytes;
    losses += 2 * bytes;
  }
}

/**
 * A step of descent along the gradient of pairs that were judged: u_w −= factor · slope · v_c for each target,
 * then v_c −= factor · ∂J/∂v_c.
 */
export function descend(
  U: usize,
  V: usize,
  d: usize,
  centres: usize,
  words: usize,
  pairs: usize,
  targets: usize,
  slopes: usize,
  dV: usize,
  factor: f64,
): void {
  const room = (targets + (targets & 1)) * bytes;
  for (let pair: usize = 0; pair < pairs; pair++) {
    const v = V + rowOf(centres, pair);
    for (let k: usize = 0; k < targets; k++) {
      addScaled(U + rowOf(words, k), -factor * load<f64>(slopes + k * bytes), v, d);
    }
    slopes += room;
    words += targets * 4;
  }
  for (let pair: usize = 0; pair < pairs; pair++) {
    addScaled(V + rowOf(centres, pair), -factor, dV, d);
    dV += d * bytes;
  }
}

/** Entry i of a list of rows. */
function rowOf(list: usize, i: usize): usize {
  return <usize>load<u32>(list + i * 4);
}

/** u · v. */
function dot(u: usize, v: usize, d: usize): f64 {
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
function addScaled(y: usize, factor: f64, x: usize, d: usize): void {
  const factors = f64x2.splat(factor);
  const end = y + (d & ~1) * bytes;
  for (; y < end; y += 16) {
    v128.store(y, f64x2.add(v128.load(y), f64x2.mul(factors, v128.load(x))));
    x += 16;
  }
  if (d & 1) store<f64>(y, load<f64>(y) + factor * load<f64>(x));
}

/**
 * Replaces each score s by σ(s), and adds up what they cost, Σ log(1 + exp(s)) = a + log(1 + b):
 *
 *     a = Σ max(s, 0)        1 + b = Π (1 + exp(−|s|))
 *
 * so that one logarithm serves a pair. The product of at most 1,001 factors up to 2 is finite.
 */
function cost(scores: usize, room: usize, loss: usize): void {
  const one = f64x2.splat(1);
  let a = f64x2.splat(0);
  let b = a;
  const end = scores + room;
  for (let at = scores; at < end; at += 16) {
    const s = v128.load(at);
    const e = exponential(f64x2.neg(f64x2.abs(s)));
    const positive = f64x2.ge(s, f64x2.splat(0));
    v128.store(at, f64x2.div(v128.bitselect(one, e, positive), f64x2.add(one, e)));
    a = f64x2.add(a, v128.and(s, positive));
    b = f64x2.add(b, f64x2.add(e, f64x2.mul(e, b)));
  }
  const even = f64x2.extract_lane(b, 0);
  const odd = f64x2.extract_lane(b, 1);
  store<f64>(loss, f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1));
  store<f64>(loss, even + odd + even * odd, bytes);
}
