import type { Range } from "../declare/range";
import type { Index } from "../typed/indices";
import { index } from "../typed/indices";

/**
 * The language of the proofs: one entry of an expression, with its sums and indicators written out.
 * A matrix identity is lowered to it by naming a row and a column: `(A x)_r` is `sum("i", "d", A_ri x_i)`.
 */

/** A periodic function with rules of its own. */
export type Wave = "sin" | "cos";

/** A real number that depends on the entries of named arrays, on sizes and on draws. */
export type Scalar =
  | { readonly kind: "number"; readonly numerator: bigint; readonly denominator: bigint }
  /** An entry of an array; without indices, a scalar variable. */
  | { readonly kind: "entry"; readonly name: string; readonly indices: readonly Index[] }
  /** 1 where both indices have the same value, else 0. */
  | { readonly kind: "delta"; readonly left: Index; readonly right: Index }
  /** The sum of nothing is 0. */
  | { readonly kind: "sum"; readonly index: string; readonly range: Range; readonly body: Scalar }
  /** The product of nothing is 1. */
  | { readonly kind: "product over"; readonly index: string; readonly range: Range; readonly body: Scalar }
  | { readonly kind: "add"; readonly terms: readonly Scalar[] }
  | { readonly kind: "multiply"; readonly factors: readonly Scalar[] }
  /** The exponent is an integer; x to the 0 is 1. */
  | { readonly kind: "power"; readonly base: Scalar; readonly exponent: number }
  | { readonly kind: "exp"; readonly of: Scalar }
  | { readonly kind: "log"; readonly of: Scalar }
  /** 1 where its argument is positive, 0 where it is negative; at 0, a kink, it says nothing. */
  | { readonly kind: "step"; readonly of: Scalar }
  | { readonly kind: "wave"; readonly name: Wave; readonly of: Scalar }
  /** An expression in which the entries of the array `name`, at these indices, stand for a value. */
  | {
      readonly kind: "let";
      readonly name: string;
      readonly indices: readonly string[];
      readonly value: Scalar;
      readonly of: Scalar;
    }
  /** Entry `at` of the inverse of the square matrix whose entry at the indices `names` is `value`. */
  | {
      readonly kind: "inverse";
      readonly names: readonly [row: string, column: string];
      readonly range: Range;
      readonly value: Scalar;
      readonly at: readonly [row: Index, column: Index];
    }
  /** By one entry of the array `name`, all entries being independent variables. */
  | {
      readonly kind: "derivative";
      readonly of: Scalar;
      readonly name: string;
      readonly indices: readonly Index[];
    };

/** The rational number numerator / denominator. */
export function number(numerator: number | bigint, denominator: number | bigint = 1): Scalar {
  if (BigInt(denominator) === 0n) throw new RangeError("number requires a denominator other than 0, got 0");
  return { kind: "number", numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

/** `entry("U", "i", "w")` is U_iw; `entry("x")` is a scalar variable. */
export function entry(name: string, ...indices: readonly (Index | string)[]): Scalar {
  return { kind: "entry", name, indices: indices.map(index) };
}

/** 1 where left and right have the same value, else 0. */
export function delta(left: Index | string, right: Index | string): Scalar {
  return { kind: "delta", left: index(left), right: index(right) };
}

/** The sum of the body over all values of the index. */
export function sum(indexName: string, range: Range, body: Scalar): Scalar {
  return { kind: "sum", index: indexName, range, body };
}

/** The product of the body over all values of the index. */
export function productOver(indexName: string, range: Range, body: Scalar): Scalar {
  return { kind: "product over", index: indexName, range, body };
}

export function add(...terms: readonly Scalar[]): Scalar {
  return { kind: "add", terms };
}

export function multiply(...factors: readonly Scalar[]): Scalar {
  return { kind: "multiply", factors };
}

export function power(base: Scalar, exponent: number): Scalar {
  if (!Number.isSafeInteger(exponent)) {
    throw new RangeError(`power requires an integer exponent, got ${exponent}`);
  }
  return { kind: "power", base, exponent };
}

export function exp(of: Scalar): Scalar {
  return { kind: "exp", of };
}

/** The natural logarithm, defined where its argument is positive. */
export function log(of: Scalar): Scalar {
  return { kind: "log", of };
}

/** 1 where its argument is positive, 0 where it is negative. */
export function step(of: Scalar): Scalar {
  return { kind: "step", of };
}

export function wave(name: Wave, of: Scalar): Scalar {
  return { kind: "wave", name, of };
}

/** The derivative by the entry of `name` at the given indices, which may be free, bound or drawn. */
export function derivative(of: Scalar, name: string, ...indices: readonly (Index | string)[]): Scalar {
  return { kind: "derivative", of, name, indices: indices.map(index) };
}

export function negate(of: Scalar): Scalar {
  return multiply(number(-1), of);
}

export function subtract(left: Scalar, right: Scalar): Scalar {
  return add(left, negate(right));
}
