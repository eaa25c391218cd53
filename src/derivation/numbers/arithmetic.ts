import type { BigNumber } from "./mathjs";
import { mathjs } from "./mathjs";

/**
 * No number there. `domain`: the logarithm of what is not positive, the root of what is negative, with neighbours
 * that have none either. `pole`: a division by zero. `kink`: |x| at 0, whose derivative does not exist. A pole or a
 * kink at a single point says nothing about an equation.
 */
export class Undefined extends Error {
  constructor(
    message: string,
    readonly kind: "domain" | "pole" | "kink" = "domain",
  ) {
    super(message);
  }
}

/** Real arithmetic: doubles, as many digits as wanted, or numbers with their slope (duals.ts). */
export interface Arithmetic<T> {
  /** Decimal digits that a result is good for. */
  digits: number;
  from(value: string | number): T;
  number(value: T): number;
  plus(a: T, b: T): T;
  minus(a: T, b: T): T;
  times(a: T, b: T): T;
  over(a: T, b: T): T;
  exp(a: T): T;
  log(a: T): T;
  sqrt(a: T): T;
  sin(a: T): T;
  cos(a: T): T;
  /** Whether it carries a slope, so that a kink matters. */
  varies(a: T): boolean;
}

/** Doubles: fast, for a first look. */
export const doubles: Arithmetic<number> = {
  digits: 15,
  from: Number,
  number: (a) => a,
  plus: (a, b) => a + b,
  minus: (a, b) => a - b,
  times: (a, b) => a * b,
  over(a, b) {
    if (b === 0) throw new Undefined("a division by zero", "pole");
    return a / b;
  },
  exp: Math.exp,
  log(a) {
    if (!(a > 0)) throw new Undefined("the logarithm of a number that is not positive");
    return Math.log(a);
  },
  sqrt(a) {
    if (a < 0) throw new Undefined("the root of a negative number");
    return Math.sqrt(a);
  },
  sin: Math.sin,
  cos: Math.cos,
  varies: () => false,
};

const bigArithmetics = new Map<number, Arithmetic<BigNumber>>();

/** BigNumbers of mathjs, with so many digits. */
export function bigNumbers(digits: number): Arithmetic<BigNumber> {
  const found = bigArithmetics.get(digits);
  if (found) return found;
  const { bignumber } = mathjs(digits);
  const zero = bignumber(0);
  const made: Arithmetic<BigNumber> = {
    digits,
    from: (value) => bignumber(value),
    number: (a) => a.toNumber(),
    plus: (a, b) => a.plus(b),
    minus: (a, b) => a.minus(b),
    times: (a, b) => a.times(b),
    over(a, b) {
      if (b.equals(zero)) throw new Undefined("a division by zero", "pole");
      return a.div(b);
    },
    exp: remembered((a) => a.exp()),
    log: remembered((a) => {
      if (!a.greaterThan(zero)) throw new Undefined("the logarithm of a number that is not positive");
      return a.ln();
    }),
    sqrt(a) {
      if (zero.greaterThan(a)) throw new Undefined("the root of a negative number");
      return a.sqrt();
    },
    sin: (a) => a.sin(),
    cos: (a) => a.cos(),
    varies: () => false,
  };
  bigArithmetics.set(digits, made);
  return made;
}

const mostRemembered = 5000;

/** The same function, which remembers its values: an expression often has the same exponential in many places. */
function remembered(of: (a: BigNumber) => BigNumber): (a: BigNumber) => BigNumber {
  const values = new Map<string, BigNumber>();
  return (a) => {
    const key = String(a);
    const known = values.get(key);
    if (known) return known;
    if (values.size >= mostRemembered) values.clear();
    const value = of(a);
    values.set(key, value);
    return value;
  };
}
