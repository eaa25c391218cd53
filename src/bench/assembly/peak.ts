/*
 * Measures how fast this machine multiplies and adds in WebAssembly: twelve sums in registers, without memory access,
 * so that only the multiply-add units of the processor limit it.
 */

/** a · b + c in four lanes. */
function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** Does `rounds` times twelve multiply-adds of four lanes: 96 floating-point operations a round. */
export function multiplyAdds(rounds: i32, a: f32, b: f32): f32 {
  const x = f32x4.splat(a);
  const y = f32x4.splat(b);
  let s0 = x;
  let s1 = x;
  let s2 = x;
  let s3 = x;
  let s4 = x;
  let s5 = x;
  let s6 = x;
  let s7 = x;
  let s8 = x;
  let s9 = x;
  let s10 = x;
  let s11 = x;
  for (let round = 0; round < rounds; round++) {
    s0 = multiplyAdd(s0, x, y);
    s1 = multiplyAdd(s1, x, y);
    s2 = multiplyAdd(s2, x, y);
    s3 = multiplyAdd(s3, x, y);
    s4 = multiplyAdd(s4, x, y);
    s5 = multiplyAdd(s5, x, y);
    s6 = multiplyAdd(s6, x, y);
    s7 = multiplyAdd(s7, x, y);
    s8 = multiplyAdd(s8, x, y);
    s9 = multiplyAdd(s9, x, y);
    s10 = multiplyAdd(s10, x, y);
    s11 = multiplyAdd(s11, x, y);
  }
  const all = f32x4.add(
    f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)),
    f32x4.add(
      f32x4.add(f32x4.add(s4, s5), f32x4.add(s6, s7)),
      f32x4.add(f32x4.add(s8, s9), f32x4.add(s10, s11)),
    ),
  );
  return f32x4.extract_lane(all, 0);
}
