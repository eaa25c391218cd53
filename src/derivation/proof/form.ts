import type { Place } from "./place";
import { placeMentions, shiftPlace, textOfPlace } from "./place";
import type { Rational } from "./rational";
import { addRationals } from "./rational";
import type { Range } from "./scalar";

/**
 * The normal form of a scalar: a sum of terms.
 *
 *     term = coefficient · Σ_binders  atom^k · atom^k · … · exp(exponent)
 *
 * A form at depth D stands inside D sums, whose indices are the levels below D. A term with m binders
 * binds the levels D to D + m − 1; everything inside it stands at depth D + m.
 *
 * Invariant: terms are sorted by text, their texts differ, and no coefficient is 0; a term's atoms are
 * sorted by text and differ. Two forms of equal text are equal for all values, which is what a proof
 * rests on; the converse does not hold, and costs only proofs.
 */
export interface Form {
  readonly depth: number;
  readonly terms: readonly Term[];
  readonly text: string;
}

/** A product, under its sums. */
export interface Term {
  readonly coefficient: Rational;
  readonly binders: readonly Range[];
  readonly powers: readonly Power[];
  readonly exponent: Form;
  /** Without the coefficient, so that terms of equal text can be collected. */
  readonly text: string;
}

/** An atom to an integer power other than 0. */
export interface Power {
  readonly atom: Atom;
  readonly exponent: number;
  /** Of the atom alone, so that powers of equal atoms can be collected. */
  readonly text: string;
}

/** What has no finer structure: `whole` is a sum of several terms that is divided by. */
export type Atom =
  | { readonly kind: "entry"; readonly name: string; readonly places: readonly Place[] }
  | { readonly kind: "delta"; readonly left: Place; readonly right: Place }
  | { readonly kind: "log"; readonly of: Form }
  | { readonly kind: "whole"; readonly of: Form };

export const ONE: Rational = { numerator: 1n, denominator: 1n };
export const MINUS_ONE: Rational = { numerator: -1n, denominator: 1n };

/** Adds up terms of equal text, so that what cancels is gone. */
export function form(depth: number, terms: readonly Term[]): Form {
  const collected = new Map<string, Term>();
  for (const term of terms) {
    const same = collected.get(term.text);
    if (same === undefined) collected.set(term.text, term);
    else collected.set(term.text, { ...term, coefficient: addRationals(same.coefficient, term.coefficient) });
  }
  const kept = [...collected.values()].filter(({ coefficient }) => coefficient.numerator !== 0n).sort(byText);
  const text = kept.map((term) => `${textOfRational(term.coefficient)}${term.text}`).join("+");
  return { depth, terms: kept, text: `{${text}}` };
}

/** A term from its parts; equal atoms must have been collected. */
export function term(
  coefficient: Rational,
  binders: readonly Range[],
  powers: readonly Power[],
  exponent: Form,
): Term {
  const sorted = [...powers].sort(byText);
  const factors = sorted.map((power) => `${power.text}^${power.exponent}`).join("*");
  const sums = binders.map((range) => JSON.stringify(range)).join();
  const text = `[${sums}]${factors}${exponent.terms.length > 0 ? `exp${exponent.text}` : ""}`;
  return { coefficient, binders, powers: sorted, exponent, text };
}

export function powerOf(atom: Atom, exponent: number): Power {
  return { atom, exponent, text: textOfAtom(atom) };
}

/** The form 0 or any rational number. */
export function constant(depth: number, value: Rational): Form {
  return form(depth, [term(value, [], [], zero(depth))]);
}

export function zero(depth: number): Form {
  return { depth, terms: [], text: "{}" };
}

export function isOne({ terms }: Form): boolean {
  return terms.length === 1 && terms[0].text === "[]" && textOfRational(terms[0].coefficient) === "1";
}

/** One atom as a form. */
export function single(depth: number, atom: Atom, exponent = 1): Form {
  return form(depth, [term(ONE, [], [powerOf(atom, exponent)], zero(depth))]);
}

function textOfAtom(atom: Atom): string {
  switch (atom.kind) {
    case "entry":
      return `${JSON.stringify(atom.name)}(${atom.places.map(textOfPlace).join()})`;
    case "delta":
      return `[${textOfPlace(atom.left)}=${textOfPlace(atom.right)}]`;
    case "log":
      return `log${atom.of.text}`;
    case "whole":
      return atom.of.text;
  }
}

function textOfRational({ numerator, denominator }: Rational): string {
  return denominator === 1n ? `${numerator}` : `${numerator}/${denominator}`;
}

function byText(a: { text: string }, b: { text: string }): number {
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}

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
