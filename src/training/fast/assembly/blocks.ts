/*
 * The two products of a window, in blocks of up to three rows of V and three of U that stay in registers: twelve
 * to fifteen of them, all that there are. Rows are read and written four numbers at a time.
 */

/** How many times four numbers of a row are worked on. */
export let columns: i32 = 0;

export function setColumns(count: i32): void {
  columns = count;
}

/** a · b + c in four lanes; with relaxed SIMD it is rounded once. */
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** The sums over the lanes of a, b and c, in the first three lanes. */
function sums(a: v128, b: v128, c: v128): v128 {
  const zero = f32x4.splat(0);
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const c0 = f32x4.add(v128.shuffle<f32>(c, zero, 0, 4, 1, 5), v128.shuffle<f32>(c, zero, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, c0, 0, 1, 4, 5), v128.shuffle<f32>(ab, c0, 2, 3, 6, 7));
}

/** Scores v_i · u_j of three rows of V and three of U; those of one v lie together, `step` bytes from the next. */
export function scores3x3(
  v0: usize,
  v1: usize,
  v2: usize,
  u0: usize,
  u1: usize,
  u2: usize,
  into: usize,
  step: usize,
): void {
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s02 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s12 = f32x4.splat(0);
  let s20 = f32x4.splat(0);
  let s21 = f32x4.splat(0);
  let s22 = f32x4.splat(0);
  for (let c = columns; c > 0; --c) {
    const y0 = v128.load(u0);
    const y1 = v128.load(u1);
    const y2 = v128.load(u2);
    const x0 = v128.load(v0);
    s00 = multiplyAdd(x0, y0, s00);
    s01 = multiplyAdd(x0, y1, s01);
    s02 = multiplyAdd(x0, y2, s02);
    const x1 = v128.load(v1);
    s10 = multiplyAdd(x1, y0, s10);
    s11 = multiplyAdd(x1, y1, s11);
    s12 = multiplyAdd(x1, y2, s12);
    const x2 = v128.load(v2);
    s20 = multiplyAdd(x2, y0, s20);
    s21 = multiplyAdd(x2, y1, s21);
    s22 = multiplyAdd(x2, y2, s22);
    v0 += 16;
    v1 += 16;
    v2 += 16;
    u0 += 16;
    u1 += 16;
    u2 += 16;
  }
  v128.store(into, sums(s00, s01, s02));
  v128.store(into + step, sums(s10, s11, s12));
  v128.store(into + 2 * step, sums(s20, s21, s22));
}

/** The same for two rows of V. */
export function scores2x3(
  v0: usize,
  v1: usize,
  u0: usize,
  u1: usize,
  u2: usize,
  into: usize,
  step: usize,
): void {
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s02 = f32x4.splat(0);
  let s10 = f32x4.splat(0);
  let s11 = f32x4.splat(0);
  let s12 = f32x4.splat(0);
  for (let c = columns; c > 0; --c) {
    const y0 = v128.load(u0);
    const y1 = v128.load(u1);
    const y2 = v128.load(u2);
    const x0 = v128.load(v0);
    s00 = multiplyAdd(x0, y0, s00);
    s01 = multiplyAdd(x0, y1, s01);
    s02 = multiplyAdd(x0, y2, s02);
    const x1 = v128.load(v1);
    s10 = multiplyAdd(x1, y0, s10);
    s11 = multiplyAdd(x1, y1, s11);
    s12 = multiplyAdd(x1, y2, s12);
    v0 += 16;
    v1 += 16;
    u0 += 16;
    u1 += 16;
    u2 += 16;
  }
  v128.store(into, sums(s00, s01, s02));
  v128.store(into + step, sums(s10, s11, s12));
}

/** The same for one row of V. */
export function scores1x3(v0: usize, u0: usize, u1: usize, u2: usize, into: usize): void {
  let s00 = f32x4.splat(0);
  let s01 = f32x4.splat(0);
  let s02 = f32x4.splat(0);
  for (let c = columns; c > 0; --c) {
    const y0 = v128.load(u0);
    const y1 = v128.load(u1);
    const y2 = v128.load(u2);
    const x0 = v128.load(v0);
    s00 = multiplyAdd(x0, y0, s00);
    s01 = multiplyAdd(x0, y1, s01);
    s02 = multiplyAdd(x0, y2, s02);
    v0 += 16;
    u0 += 16;
    u1 += 16;
    u2 += 16;
  }
  v128.store(into, sums(s00, s01, s02));
}

/** Scores v_i · u_i of three rows of V, or means, each with a row of U of its own. */
export function scoresOfThreePairs(
  v0: usize,
  v1: usize,
  v2: usize,
  u0: usize,
  u1: usize,
  u2: usize,
  into: usize,
): void {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  for (let c = columns; c > 0; --c) {
    s0 = multiplyAdd(v128.load(v0), v128.load(u0), s0);
    s1 = multiplyAdd(v128.load(v1), v128.load(u1), s1);
    s2 = multiplyAdd(v128.load(v2), v128.load(u2), s2);
    v0 += 16;
    v1 += 16;
    v2 += 16;
    u0 += 16;
    u1 += 16;
    u2 += 16;
  }
  v128.store(into, sums(s0, s1, s2));
}

/** Adds g_ij u_j to each of two v_i and g_ij v_i to each of three u_j, all from the rows as they were. */
export function update2x3(
  v0: usize,
  v1: usize,
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
    const x0 = v128.load(v0);
    const x1 = v128.load(v1);
    v128.store(v0, multiplyAdd(g02, y2, multiplyAdd(g01, y1, multiplyAdd(g00, y0, x0))));
    v128.store(v1, multiplyAdd(g12, y2, multiplyAdd(g11, y1, multiplyAdd(g10, y0, x1))));
    v128.store(u0, multiplyAdd(g10, x1, multiplyAdd(g00, x0, y0)));
    v128.store(u1, multiplyAdd(g11, x1, multiplyAdd(g01, x0, y1)));
    v128.store(u2, multiplyAdd(g12, x1, multiplyAdd(g02, x0, y2)));
    v0 += 16;
    v1 += 16;
    u0 += 16;
    u1 += 16;
    u2 += 16;
  }
}

/** The same for one row of V. */
export function update1x3(v0: usize, u0: usize, u1: usize, u2: usize, g: usize): void {
  const g00 = v128.load32_splat(g, 0);
  const g01 = v128.load32_splat(g, 4);
  const g02 = v128.load32_splat(g, 8);
  for (let c = columns; c > 0; --c) {
    const y0 = v128.load(u0);
    const y1 = v128.load(u1);
    const y2 = v128.load(u2);
    const x0 = v128.load(v0);
    v128.store(v0, multiplyAdd(g02, y2, multiplyAdd(g01, y1, multiplyAdd(g00, y0, x0))));
    v128.store(u0, multiplyAdd(g00, x0, y0));
    v128.store(u1, multiplyAdd(g01, x0, y1));
    v128.store(u2, multiplyAdd(g02, x0, y2));
    v0 += 16;
    u0 += 16;
    u1 += 16;
    u2 += 16;
  }
}

/** Scores v_i · u of four rows of V and one of U. */
export function scores4x1(v0: usize, v1: usize, v2: usize, v3: usize, u: usize, into: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  for (let c = columns; c > 0; --c) {
    const y = v128.load(u);
    s0 = multiplyAdd(v128.load(v0), y, s0);
    s1 = multiplyAdd(v128.load(v1), y, s1);
    s2 = multiplyAdd(v128.load(v2), y, s2);
    s3 = multiplyAdd(v128.load(v3), y, s3);
    v0 += 16;
    v1 += 16;
    v2 += 16;
    v3 += 16;
    u += 16;
  }
  v128.store(into, sumsOfFour(s0, s1, s2, s3));
}

/** The same for two rows of V; the scores of others are 0. */
export function scores2x1(v0: usize, v1: usize, u: usize, into: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  for (let c = columns; c > 0; --c) {
    const y = v128.load(u);
    s0 = multiplyAdd(v128.load(v0), y, s0);
    s1 = multiplyAdd(v128.load(v1), y, s1);
    v0 += 16;
    v1 += 16;
    u += 16;
  }
  v128.store(into, sums(s0, s1, f32x4.splat(0)));
}

/** Adds g_i u to each of four v_i and Σ_i g_i v_i to u, all from the rows as they were. */
export function update4x1(v0: usize, v1: usize, v2: usize, v3: usize, u: usize, g: usize): void {
  const g0 = v128.load32_splat(g, 0);
  const g1 = v128.load32_splat(g, 4);
  const g2 = v128.load32_splat(g, 8);
  const g3 = v128.load32_splat(g, 12);
  for (let c = columns; c > 0; --c) {
    const y = v128.load(u);
    const x0 = v128.load(v0);
    const x1 = v128.load(v1);
    const x2 = v128.load(v2);
    const x3 = v128.load(v3);
    v128.store(v0, multiplyAdd(g0, y, x0));
    v128.store(v1, multiplyAdd(g1, y, x1));
    v128.store(v2, multiplyAdd(g2, y, x2));
    v128.store(v3, multiplyAdd(g3, y, x3));
    v128.store(u, multiplyAdd(g3, x3, multiplyAdd(g2, x2, multiplyAdd(g1, x1, multiplyAdd(g0, x0, y)))));
    v0 += 16;
    v1 += 16;
    v2 += 16;
    v3 += 16;
    u += 16;
  }
}

/** The same for two rows of V. */
export function update2x1(v0: usize, v1: usize, u: usize, g: usize): void {
  const g0 = v128.load32_splat(g, 0);
  const g1 = v128.load32_splat(g, 4);
  for (let c = columns; c > 0; --c) {
    const y = v128.load(u);
    const x0 = v128.load(v0);
    const x1 = v128.load(v1);
    v128.store(v0, multiplyAdd(g0, y, x0));
    v128.store(v1, multiplyAdd(g1, y, x1));
    v128.store(u, multiplyAdd(g1, x1, multiplyAdd(g0, x0, y)));
    v0 += 16;
    v1 += 16;
    u += 16;
  }
}

/** The sums over the lanes of a, b, c and d. */
function sumsOfFour(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}
