import { uniform, type Random } from "./random";

/**
 * Returns a function that draws from the standard normal distribution by the polar method
 * (Marsaglia and Bray, 1964), two at a time, in the order of numpy's `RandomState.randn`.
 */
export function standardNormal(random: Random): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    let x1: number, x2: number, r2: number;
    do {
      x1 = 2 * uniform(random) - 1;
      x2 = 2 * uniform(random) - 1;
      r2 = x1 * x1 + x2 * x2;
    } while (r2 >= 1 || r2 === 0);
    const factor = Math.sqrt((-2 * Math.log(r2)) / r2);
    spare = factor * x1;
    return factor * x2;
  };
}
