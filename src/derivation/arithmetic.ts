import type { BigNumber } from "./mathjs";
import { mathjs } from "./mathjs";

/** No number there: a division by zero, the logarithm of what is not positive. */
export class Undefined extends Error {}

/** Real arithmetic, as doubles or with as many digits as wanted. `step` is that of differences. */
export interface Arithmetic<T> {
  digits: number;
  step: T;
  from(value: string | number): T;
  number(value: T): number;
  plus(a: T, b: T): T;
  minus(a: T, b: T): T;
  times(a: T, b: T): T;
  over(a: T, b: T): T;
  exp(a: T): T;
  log(a: T): T;
}

/** Doubles: fast, for a first look. */
export const doubles: Arithmetic<number> = {
  digits: 15,
  step: 2 ** -17,
  from: Number,
  number: (a) => a,
  plus: (a, b) => a + b,
  minus: (a, b) => a - b,
  times: (a, b) => a * b,
  over(a, b) {
    if (b === 0) throw new Undefined("a division by zero");
    return a / b;
  },
  exp: Math.exp,
  log(a) {
    if (!(a > 0)) throw new Undefined("the logarithm of a number that is not positive");
    return Math.log(a);
  },
};

const bigArithmetics = new Map<number, Arithmetic<BigNumber>>();

/** BigNumbers of mathjs. Differences with the step 10^(-digits/3) are right to two thirds of the digits. */
export function bigNumbers(digits: number): Arithmetic<BigNumber> {
  const found = bigArithmetics.get(digits);
  if (found) return found;
  const { bignumber } = mathjs(digits);
  const zero = bignumber(0);
  const made: Arithmetic<BigNumber> = {
    digits,
    step: bignumber(`1e-${Math.floor(digits / 3)}`),
    from: (value) => bignumber(value),
    number: (a) => a.toNumber(),
    plus: (a, b) => a.plus(b),
    minus: (a, b) => a.minus(b),
    times: (a, b) => a.times(b),
    over(a, b) {
      if (b.equals(zero)) throw new Undefined("a division by zero");
      return a.div(b);
    },
    exp: (a) => a.exp(),
    log(a) {
      if (!a.greaterThan(zero)) throw new Undefined("the logarithm of a number that is not positive");
      return a.ln();
    },
  };
  bigArithmetics.set(digits, made);
  return made;
}
