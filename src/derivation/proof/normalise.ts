import { bind } from "./bind";
import type { Variable } from "./differentiate";
import { differentiate } from "./differentiate";
import type { Form } from "./form";
import { constant } from "./form";
import { exponential, power } from "./functions";
import { indicator } from "./indicator";
import { logarithm } from "./logarithm";
import { add, product } from "./multiply";
import type { Place } from "./place";
import { rational } from "./rational";
import type { Rules } from "./rules";
import { drawOf, rangeOf } from "./rules";
import type { Index, Scalar } from "./scalar";
import { entryForm } from "./substitute";
import { Undecided } from "./undecided";

/** What the names of bound indices mean; their number is the depth. */
export type Scope = ReadonlyMap<string, Place>;

/** The normal form of a scalar, inside as many sums as `depth` says. */
export function normalise(scalar: Scalar, rules: Rules, scope: Scope = new Map(), depth = 0): Form {
  const within = (part: Scalar): Form => normalise(part, rules, scope, depth);
  const places = (indices: readonly Index[]): Place[] => indices.map((at) => placeOf(at, rules, scope));
  switch (scalar.kind) {
    case "number":
      return add(depth, [constant(depth, rational(scalar.numerator, scalar.denominator))]);
    case "entry":
      return entryForm(scalar.name, places(scalar.indices), depth, rules);
    case "delta":
      return indicator(placeOf(scalar.left, rules, scope), placeOf(scalar.right, rules, scope), depth, rules);
    case "sum": {
      const bound: Place = { kind: "bound", level: depth, range: scalar.range };
      const inside = new Map([...scope, [scalar.index, bound]]);
      return bind(normalise(scalar.body, rules, inside, depth + 1), [scalar.range], rules);
    }
    case "add":
      return add(depth, scalar.terms.map(within));
    case "multiply":
      return product(depth, scalar.factors.map(within), rules);
    case "power":
      return power(within(scalar.base), scalar.exponent, rules);
    case "exp":
      return exponential(within(scalar.of), rules);
    case "log":
      return logarithm(within(scalar.of), rules);
    case "derivative": {
      const by: Variable = { name: scalar.name, places: places(scalar.indices) };
      return differentiate(within(scalar.of), by, rules);
    }
  }
}

function placeOf(at: Index, rules: Rules, scope: Scope): Place {
  if (at.kind === "index") {
    const place = scope.get(at.name) ?? at;
    rangeOf(place, rules);
    return place;
  }
  const inner = at.at.map((part) => placeOf(part, rules, scope));
  const { over } = drawOf(at.of, rules.draws);
  if (
    over.length !== inner.length ||
    over.some((range, position) => range !== rangeOf(inner[position], rules))
  ) {
    const got = inner.map((place) => rangeOf(place, rules)).join();
    throw new Undecided(`${at.of} is drawn over ${over.join()}, but taken at an index over ${got}`);
  }
  return { kind: "sample", of: at.of, at: inner };
}
