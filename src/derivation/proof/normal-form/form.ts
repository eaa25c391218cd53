import type { Range } from "../../declare/range";
import type { FormIndex } from "./form-index";
import { indexKey } from "./form-index";
import type { Rational } from "./rational";
import { addRationals } from "./rational";
import type { Wave } from "../scalar";

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
export class Form {
  private written: string | undefined;

  constructor(
    readonly depth: number,
    readonly terms: readonly Term[],
  ) {}

  /** Tells forms of one depth apart; written when first asked for, since most forms are only passed through. */
  get text(): string {
    this.written ??= `{${this.terms.map((part) => `${textOfRational(part.coefficient)}${part.text}`).join("+")}}`;
    return this.written;
  }
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
  /** The indices of a symmetric array are in the order of their texts. */
  | {
      readonly kind: "entry";
      readonly name: string;
      readonly indices: readonly FormIndex[];
      readonly symmetric?: true;
    }
  | { readonly kind: "delta"; readonly left: FormIndex; readonly right: FormIndex }
  | { readonly kind: "log"; readonly of: Form }
  /** 1 where the form is positive, 0 where it is negative. */
  | { readonly kind: "step"; readonly of: Form }
  | { readonly kind: "wave"; readonly name: Wave; readonly of: Form }
  | { readonly kind: "whole"; readonly of: Form };

export const ONE: Rational = { numerator: 1n, denominator: 1n };
export const MINUS_ONE: Rational = { numerator: -1n, denominator: 1n };

/** The form of any terms: those of equal text are added up, so that what cancels is gone. */
export function form(depth: number, terms: readonly Term[]): Form {
  if (terms.length === 0 || (terms.length === 1 && terms[0].coefficient.numerator !== 0n)) {
    return new Form(depth, terms);
  }
  const collected = new Map<string, Term>();
  for (const part of terms) {
    const same = collected.get(part.text);
    const coefficient =
      same === undefined ? part.coefficient : addRationals(same.coefficient, part.coefficient);
    collected.set(part.text, same === undefined ? part : { ...part, coefficient });
  }
  const kept = [...collected.values()].filter(({ coefficient }) => coefficient.numerator !== 0n);
  return new Form(depth, kept.sort(byText));
}

/** A term from its parts; equal atoms must have been collected. */
export function term(
  coefficient: Rational,
  binders: readonly Range[],
  powers: readonly Power[],
  exponent: Form,
): Term {
  const sorted = powers.length > 1 ? [...powers].sort(byText) : powers;
  const factors = sorted.map((power) => `${power.text}^${power.exponent}`).join("*");
  const sums = binders.map((range) => JSON.stringify(range)).join();
  const text = `[${sums}]${factors}${exponent.terms.length > 0 ? `exp${exponent.text}` : ""}`;
  return { coefficient, binders, powers: sorted, exponent, text };
}

export function createPower(atom: Atom, exponent: number): Power {
  return { atom, exponent, text: textOfAtom(atom) };
}

/** The form 0 or any rational number. */
export function constant(depth: number, value: Rational): Form {
  return form(depth, [term(value, [], [], zero(depth))]);
}

export function zero(depth: number): Form {
  return new Form(depth, []);
}

export function isOne({ terms }: Form): boolean {
  return terms.length === 1 && terms[0].text === "[]" && textOfRational(terms[0].coefficient) === "1";
}

/** One atom as a form. */
export function single(depth: number, atom: Atom, exponent = 1): Form {
  return form(depth, [term(ONE, [], [createPower(atom, exponent)], zero(depth))]);
}

function textOfAtom(atom: Atom): string {
  switch (atom.kind) {
    case "entry":
      return `${JSON.stringify(atom.name)}(${atom.indices.map(indexKey).join()})`;
    case "delta":
      return `[${indexKey(atom.left)}=${indexKey(atom.right)}]`;
    case "log":
    case "step":
      return `${atom.kind}${atom.of.text}`;
    case "wave":
      return `${atom.name}${atom.of.text}`;
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
