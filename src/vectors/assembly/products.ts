/*
 * Products of every query with every row, in floats: the arithmetic of src/vectors/unit-floats.ts, which lays out the
 * memory. Two queries and four rows are multiplied at a time, so that each register that is loaded serves more than
 * once; a vector is padded with zeros to a multiple of four numbers, 16 bytes.
 */

/** a · b + c in four lanes; with relaxed SIMD it is rounded once. */
function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/**
 * Products into `out`, shape (queries, rows), and the largest of each query into `largest`, shape (queries).
 *
 * @param q       shape (queries, stride / 4), queries a multiple of 2
 * @param r       shape (rows, stride / 4), rows a multiple of 4
 * @param stride  bytes of a vector
 */
export function products(
  q: usize,
  queries: usize,
  r: usize,
  rows: usize,
  stride: usize,
  out: usize,
  largest: usize,
): void {
  const line = rows << 2;
  const end = r + rows * stride;
  for (let i: usize = 0; i < queries; i += 2) {
    let to = out + i * line;
    let mostOfX = f32x4.splat(-Infinity);
    let mostOfY = mostOfX;
    for (let four = r; four < end; four += 4 * stride) {
      let a0 = f32x4.splat(0);
      let a1 = a0;
      let a2 = a0;
      let a3 = a0;
      let b0 = a0;
      let b1 = a0;
      let b2 = a0;
      let b3 = a0;
      let p = q + i * stride;
      let r0 = four;
      let r2 = four + 2 * stride;
      const last = p + stride;
      for (; p < last; p += 16) {
        const x = v128.load(p);
        const y = v128.load(p + stride);
        let row = v128.load(r0);
        a0 = multiplyAdd(x, row, a0);
        b0 = multiplyAdd(y, row, b0);
        row = v128.load(r0 + stride);
        a1 = multiplyAdd(x, row, a1);
        b1 = multiplyAdd(y, row, b1);
        row = v128.load(r2);
        a2 = multiplyAdd(x, row, a2);
        b2 = multiplyAdd(y, row, b2);
        row = v128.load(r2 + stride);
        a3 = multiplyAdd(x, row, a3);
        b3 = multiplyAdd(y, row, b3);
        r0 += 16;
        r2 += 16;
      }
      const ofX = sums(a0, a1, a2, a3);
      const ofY = sums(b0, b1, b2, b3);
      v128.store(to, ofX);
      v128.store(to + line, ofY);
      mostOfX = f32x4.pmax(mostOfX, ofX);
      mostOfY = f32x4.pmax(mostOfY, ofY);
      to += 16;
    }
    store<f32>(largest + (i << 2), largestLane(mostOfX));
    store<f32>(largest + (i << 2), largestLane(mostOfY), 4);
  }
}

/** The sum of each register's four lanes, side by side. */
function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7)); // a b a b
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

function largestLane(a: v128): f32 {
  const b = f32x4.pmax(a, v128.shuffle<f32>(a, a, 2, 3, 0, 1));
  return max(f32x4.extract_lane(b, 0), f32x4.extract_lane(b, 1));
}
