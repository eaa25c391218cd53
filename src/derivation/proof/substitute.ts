import { bind } from "./bind";
import type { Form, Power, Term } from "./form";
import { constant, single } from "./form";
import { exponential, power } from "./functions";
import { indicator } from "./indicator";
import { logarithm } from "./logarithm";
import { add, product } from "./multiply";
import type { Place, Replace } from "./place";
import { replacePlace } from "./place";
import type { Rules } from "./rules";

/**
 * A form with places replaced, moved to another depth, and built anew from the inside out: parts that
 * became equal merge, indicators that became known resolve, and every choice of order is made again.
 * The replacement sees free indices and the levels outside the form; the form's own levels just move.
 */
export function substitute(of: Form, replace: Replace, depth: number, rules: Rules): Form {
  const by = depth - of.depth;
  const replaceOuter: Replace = (place) =>
    place.kind === "bound" && place.level >= of.depth
      ? { ...place, level: place.level + by }
      : replace(place);
  return rebuild(of, replaceOuter, by, rules);
}

function rebuild(of: Form, replace: Replace, by: number, rules: Rules): Form {
  const depth = of.depth + by;
  return add(
    depth,
    of.terms.map((part) => bind(rebuildBody(part, depth, replace, by, rules), part.binders, rules)),
  );
}

function rebuildBody(of: Term, depth: number, replace: Replace, by: number, rules: Rules): Form {
  const inner = depth + of.binders.length;
  const factors = of.powers.map((factor) => rebuildPower(factor, inner, replace, by, rules));
  const exponent = rebuild(of.exponent, replace, by, rules);
  return product(inner, [constant(inner, of.coefficient), ...factors, exponential(exponent, rules)], rules);
}

function rebuildPower(
  { atom, exponent }: Power,
  depth: number,
  replace: Replace,
  by: number,
  rules: Rules,
): Form {
  const move = (place: Place): Place => replacePlace(place, replace);
  switch (atom.kind) {
    case "entry":
      return power(entryForm(atom.name, atom.places.map(move), depth, rules), exponent, rules);
    case "delta":
      return indicator(move(atom.left), move(atom.right), depth, rules);
    case "log":
      return power(logarithm(rebuild(atom.of, replace, by, rules), rules), exponent, rules);
    case "whole":
      return power(rebuild(atom.of, replace, by, rules), exponent, rules);
  }
}

/** An entry; of a one-hot vector, 1 at its place and 0 elsewhere. */
export function entryForm(name: string, places: readonly Place[], depth: number, rules: Rules): Form {
  const hot = rules.oneHot.get(name);
  return hot !== undefined && places.length === 1
    ? indicator(places[0], hot, depth, rules)
    : single(depth, { kind: "entry", name, places });
}
