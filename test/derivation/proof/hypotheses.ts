import type { Hypothesis } from "../../../dist/derivation/proof/assumptions";
import type { Index } from "../../../dist/derivation/typed/indices";
import { index, drawAt } from "../../../dist/derivation/typed/indices";

/** w ≠ c. */
export function different(left: Index | string, right: Index | string): Hypothesis {
  return { kind: "different", left: index(left), right: index(right), every: [] };
}

/** w_k ≠ o for every k. */
export function notDrawn(draw: string, value: Index | string): Hypothesis {
  return { kind: "different", left: drawAt(draw, "k"), right: index(value), every: ["k"] };
}

/** w_i ≠ w_j wherever i ≠ j. */
export function distinct(draw: string): Hypothesis {
  return { kind: "distinct", draw };
}

/** Every entry of `name` is positive, so that its logarithm is defined and may be split. */
export function positive(name: string): Hypothesis {
  return { kind: "positive", name };
}

/** What is known of the entries of an array. */
export function known(kind: Exclude<Hypothesis["kind"], "different" | "distinct">, name: string): Hypothesis {
  return { kind, name };
}
