import type { Atom, Form, Term } from "./form";
import type { FormIndex } from "./form-index";
import { indexKey } from "./form-index";

/** The class of each level, by its number. */
export type Classes = ReadonlyMap<number, number>;

/**
 * Where a level occurs in a term, in words that do not depend on how the term numbers its indices: the
 * level itself reads as a star, any other from `depth` on as a dot and its class.
 *
 * @param classes what is known to tell levels apart, the same for levels that may be exchanged; none at first
 */
export function signature(of: Term, level: number, depth: number, classes: Classes = new Map()): string {
  const powers = of.powers.map(({ atom, exponent }) => `${ofAtom(atom, level, depth, classes)}^${exponent}`);
  return `${of.binders.join()}(${powers.sort().join("*")})exp${ofForm(of.exponent, level, depth, classes)}`;
}

function ofForm(of: Form, level: number, depth: number, classes: Classes): string {
  const terms = of.terms.map((part) => {
    const { numerator, denominator } = part.coefficient;
    return `${numerator}/${denominator}${signature(part, level, depth, classes)}`;
  });
  return `{${terms.sort().join("+")}}`;
}

function ofAtom(atom: Atom, level: number, depth: number, classes: Classes): string {
  const words = (indices: readonly FormIndex[]): string[] =>
    indices.map((index) => ofIndex(index, level, depth, classes));
  switch (atom.kind) {
    case "entry":
      return `${atom.name}(${(atom.symmetric ? words(atom.indices).sort() : words(atom.indices)).join()})`;
    case "delta":
      return `[${words([atom.left, atom.right]).sort().join("=")}]`;
    case "wave":
      return `${atom.name}${ofForm(atom.of, level, depth, classes)}`;
    default:
      return `${atom.kind}${ofForm(atom.of, level, depth, classes)}`;
  }
}

function ofIndex(index: FormIndex, level: number, depth: number, classes: Classes): string {
  if (index.kind === "draw") {
    return `${index.of}[${index.at.map((inner) => ofIndex(inner, level, depth, classes)).join()}]`;
  }
  if (index.kind === "index" || index.level < depth) return indexKey(index);
  return index.level === level ? "*" : `.${classes.get(index.level) ?? ""}`;
}
