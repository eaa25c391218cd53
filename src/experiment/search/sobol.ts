import type { Random } from "../../random/random";

/**
 * Primitive polynomials modulo 2 and initial direction numbers of each coordinate after the first, in the order of
 * S. Joe and F. Y. Kuo, "Constructing Sobol sequences with better two-dimensional projections", 2008 (new-joe-kuo-6):
 * degree s, coefficients a, odd numbers m_1 to m_s.
 */
const coordinates: readonly (readonly [s: number, a: number, m: readonly number[]])[] = [
  [1, 0, [1]],
  [2, 1, [1, 3]],
  [3, 1, [1, 3, 1]],
  [3, 2, [1, 1, 1]],
  [4, 1, [1, 1, 3, 3]],
  [4, 4, [1, 3, 5, 13]],
  [5, 2, [1, 1, 5, 5, 17]],
  [5, 4, [1, 1, 5, 5, 5]],
  [5, 7, [1, 1, 7, 11, 19]],
  [5, 11, [1, 1, 5, 1, 1]],
  [5, 13, [1, 1, 1, 3, 11]],
];

/** Coordinates that a sequence can have. */
export const mostCoordinates = coordinates.length + 1;

const bits = 32;

/**
 * The sequence of I. M. Sobol (1967), by Gray code (Antonov and Saleev, 1979): its points fill the unit cube more evenly than
 * random ones. A digital shift, the exclusive or of each coordinate with a random number, keeps that and makes each point
 * uniform.
 *
 * @param dimensions coordinates of a point, from 1 to `mostCoordinates`
 * @param random     draws the shift
 * @yields points, each coordinate from 0 to below 1
 */
export function* sobol(dimensions: number, random: Random): Generator<number[]> {
  if (!(Number.isInteger(dimensions) && dimensions >= 1 && dimensions <= mostCoordinates))
    throw new RangeError(`sobol requires 1 to ${mostCoordinates} coordinates, got ${dimensions}`);
  const directions = Array.from({ length: dimensions }, (_, d) => directionNumbers(d));
  const point = Uint32Array.from(directions, () => random.uint32());
  for (let n = 0; ; n++) {
    yield Array.from(point, (x) => x / 2 ** bits);
    const lowestZero = 31 - Math.clz32(~n & (n + 1)); // of n, from the right
    for (let d = 0; d < dimensions; d++) point[d] ^= directions[d][lowestZero];
  }
}

/** Direction numbers v_1 to v_32 of a coordinate, as integers below 2^32: v_k = m_k · 2^(32 − k). */
function directionNumbers(coordinate: number): Uint32Array {
  const v = new Uint32Array(bits);
  if (coordinate === 0) return v.map((_, k) => 2 ** (bits - 1 - k)); // van der Corput's
  const [s, a, m] = coordinates[coordinate - 1];
  for (let k = 0; k < bits; k++) {
    if (k < s) {
      v[k] = m[k] * 2 ** (bits - 1 - k);
      continue;
    }
    v[k] = v[k - s] ^ (v[k - s] >>> s);
    for (let j = 1; j < s; j++) if ((a >>> (s - 1 - j)) & 1) v[k] ^= v[k - j];
  }
  return v;
}
