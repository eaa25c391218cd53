import type { Random } from "../../random/random";

/** Up to so many pairs all ways to exchange the labels are counted, and nothing is drawn. */
const mostCounted = 12;

/**
 * The permutation test of matched pairs, two-sided. Each difference is `value of one − value of its partner`. If their
 * labels mean nothing, exchanging them within any match is as likely as not, which turns the sign of its difference:
 *
 *     p = share of all signs s for which |Σ s_i x_i| ≥ |Σ x_i|
 *
 * (R. A. Fisher, "The Design of Experiments", 1935, §21). Up to 12 matches all 2ⁿ signs are counted; beyond, `draws` of them
 * are drawn, and the signs that were seen count as one of the draws, so that p is never 0 (B. Phipson and G. Smyth, 2010).
 *
 * @param differences at least one, finite
 */
export function signFlipTest(differences: readonly number[], random: Random, draws = 9999): number {
  const n = differences.length;
  if (n === 0) throw new RangeError("signFlipTest requires at least one difference, got none");
  const bad = differences.find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw new RangeError(`signFlipTest requires finite differences, got ${bad}`);
  const total = (isTurned: (i: number) => boolean): number =>
    differences.reduce((sum, value, i) => sum + (isTurned(i) ? -value : value), 0);
  const size = differences.reduce((sum, value) => sum + Math.abs(value), 0);
  const seen = Math.abs(total(() => false)) - 1e-12 * size; // sums in another order differ in their last digits
  const isAsFar = (isTurned: (i: number) => boolean): boolean => Math.abs(total(isTurned)) >= seen;
  if (n <= mostCounted) {
    const all = 2 ** n;
    let count = 0;
    for (let signs = 0; signs < all; signs++) if (isAsFar((i) => ((signs >> i) & 1) === 1)) count++;
    return count / all;
  }
  let count = 1;
  for (let draw = 0; draw < draws; draw++) {
    let bits = 0;
    const isTurned = (i: number): boolean => {
      if (i % 32 === 0) bits = random.uint32();
      return ((bits >>> (i % 32)) & 1) === 1;
    };
    if (isAsFar(isTurned)) count++;
  }
  return count / (draws + 1);
}

/**
 * p-values of several tests such that the chance of any false finding among them stays below the level that each is
 * compared with (S. Holm, 1979): of m values, the k-th smallest is multiplied by m − k + 1, and none is below a smaller one.
 *
 * @returns in the order given, at most 1
 */
export function holm(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((i, j) => values[i] - values[j]);
  const adjusted = new Array<number>(values.length);
  let least = 0;
  order.forEach((i, k) => {
    least = Math.min(1, Math.max(least, (values.length - k) * values[i]));
    adjusted[i] = least;
  });
  return adjusted;
}
