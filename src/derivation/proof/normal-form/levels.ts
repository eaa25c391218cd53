import type { Atom, Form, Term } from "./form";
import { form, createPower, term } from "./form";
import type { FormIndex } from "./form-index";
import { indexMentions, shiftIndex } from "./form-index";

/**
 * Moves a form `by` levels deeper (or out, if negative): every level at or above `from` moves along.
 * Order and choices within the form stay as they are, since texts of levels have a fixed width.
 */
function shiftForm(of: Form, from: number, by: number): Form {
  if (by === 0) return of;
  return form(
    of.depth + by,
    of.terms.map((part) => shiftTerm(part, from, by)),
  );
}

export function shiftTerm(of: Term, from: number, by: number): Term {
  if (by === 0) return of;
  const powers = of.powers.map((power) => createPower(shiftAtom(power.atom, from, by), power.exponent));
  return term(of.coefficient, of.binders, powers, shiftForm(of.exponent, from, by));
}

export function shiftAtom(atom: Atom, from: number, by: number): Atom {
  switch (atom.kind) {
    case "entry":
      return { ...atom, indices: atom.indices.map((index) => shiftIndex(index, from, by)) };
    case "delta":
      return { ...atom, left: shiftIndex(atom.left, from, by), right: shiftIndex(atom.right, from, by) };
    default:
      return { ...atom, of: shiftForm(atom.of, from, by) };
  }
}

/** Whether any bound index within has a level in [low, high). */
export function atomMentions(atom: Atom, low: number, high: number): boolean {
  return indicesInAtom(atom).some((index) => indexMentions(index, low, high));
}

function formMentions(of: Form, low: number, high: number): boolean {
  return of.terms.some((part) => termMentions(part, low, high));
}

export function termMentions(of: Term, low: number, high: number): boolean {
  return of.powers.some(({ atom }) => atomMentions(atom, low, high)) || formMentions(of.exponent, low, high);
}

/** Every index in an atom, however deep. */
export function indicesInAtom(atom: Atom): readonly FormIndex[] {
  switch (atom.kind) {
    case "entry":
      return atom.indices;
    case "delta":
      return [atom.left, atom.right];
    default:
      return atom.of.terms.flatMap(indicesInTerm);
  }
}

export function indicesInTerm(of: Term): readonly FormIndex[] {
  return [
    ...of.powers.flatMap(({ atom }) => indicesInAtom(atom)),
    ...of.exponent.terms.flatMap(indicesInTerm),
  ];
}
