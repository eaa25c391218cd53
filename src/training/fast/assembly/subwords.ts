/*
 * The window of skip-gram with parts of words (Bojanowski et al., 2017, "Enriching Word Vectors with Subword Information"),
 * as fastText has it: the mean of the rows of the centre and of its parts meets the words beside it and their negatives,
 * and what would move the mean moves each of the rows.
 *
 *     h = Σ_i v_i / s      u_j += g_j h      v_i += Σ_j g_j u_j
 *
 * Words of a window share its negatives: each of these counts as often as there are words that it is none of.
 */
import { scores1x3 } from "./blocks";
import { computeMean, mean, moved, moveOneMean, moveWords, zeroColumns } from "./cbow";
import { offset, row } from "./rows";
import { slopesOfFour } from "./slopes";
import { rowBytes, U, V, zeroRow } from "./windows";

/** Of each word, u32: where its rows begin in `parts`, and behind the last word where they end, shape (n + 1). */
export let partsBegin: usize = 0;
/** Addresses of rows of V, u32: of each word its own, then those of its parts; 0 where words have no parts. */
export let parts: usize = 0;
/** How often each of the words beside the centre stands there, f32, three in four places. */
export let timesBeside: usize = 0;

/** The centre's rows: the first, and how many. */
let rows: usize = 0;
let size: i32 = 0;
/** Addresses of the targets' rows of U in threes: the words beside the centre, then the negatives. */
let targets: usize = 0;
/** The slopes of the targets, three in four places. */
let slopes: usize = 0;
/** Targets in threes: the words beside the centre, and all. */
let besideGroups: i32 = 0;
let allGroups: i32 = 0;
/** Where the memory behind the window begins. */
export let behindParts: usize = 0;

/**
 * Writes a window, and reads it: 1 and the threes of words beside the centre, u32; the centre; `targets`; up to a multiple
 * of 16 bytes; `slopes`.
 *
 * @param centre address of its row of V
 * @param beside addresses of rows of V of words beside it, u32
 * @param many   how many
 * @param drawn  addresses of the negatives
 */
export function writeParts(
  at: usize,
  centre: u32,
  beside: usize,
  many: i32,
  drawn: usize,
  groups: i32,
): void {
  store<u32>(at + 4, (centre - u32(V)) / u32(rowBytes));
  const to = at + 8;
  let found = 0;
  for (let i = 0; i < many; ++i) {
    const outside = load<u32>(beside + (usize(i) << 2)) - u32(V) + u32(U);
    let j = 0;
    while (j < found && load<u32>(to + (usize(j) << 2)) != outside) ++j;
    const times = timesBeside + (usize(j + j / 3) << 2);
    store<f32>(times, j < found ? load<f32>(times) + 1 : 1);
    store<u32>(to + (usize(j) << 2), outside);
    if (j == found) ++found;
  }
  store<u32>(at, (found + 2) / 3);
  for (; found % 3 != 0; ++found) {
    store<u32>(to + (usize(found) << 2), u32(zeroRow));
    store<f32>(timesBeside + (usize(found + found / 3) << 2), 0);
  }
  memory.copy(to + (usize(found) << 2), drawn, usize(groups) * 12);
  readParts(at, groups);
}

/** Reads a window; returns whether there was one. */
export function readParts(at: usize, groups: i32): bool {
  besideGroups = load<i32>(at);
  if (besideGroups == 0) return false; // what an earlier, longer list left behind its end is no word
  allGroups = besideGroups + groups;
  const begin = partsBegin + (usize(load<u32>(at + 4)) << 2);
  rows = parts + (usize(load<u32>(begin)) << 2);
  size = load<i32>(begin + 4) - load<i32>(begin);
  targets = at + 8;
  slopes = (targets + usize(allGroups) * 12 + 15) & ~15;
  behindParts = slopes + (usize(allGroups) << 4);
  return true;
}

/** Computes the mean of the centre's rows, in the columns that are worked on. */
export function computePartsMean(): void {
  computeMean(rows, size, mean + offset);
}

/** Computes the scores of all targets, in place of their slopes. */
export function computePartsScores(): void {
  for (let j = 0; j < allGroups; ++j) {
    const t = targets + usize(j) * 12;
    scores1x3(mean, row(t, 0), row(t, 1), row(t, 2), slopes + (usize(j) << 4));
  }
}

/**
 * Turns the scores into slopes.
 *
 * @param many    words beside the centre
 * @param weights how much each negative counts for one of these
 */
export function computePartsSlopes(many: i32, weights: usize, rate: f32): void {
  const most = f32x4.splat(max<f32>(rate, 1)); // a word that is drawn often moves at most as with a step size of 1
  const step = f32x4.splat(rate);
  const label = f32x4.splat(1);
  for (let j = 0; j < besideGroups; ++j) {
    const at = slopes + (usize(j) << 4);
    const weight = f32x4.min(most, f32x4.mul(step, v128.load(timesBeside + (usize(j) << 4))));
    v128.store(at, slopesOfFour(v128.load(at), label, weight));
  }
  for (let j = besideGroups; j < allGroups; ++j) {
    const at = slopes + (usize(j) << 4);
    const drawn = v128.load(weights + (usize(j - besideGroups) << 4));
    const weight = f32x4.min(most, f32x4.mul(step, f32x4.mul(drawn, countOthers(j, many))));
    v128.store(at, slopesOfFour(v128.load(at), f32x4.splat(0), weight));
  }
}

/** How many of the words beside the centre are others than each of three negatives. */
function countOthers(j: i32, many: i32): v128 {
  const negatives = v128.load(targets + usize(j) * 12);
  let others = f32x4.splat(f32(many));
  for (let i = 0; i < 3 * besideGroups; ++i) {
    const same = i32x4.eq(negatives, v128.load32_splat(targets + (usize(i) << 2)));
    const times = v128.load32_splat(timesBeside + (usize(i + i / 3) << 2));
    others = f32x4.sub(others, v128.and(same, times));
  }
  return others;
}

/** Moves the targets along the mean, and the centre's rows by what moves the mean. */
export function moveParts(): void {
  zeroColumns(moved + offset);
  for (let j = 0; j < allGroups; ++j) {
    const t = targets + usize(j) * 12;
    moveOneMean(mean + offset, moved + offset, row(t, 0), row(t, 1), row(t, 2), slopes + (usize(j) << 4));
  }
  moveWords(rows, size, moved + offset);
}

/** Keeps the scores of the first of the words beside the centre, alone in three places, and of its negatives. */
export function keepPartsScores(weights: usize, groups: i32, scores: usize, kept: usize): void {
  v128.store(scores, f32x4(load<f32>(slopes), 0, 0, 0));
  v128.store(kept, f32x4(1, 0, 0, 0));
  const first = v128.load32_splat(targets);
  for (let j = 0; j < groups; ++j) {
    const at = usize(j) << 4;
    const t = targets + usize(besideGroups + j) * 12;
    v128.store(scores + 16 + at, v128.load(slopes + (usize(besideGroups) << 4) + at));
    v128.store(kept + 16 + at, v128.and(v128.load(weights + at), i32x4.ne(v128.load(t), first)));
  }
}
