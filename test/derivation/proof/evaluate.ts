import type { Witness } from "../../../dist/derivation/proof/witness";
import { evaluateIndex } from "../../../dist/derivation/proof/witness";
import type { Scalar } from "../../../dist/derivation/proof/scalar";

/** The operations an evaluation needs, over doubles, long decimals or dual numbers alike. */
export interface Arithmetic<T> {
  rational(numerator: bigint, denominator: bigint): T;
  add(a: T, b: T): T;
  multiply(a: T, b: T): T;
  /** Integer powers; a to the 0 is 1, and 0 to a negative power is not finite (or throws). */
  power(base: T, exponent: number): T;
  exp(a: T): T;
  log(a: T): T;
  /** 1 where its argument is positive, else 0. */
  step(a: T): T;
  sin(a: T): T;
  cos(a: T): T;
}

/** Concrete sizes, indices, draws and entries; all indices count from 0. */
export interface Point<T> extends Witness {
  readonly entry: (name: string, at: readonly number[]) => T;
}

/** IEEE doubles. */
export const doubles: Arithmetic<number> = {
  rational: (numerator, denominator) => Number(numerator) / Number(denominator),
  add: (a, b) => a + b,
  multiply: (a, b) => a * b,
  power: (base, exponent) => base ** exponent,
  exp: Math.exp,
  log: Math.log,
  step: (a) => (a > 0 ? 1 : 0),
  sin: Math.sin,
  cos: Math.cos,
};

/**
 * The value of an expression at a point, by adding up every sum: no algebra, so that it can judge the
 * proofs. Derivatives are exact too, by dual numbers.
 */
export function evaluate<T>(scalar: Scalar, point: Point<T>, arithmetic: Arithmetic<T>): T {
  const value = (part: Scalar): T => evaluate(part, point, arithmetic);
  switch (scalar.kind) {
    case "number":
      return arithmetic.rational(scalar.numerator, scalar.denominator);
    case "entry":
      return point.entry(
        scalar.name,
        scalar.indices.map((at) => evaluateIndex(at, point)),
      );
    case "delta":
      return arithmetic.rational(
        evaluateIndex(scalar.left, point) === evaluateIndex(scalar.right, point) ? 1n : 0n,
        1n,
      );
    case "sum":
    case "product over":
      return accumulate(scalar, point, arithmetic);
    case "add":
      return scalar.terms.map(value).reduce(arithmetic.add, arithmetic.rational(0n, 1n));
    case "multiply":
      return scalar.factors.map(value).reduce(arithmetic.multiply, arithmetic.rational(1n, 1n));
    case "power":
      return arithmetic.power(value(scalar.base), scalar.exponent);
    case "exp":
      return arithmetic.exp(value(scalar.of));
    case "log":
      return arithmetic.log(value(scalar.of));
    case "step":
      return arithmetic.step(value(scalar.of));
    case "wave":
      return arithmetic[scalar.name](value(scalar.of));
    case "let": {
      const entry = (name: string, at: readonly number[]): T => {
        if (name !== scalar.name) return point.entry(name, at);
        const named = Object.fromEntries(scalar.indices.map((index, i) => [index, at[i]]));
        return evaluate(scalar.value, { ...point, indices: { ...point.indices, ...named } }, arithmetic);
      };
      return evaluate(scalar.of, { ...point, entry }, arithmetic);
    }
    case "inverse":
      throw new RangeError("evaluate requires a scalar without inverses");
    case "derivative":
      return evaluateDerivative(scalar, point, arithmetic);
  }
}

function accumulate<T>(
  scalar: Extract<Scalar, { kind: "sum" | "product over" }>,
  point: Point<T>,
  arithmetic: Arithmetic<T>,
): T {
  const size = point.sizes[scalar.range];
  if (size === undefined) throw new RangeError(`evaluate requires the size ${scalar.range}, got none`);
  const indices = { ...point.indices };
  const inside = { ...point, indices };
  const isSum = scalar.kind === "sum";
  let total = arithmetic.rational(isSum ? 0n : 1n, 1n);
  for (let value = 0; value < size; value++) {
    indices[scalar.index] = value;
    const next = evaluate(scalar.body, inside, arithmetic);
    total = isSum ? arithmetic.add(total, next) : arithmetic.multiply(total, next);
  }
  return total;
}

interface Dual<T> {
  readonly value: T;
  readonly slope: T;
}

function evaluateDerivative<T>(
  scalar: Extract<Scalar, { kind: "derivative" }>,
  point: Point<T>,
  arithmetic: Arithmetic<T>,
): T {
  const by = scalar.indices.map((at) => evaluateIndex(at, point));
  const isVariable = (name: string, at: readonly number[]): boolean =>
    name === scalar.name && at.length === by.length && at.every((value, position) => value === by[position]);
  const lifted: Point<Dual<T>> = {
    sizes: point.sizes,
    indices: point.indices,
    draw: point.draw,
    entry: (name, at) => ({
      value: point.entry(name, at),
      slope: arithmetic.rational(isVariable(name, at) ? 1n : 0n, 1n),
    }),
  };
  return evaluate(scalar.of, lifted, dual(arithmetic)).slope;
}

/** a + a'ε with ε² = 0: carries a value and its slope through every operation. */
function dual<T>({
  rational,
  add,
  multiply,
  power,
  exp,
  log,
  step,
  sin,
  cos,
}: Arithmetic<T>): Arithmetic<Dual<T>> {
  const zero = rational(0n, 1n);
  return {
    rational: (numerator, denominator) => ({ value: rational(numerator, denominator), slope: zero }),
    add: (a, b) => ({ value: add(a.value, b.value), slope: add(a.slope, b.slope) }),
    multiply: (a, b) => ({
      value: multiply(a.value, b.value),
      slope: add(multiply(a.slope, b.value), multiply(a.value, b.slope)),
    }),
    power: (base, exponent) => ({
      value: power(base.value, exponent),
      slope:
        exponent === 0
          ? zero
          : multiply(multiply(rational(BigInt(exponent), 1n), power(base.value, exponent - 1)), base.slope),
    }),
    exp: (a) => ({ value: exp(a.value), slope: multiply(exp(a.value), a.slope) }),
    log: (a) => ({ value: log(a.value), slope: multiply(power(a.value, -1), a.slope) }),
    step: (a) => ({ value: step(a.value), slope: zero }),
    sin: (a) => ({ value: sin(a.value), slope: multiply(cos(a.value), a.slope) }),
    cos: (a) => ({
      value: cos(a.value),
      slope: multiply(rational(-1n, 1n), multiply(sin(a.value), a.slope)),
    }),
  };
}
