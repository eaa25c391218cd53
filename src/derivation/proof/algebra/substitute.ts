import { bind } from "./bind";
import type { Form, Power, Term } from "../normal-form/form";
import { constant } from "../normal-form/form";
import { createEntry } from "./entry";
import { exponential, power } from "./functions";
import { indicator } from "../indicator";
import { createStep } from "./step";
import { createWave } from "./wave";
import { logarithm } from "./logarithm";
import { add, product } from "./multiply";
import type { FormIndex, Replace } from "../normal-form/form-index";
import { replaceIndex } from "../normal-form/form-index";
import type { Rules } from "../rules";

/**
 * A form with indices replaced, moved to another depth, and built anew from the inside out: parts that
 * became equal merge, indicators that became known resolve, and every choice of order is made again.
 * The replacement sees free indices and the levels outside the form; the form's own levels just move.
 */
export function substitute(of: Form, replace: Replace, depth: number, rules: Rules): Form {
  const by = depth - of.depth;
  const replaceOuter: Replace = (index) =>
    index.kind === "bound" && index.level >= of.depth
      ? { ...index, level: index.level + by }
      : replace(index);
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
  const move = (index: FormIndex): FormIndex => replaceIndex(index, replace);
  switch (atom.kind) {
    case "entry":
      return createEntry(depth, atom.name, atom.indices.map(move), exponent, rules);
    case "delta":
      return indicator(move(atom.left), move(atom.right), depth, rules);
    case "step":
      return createStep(rebuild(atom.of, replace, by, rules), rules);
    case "wave":
      return power(createWave(atom.name, rebuild(atom.of, replace, by, rules)), exponent, rules);
    case "log":
      return power(logarithm(rebuild(atom.of, replace, by, rules), rules), exponent, rules);
    case "whole":
      return power(rebuild(atom.of, replace, by, rules), exponent, rules);
  }
}
