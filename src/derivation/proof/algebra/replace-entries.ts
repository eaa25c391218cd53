import type { Atom, Form, Term } from "../normal-form/form";
import { constant, single } from "../normal-form/form";
import type { FormIndex } from "../normal-form/form-index";
import type { Rules } from "../rules";
import { bind } from "./bind";
import { exponential, power } from "./functions";
import { logarithm } from "./logarithm";
import { add, product } from "./multiply";
import { createStep } from "./step";
import { createWave } from "./wave";
import { Undecided } from "../undecided";

/** The form of an entry at these indices, inside as many sums as the depth says. */
type Make = (indices: readonly FormIndex[], depth: number) => Form;

/** A form with every entry of one array replaced by what it stands for, built anew from the inside out. */
export function replaceEntries(of: Form, name: string, rules: Rules, make: Make): Form {
  return add(
    of.depth,
    of.terms.map((part) => bind(replaceInBody(part, of.depth, name, rules, make), part.binders, rules)),
  );
}

function replaceInBody(of: Term, depth: number, name: string, rules: Rules, make: Make): Form {
  const inner = depth + of.binders.length;
  const factors = of.powers.map(({ atom, exponent }) => {
    const base = replaceInAtom(atom, inner, name, rules, make);
    return atom.kind === "delta" || atom.kind === "step" ? base : power(base, exponent, rules);
  });
  const exponent = exponential(replaceEntries(of.exponent, name, rules, make), rules);
  return product(inner, [constant(inner, of.coefficient), ...factors, exponent], rules);
}

function replaceInAtom(atom: Atom, depth: number, name: string, rules: Rules, make: Make): Form {
  const inside = (of: Form): Form => replaceEntries(of, name, rules, make);
  switch (atom.kind) {
    case "entry":
      if (rules.inverted.get(atom.name)?.of.text.includes(`${JSON.stringify(name)}(`))
        throw new Undecided("an inverse of what is defined by a name");
      return atom.name === name ? make(atom.indices, depth) : single(depth, atom);
    case "delta":
      return single(depth, atom);
    case "log":
      return logarithm(inside(atom.of), rules);
    case "step":
      return createStep(inside(atom.of), rules);
    case "wave":
      return createWave(atom.name, inside(atom.of));
    case "whole":
      return inside(atom.of);
  }
}
