/* How many updates are computed together, from rows as they were before all of them. */
import { columns, multiplyAdd } from "./blocks";
import { kept, outsideRow } from "./windows";

/**
 * How far a row is moved by updates that are computed together, in updates times the step size. More of them see what
 * those before them did: too many updates from the same rows overshoot, and the vectors grow without end.
 */
export const mostTogether: f32 = 0.5;

/** How far the windows of a batch move a mean together: `mostMoved` of layout.ts, for steps that are shorter later. */
export const mostMovedMean: f32 = 2.5;

/** Rows of a sentence that are measured: of a longer one some that lie evenly in it. */
const mostMeasured = 512;

/**
 * How far a row can be moved together along rows as long as those of the sentence. A move of η g v changes the score with
 * v by η g |v|², and g changes by a fourth of that at most, so that one of 8 / |v|² or more would overshoot. This is half
 * of it:
 *
 *     alongV = 4 / mean |v|²      alongU = 4 / mean |u|²
 */
export let alongV: f32 = Infinity;
export let alongU: f32 = Infinity;

/** Measures the rows of V and U of the kept words of a sentence. */
export function measureRows(size: i32): void {
  const step = 1 + size / mostMeasured;
  let ofV = f32x4.splat(0);
  let ofU = f32x4.splat(0);
  let measured: f32 = 0;
  for (let q = 0; q < size; q += step) {
    let v = usize(load<u32>(kept + (usize(q) << 2)));
    let u = usize(outsideRow(q));
    for (let c = columns; c > 0; --c) {
      const x = v128.load(v);
      const y = v128.load(u);
      ofV = multiplyAdd(x, x, ofV);
      ofU = multiplyAdd(y, y, ofU);
      v += 16;
      u += 16;
    }
    measured += 1;
  }
  alongV = (<f32>4 * measured) / sum(ofV);
  alongU = (<f32>4 * measured) / sum(ofU);
}

function sum(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3)
  );
}

/** A whole number from 1 to `most`, at most `limit` where that is 1 or more. */
export function atMost(limit: f32, most: i32): i32 {
  return limit >= f32(most) ? most : max(1, i32(limit));
}
