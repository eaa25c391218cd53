import type { Atom, Form, Term } from "./form";
import { form, powerOf, term } from "./form";
import type { Place } from "./place";
import { placeMentions, shiftPlace } from "./place";

/**
 * Moves a form `by` levels deeper (or out, if negative): every level at or above `from` moves along.
 * Order and choices within the form stay as they are, since texts of levels have a fixed width.
 */
export function shiftForm(of: Form, from: number, by: number): Form {
  if (by === 0) return of;
  return form(
    of.depth + by,
    of.terms.map((part) => shiftTerm(part, from, by)),
  );
}

export function shiftTerm(of: Term, from: number, by: number): Term {
  if (by === 0) return of;
  const powers = of.powers.map((power) => powerOf(shiftAtom(power.atom, from, by), power.exponent));
  return term(of.coefficient, of.binders, powers, shiftForm(of.exponent, from, by));
}

export function shiftAtom(atom: Atom, from: number, by: number): Atom {
  switch (atom.kind) {
    case "entry":
      return { ...atom, places: atom.places.map((place) => shiftPlace(place, from, by)) };
    case "delta":
      return { ...atom, left: shiftPlace(atom.left, from, by), right: shiftPlace(atom.right, from, by) };
    default:
      return { ...atom, of: shiftForm(atom.of, from, by) };
  }
}

/** Whether any bound index within has a level in [low, high). */
export function atomMentions(atom: Atom, low: number, high: number): boolean {
  return placesOf(atom).some((place) => placeMentions(place, low, high));
}

export function formMentions(of: Form, low: number, high: number): boolean {
  return of.terms.some((part) => termMentions(part, low, high));
}

export function termMentions(of: Term, low: number, high: number): boolean {
  return of.powers.some(({ atom }) => atomMentions(atom, low, high)) || formMentions(of.exponent, low, high);
}

/** Every place in an atom, however deep. */
export function placesOf(atom: Atom): readonly Place[] {
  switch (atom.kind) {
    case "entry":
      return atom.places;
    case "delta":
      return [atom.left, atom.right];
    default:
      return atom.of.terms.flatMap(placesOfTerm);
  }
}

export function placesOfTerm(of: Term): readonly Place[] {
  return [...of.powers.flatMap(({ atom }) => placesOf(atom)), ...of.exponent.terms.flatMap(placesOfTerm)];
}
