import type { Interval } from "../interval";
import { below, type Random } from "../../random/random";

/**
 * A statistic of some examples with its 95 % interval, by drawing whole groups with replacement: the 2.5 and 97.5 % quantiles of
 * the statistic of so many samples (B. Efron and R. Tibshirani, "An Introduction to the Bootstrap", 1993, §13.3). Examples
 * of a group are not independent, so groups are drawn.
 *
 * @param groups    ids of examples
 * @param statistic of the examples of a sample, some of them more than once
 */
export function groupBootstrap(
  groups: readonly (readonly number[])[],
  statistic: (examples: readonly number[]) => number,
  random: Random,
  samples = 1000,
): Interval {
  if (groups.length < 2)
    throw new RangeError(`groupBootstrap requires at least two groups, got ${groups.length}`);
  const drawn = Float64Array.from({ length: samples }, () =>
    statistic(groups.flatMap(() => groups[below(random, groups.length)])),
  ).sort();
  const quantile = (p: number): number => drawn[Math.round(p * (samples - 1))];
  return { mean: statistic(groups.flat()), lower: quantile(0.025), upper: quantile(0.975) };
}
