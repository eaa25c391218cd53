import type { Atom, Form, Term } from "./form";
import type { Place } from "./place";
import { textOfPlace } from "./place";

/**
 * Where a level occurs in a term, in words that do not depend on how the term numbers its indices: the
 * level itself reads as a star, all others from `depth` on as dots.
 */
export function signature(of: Term, level: number, depth: number): string {
  const powers = of.powers.map(({ atom, exponent }) => `${ofAtom(atom, level, depth)}^${exponent}`);
  return `${of.binders.join()}(${powers.sort().join("*")})exp${ofForm(of.exponent, level, depth)}`;
}

function ofForm(of: Form, level: number, depth: number): string {
  const terms = of.terms.map((part) => {
    const { numerator, denominator } = part.coefficient;
    return `${numerator}/${denominator}${signature(part, level, depth)}`;
  });
  return `{${terms.sort().join("+")}}`;
}

function ofAtom(atom: Atom, level: number, depth: number): string {
  const words = (places: readonly Place[]): string[] => places.map((place) => ofPlace(place, level, depth));
  switch (atom.kind) {
    case "entry":
      return `${atom.name}(${words(atom.places).join()})`;
    case "delta":
      return `[${words([atom.left, atom.right]).sort().join("=")}]`;
    default:
      return `${atom.kind}${ofForm(atom.of, level, depth)}`;
  }
}

function ofPlace(place: Place, level: number, depth: number): string {
  if (place.kind === "sample") {
    return `${place.of}[${place.at.map((inner) => ofPlace(inner, level, depth)).join()}]`;
  }
  if (place.kind === "index" || place.level < depth) return textOfPlace(place);
  return place.level === level ? "*" : ".";
}
