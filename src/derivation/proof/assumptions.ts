import type { Index, Range } from "./scalar";
import { index, sample } from "./scalar";

/** What may be used in a proof, beside the rules of calculus. Free index names stand for any value. */
export type Hypothesis =
  /** The two indices differ, whatever value the names in `every` take, such as w_k ≠ o for every k. */
  | {
      readonly kind: "different";
      readonly left: Index;
      readonly right: Index;
      readonly every: readonly string[];
    }
  /** Draws differ: w_i ≠ w_j wherever i ≠ j. Of several indices the last is meant, the others being equal. */
  | { readonly kind: "distinct"; readonly sample: string }
  /** The vector `name` is 1 at the index `at` and 0 elsewhere. */
  | { readonly kind: "one-hot"; readonly name: string; readonly at: Index }
  /** Every entry of the array `name` is positive. */
  | { readonly kind: "positive"; readonly name: string };

/** The values a draw runs through: `{ over: ["K"], into: "n" }` for K negatives among n words. */
export interface Draw {
  readonly over: readonly Range[];
  readonly into: Range;
}

/** What a claim is about: the ranges of its free indices and draws, and what it assumes. */
export interface Setting {
  /** Range of each free index by its name, such as `{ o: "n", k: "n" }`. */
  readonly indices: Readonly<Record<string, Range>>;
  /** Each draw by its name, such as `{ w: { over: ["K"], into: "n" } }`. */
  readonly draws: Readonly<Record<string, Draw>>;
  readonly hypotheses: readonly Hypothesis[];
}

/** w ≠ c. */
export function different(left: Index | string, right: Index | string): Hypothesis {
  return { kind: "different", left: index(left), right: index(right), every: [] };
}

/** w_k ≠ o for every k. */
export function notDrawn(draw: string, value: Index | string): Hypothesis {
  return { kind: "different", left: sample(draw, "k"), right: index(value), every: ["k"] };
}

/** w_i ≠ w_j wherever i ≠ j. */
export function distinct(draw: string): Hypothesis {
  return { kind: "distinct", sample: draw };
}

/** y_w = 1[w = o]. */
export function oneHot(name: string, at: Index | string): Hypothesis {
  return { kind: "one-hot", name, at: index(at) };
}

/** Every entry of `name` is positive, so that its logarithm is defined and may be split. */
export function positive(name: string): Hypothesis {
  return { kind: "positive", name };
}
