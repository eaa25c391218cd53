import type { Index } from "../../../dist/derivation/typed/indices";
import { index, drawAt } from "../../../dist/derivation/typed/indices";
import type { Range } from "../../../dist/derivation/declare/range";
import type { Assumptions } from "../../../dist/derivation/proof/assumptions";
import { different, distinct, notDrawn, positive } from "./hypotheses";
import type { Scalar } from "../../../dist/derivation/proof/scalar";
import {
  add,
  delta,
  derivative,
  entry,
  exp,
  log,
  multiply,
  number,
  power,
  sum,
} from "../../../dist/derivation/proof/scalar";
import { below } from "./points";

/** Names in scope by what they run over. */
type Scope = readonly (readonly [name: string, range: Range])[];

const assumptions: Assumptions = {
  indices: { o: "n", w: "n", r: "d", k: "K" },
  draws: { t: { over: ["K"], into: "n" } },
  hypotheses: [],
};

/** The settings that random scalars are made for: P is always positive. */
export const randomAssumptions: readonly Assumptions[] = [
  [positive("P")],
  [positive("P"), distinct("t")],
  [positive("P"), notDrawn("t", "o"), different("w", "o")],
  [positive("P"), distinct("t"), notDrawn("t", "o")],
].map((hypotheses) => ({ ...assumptions, hypotheses }));

/** Arrays with the ranges of their indices; S is a square matrix. */
const ARRAYS: readonly (readonly [name: string, ranges: readonly Range[]])[] = [
  ["a", []],
  ["x", ["n"]],
  ["v", ["d"]],
  ["U", ["d", "n"]],
  ["P", ["n"]],
  ["S", ["n", "n"]],
  ["g", ["K"]],
];

/** A random scalar of about as many nodes as the fuel, with free indices o, w (words), r and k, and draws t. */
export function randomScalar(
  random: () => number,
  fuel: number,
  scope: Scope = Object.entries(assumptions.indices),
): Scalar {
  const part = (share: number, inside = scope): Scalar => randomScalar(random, fuel * share, inside);
  if (fuel < 1) return leaf(random, scope);
  switch (below(12, random)) {
    case 0:
    case 1:
      return add(part(0.5), part(0.5));
    case 2:
    case 3:
    case 4:
      return multiply(part(0.5), part(0.5));
    case 5:
    case 6: {
      const range = pick(["n", "n", "d", "K"], random);
      const name = pick(["i", "j", "o", "w"], random);
      const inside = [...scope.filter(([other]) => other !== name), [name, range] as const];
      return sum(name, range, part(0.8, inside));
    }
    case 7:
      return power(part(0.8), pick([-2, -1, -1, 2, 3], random));
    case 8:
      return exp(part(0.8));
    case 9:
      return log(part(0.8));
    case 10: {
      const [name, ranges] = pick(ARRAYS, random);
      return derivative(part(0.8), name, ...ranges.map((range) => indexOver(range, random, scope)));
    }
    default:
      return multiply(leaf(random, scope), part(0.8));
  }
}

function leaf(random: () => number, scope: Scope): Scalar {
  const kind = below(8, random);
  if (kind === 0) return number(below(7, random) - 3, 1 + below(3, random));
  if (kind <= 2) {
    const range = pick(["n", "n", "n", "d", "K"], random);
    return delta(indexOver(range, random, scope), indexOver(range, random, scope));
  }
  const [name, ranges] = pick(ARRAYS, random);
  return entry(name, ...ranges.map((range) => indexOver(range, random, scope)));
}

function indexOver(range: Range, random: () => number, scope: Scope): Index {
  if (range === "n" && random() < 0.3) return drawAt("t", indexOver("K", random, scope));
  const names = scope.filter(([, other]) => other === range).map(([name]) => name);
  return names.length > 0 ? index(pick(names, random)) : index({ n: "o", d: "r", K: "k" }[range] ?? range);
}

function pick<T>(items: readonly T[], random: () => number): T {
  return items[below(items.length, random)];
}
