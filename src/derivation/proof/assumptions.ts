import { drawAt, fixedValue, freshName } from "../typed/indices";
import type { Shape } from "../declare/shape";
import type { Variable } from "../declare/declarations";
import type { Property } from "../declare/properties";
import { hasProperty } from "../declare/properties";
import { determinantName, inverseName } from "./matrix-names";
import type { Context } from "../typed/context";
import type { Index } from "../typed/indices";
import type { Range } from "../declare/range";

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
  | { readonly kind: "distinct"; readonly draw: string }
  /** Every entry of the array `name` is positive. */
  | { readonly kind: "positive"; readonly name: string }
  /** Every entry of the array is 1. */
  | { readonly kind: "ones"; readonly name: string }
  /** No entry of the array is greater than 1. */
  | { readonly kind: "at most 1"; readonly name: string }
  /** A_ij = A_ji. */
  | { readonly kind: "symmetric"; readonly name: string }
  /** Σ_ij x_i A_ij x_j is never negative. */
  | { readonly kind: "positive semidefinite"; readonly name: string }
  /** The entries of an array with one index sum to 1. */
  | { readonly kind: "sums to 1"; readonly name: string }
  /** The squares of the entries of an array with one index sum to 1. */
  | { readonly kind: "unit"; readonly name: string }
  /** Σ_k A_ki A_kj = 1[i = j]. */
  | { readonly kind: "orthonormal columns"; readonly name: string }
  /** Σ_k A_ik A_jk = 1[i = j]. */
  | { readonly kind: "orthonormal rows"; readonly name: string };

/** The values a draw runs through: `{ over: ["K"], into: "n" }` for K negatives among n words. */
export interface Draw {
  readonly over: readonly Range[];
  readonly into: Range;
}

/** What a claim is about: the ranges of its free indices and draws, and what it assumes. */
export interface Assumptions {
  /** Range of each free index by its name, such as `{ o: "n", k: "n" }`. */
  readonly indices: Readonly<Record<string, Range>>;
  /** Each draw by its name, such as `{ w: { over: ["K"], into: "n" } }`. */
  readonly draws: Readonly<Record<string, Draw>>;
  readonly hypotheses: readonly Hypothesis[];
}

/** The context of an equation as assumptions; what is claimed is about the entry (row, column) of this shape. */
export function createAssumptions(context: Context, sides: Shape): Assumptions {
  const indices: Record<string, Range> = Object.fromEntries(
    [...context.indices].filter(([name]) => fixedValue(name) === undefined),
  );
  if (sides.rows !== "1") indices.row = sides.rows;
  if (sides.columns !== "1") indices.column = sides.columns;
  const hypotheses: Hypothesis[] = context.different.map(([left, right]) => ({
    kind: "different",
    left,
    right,
    every: [],
  }));
  for (const [of, { distinct, over }] of context.draws) {
    if (distinct) hypotheses.push({ kind: "distinct", draw: of });
    const every = over.map((_, i) => freshName("every", i));
    const left = drawAt(of, ...every);
    for (const [from, right] of context.without)
      if (from === of) hypotheses.push({ kind: "different", left, right, every });
  }
  for (const [name, variable] of context.variables) hypotheses.push(...listHypotheses(name, variable));
  if (!context.variables.has("\\pi")) hypotheses.push({ kind: "positive", name: "\\pi" });
  return { indices, draws: Object.fromEntries(context.draws), hypotheses };
}

function listHypotheses(name: string, { positive, properties }: Variable): Hypothesis[] {
  const has = (property: Property): boolean => hasProperty(properties, property);
  const isPart = has("in (0, 1)");
  const isPositive = positive || isPart;
  const all: [boolean, Hypothesis][] = [
    [isPositive, { kind: "positive", name }],
    [isPart || (positive && has("sums to 1")), { kind: "at most 1", name }],
    [has("ones"), { kind: "ones", name }],
    [has("symmetric"), { kind: "symmetric", name }],
    [has("symmetric"), { kind: "symmetric", name: inverseName(name) }],
    [has("positive semidefinite"), { kind: "positive semidefinite", name }],
    [has("positive definite"), { kind: "positive semidefinite", name: inverseName(name) }],
    [has("positive definite"), { kind: "positive", name: determinantName(name) }],
    [has("sums to 1"), { kind: "sums to 1", name }],
    [has("unit"), { kind: "unit", name }],
    [has("orthonormal columns"), { kind: "orthonormal columns", name }],
    [has("orthonormal rows"), { kind: "orthonormal rows", name }],
  ];
  return all.filter(([holds]) => holds).map(([, hypothesis]) => hypothesis);
}
