/* Products of some rows of V, or means of them, with some rows of U: their scores, and the moves that follow. */
import { scores1x3, scores2x3, scores3x3, update1x3, update2x3 } from "./blocks";

/** How far into a row the columns lie that are worked on, in bytes. */
export let offset: usize = 0;

export function setOffset(bytes: usize): void {
  offset = bytes;
}

/** The place of a row of a list in which the work begins. @param addresses u32 */
export function row(addresses: usize, i: i32): usize {
  return usize(load<u32>(addresses + (usize(i) << 2))) + offset;
}

/** Writes v_i · u_j of some words and targets, as `slopes` has them. */
export function computeScores(v: usize, m: i32, t: usize, into: usize, groups: i32): void {
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

/** Moves words and targets by their slopes, which lie as `computeScores` writes scores. */
export function moveRows(v: usize, m: i32, t: usize, g: usize, groups: i32): void {
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
