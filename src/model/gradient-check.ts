/**
 * The slope of `f` along each entry of `x`, by central differences:
 *
 *     ∂f/∂x_i ≈ (f(x + h e_i) − f(x − h e_i)) / 2h
 *
 * The error has two parts: h² f‴/6 from cutting off the series, and about 1e-16 f/h from rounding. Costs
 * two evaluations an entry; `x` is changed while it runs, and put back.
 *
 * @param f evaluates the function at the present `x`
 * @param h step, about the cube root of the machine's precision by default
 */
export function centralDifferences(f: () => number, x: Float64Array, h: number = 1e-5): Float64Array {
  return x.map((kept, i) => {
    x[i] = kept + h;
    const above = f();
    x[i] = kept - h;
    const below = f();
    x[i] = kept;
    return (above - below) / (2 * h);
  });
}

/** |a − b| / max(1, |a|, |b|), as the assignment's gradient check measures it. */
function relativeError(a: number, b: number): number {
  return Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b));
}

/** The largest `relativeError` between the entries of two gradients. */
export function largestError(gradient: ArrayLike<number>, slopes: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < slopes.length; i++) largest = Math.max(largest, relativeError(gradient[i], slopes[i]));
  return largest;
}

/**
 * How far a gradient is from central differences of several step sizes: the `largestError` of each, shape of `h`.
 *
 * @param f the loss, as it is with the present numbers in `x`
 * @param x where the gradient was taken; changed and restored
 */
export function differenceErrors(
  gradient: ArrayLike<number>,
  f: () => number,
  x: Float64Array,
  h: readonly number[],
): number[] {
  return h.map((each) => largestError(gradient, centralDifferences(f, x, each)));
}

/**
 * Fails where a gradient differs from the slopes, and says where and how much.
 *
 * @param tolerance largest allowed `relativeError`; the assignment's is 1e-5
 */
export function requireGradient(
  name: string,
  gradient: ArrayLike<number>,
  slopes: ArrayLike<number>,
  tolerance: number = 1e-5,
): void {
  if (gradient.length !== slopes.length) {
    throw new RangeError(`${name} requires ${slopes.length} numbers, got ${gradient.length}`);
  }
  for (let i = 0; i < slopes.length; i++) {
    if (relativeError(gradient[i], slopes[i]) <= tolerance) continue;
    throw new RangeError(`${name} requires the slope ${slopes[i]} in entry ${i}, got ${gradient[i]}`);
  }
}
