/*
 * The windows of a sentence: its centre with the negatives, and the words beside it. The memory is laid out by
 * src/training/fast/layout.ts.
 */
import { below, drawWord } from "./draws";

export let V: usize = 0;
export let U: usize = 0;
export let rowBytes: usize = 0;
/** A row of zeros: fills up the last three targets, with weight 0. */
export let zeroRow: usize = 0;
/** The kept words of a sentence: addresses of their rows of V; after them those of a window. */
export let kept: usize = 0;
export let window: i32 = 0;
/** How many negatives are drawn for a window. */
export let draws: i32 = 0;
/** How much a draw counts. */
export let drawWeight: f32 = 1;
/** Places of a table of the targets that were drawn already, i32; 0 where there are too few for one. */
export let seen: usize = 0;
/** How many places, a power of two. */
export let seenPlaces: i32 = 0;
/** Keeps the compiler from leaving out what is read ahead. */
export let readAhead: i32 = 0;

/** The address of the row of U of a kept word. */
export function outsideRow(position: i32): u32 {
  return load<u32>(kept + (usize(position) << 2)) - u32(V) + u32(U);
}

/** The centre, then the negatives without it; a word that is drawn again counts once more. */
export function drawTargets(position: i32, t: usize, w: usize, groups: i32): void {
  const centre = outsideRow(position);
  store<u32>(t, centre);
  store<f32>(w, 1);
  drawNegatives(centre, 1, t, w, groups);
}

/**
 * Draws negatives; a word that is drawn again counts once more.
 *
 * @param centre a row that is left out, or 0
 * @param size   how many targets are there already, which are no negatives
 * @param t      targets, up to a multiple of three
 * @param w      their weights, three in four places
 */
export function drawNegatives(centre: u32, size: i32, t: usize, w: usize, groups: i32): void {
  const first = size;
  if (seenPlaces > 0) memory.fill(seen, 0, usize(seenPlaces) << 2);
  for (let k = 0; k < draws; ++k) {
    const row = u32(U) + u32(drawWord()) * u32(rowBytes);
    if (row == centre) continue;
    const j = find(row, t, first, size);
    const weight = w + (usize(j + j / 3) << 2);
    store<f32>(weight, j < size ? load<f32>(weight) + drawWeight : drawWeight);
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

/**
 * Where a row is among the targets from `first` on; `size` if it is not there, which it then will be. Many negatives are
 * looked up in a table by a hash of the row (Knuth, 1998, volume 3, section 6.4), whose places hold 1 + j, or 0.
 */
function find(row: u32, t: usize, first: i32, size: i32): i32 {
  if (seenPlaces == 0) {
    let j = first;
    while (j < size && load<u32>(t + (usize(j) << 2)) != row) ++j;
    return j;
  }
  const mask = u32(seenPlaces - 1);
  let place = (((row >> 4) * <u32>0x9e3779b1) >> 7) & mask;
  let next = load<i32>(seen + (usize(place) << 2));
  while (next != 0 && load<u32>(t + (usize(next - 1) << 2)) != row) {
    place = (place + 1) & mask;
    next = load<i32>(seen + (usize(place) << 2));
  }
  if (next != 0) return next - 1;
  store<i32>(seen + (usize(place) << 2), size + 1);
  return size;
}

/** Reads a number of each cache line of some rows, a window before they are needed: WebAssembly has no prefetch. */
export function touchRows(rows: usize, count: i32): void {
  let seen = 0;
  for (let j = 0; j < count; ++j) {
    const row = usize(load<u32>(rows + (usize(j) << 2)));
    for (let at = row; at < row + rowBytes; at += 64) seen |= load<i32>(at);
  }
  readAhead = seen;
}

/** The same for the rows of U of some centres. */
export function touchCentres(p: i32, end: i32): void {
  let seen = 0;
  for (; p < end; ++p) {
    const row = usize(outsideRow(p));
    for (let at = row; at < row + rowBytes; at += 64) seen |= load<i32>(at);
  }
  readAhead = seen;
}

/** Writes the rows of V beside a position, up to a radius that is drawn; returns how many. */
export function writeContext(p: i32, size: i32, into: usize): i32 {
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
