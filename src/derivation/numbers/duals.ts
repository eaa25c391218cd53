import type { Arithmetic } from "./arithmetic";
import { Undefined } from "./arithmetic";

/** Slopes by the variables that a number depends on, which are numbered; by all others the slope is 0. */
export type Slopes<T> = ReadonlyMap<number, T>;

/** A number and its slopes; without slopes it depends on no variable. */
export interface Dual<T> {
  readonly value: T;
  readonly slopes?: Slopes<T>;
}

/**
 * Dual numbers over any arithmetic: x + Σ_k x_k ε_k with ε_j ε_k = 0, so that f(x + ε) = f(x) + f′(x) ε holds exactly,
 * for all variables at once. Over dual numbers they give second derivatives, and so on; no digit is lost to a
 * difference quotient.
 *
 * Source: Griewank and Walther, "Evaluating Derivatives", 2nd edition, 2008, chapters 3 and 7 (sparse forward mode).
 */
export function createDuals<T>(real: Arithmetic<T>): Arithmetic<Dual<T>> {
  const two = real.from(2);
  const zero = real.from(0);
  const negated = (x: T): T => real.minus(zero, x);
  const dual = (value: T, slopes: Slopes<T> | undefined): Dual<T> =>
    slopes === undefined ? { value } : { value, slopes };
  const scaled = (by: T, slopes: Slopes<T> | undefined): Slopes<T> | undefined =>
    slopes && each(slopes, (slope) => real.times(by, slope));
  const divided = (slopes: Slopes<T> | undefined, by: T): Slopes<T> | undefined =>
    slopes && each(slopes, (slope) => real.over(slope, by));
  return {
    digits: real.digits,
    from: (value) => ({ value: real.from(value) }),
    number: ({ value }) => real.number(value),
    plus: (a, b) => dual(real.plus(a.value, b.value), total(a.slopes, b.slopes, real.plus)),
    minus: (a, b) =>
      dual(real.minus(a.value, b.value), total(a.slopes, b.slopes && each(b.slopes, negated), real.plus)),
    times: (a, b) =>
      dual(
        real.times(a.value, b.value),
        total(scaled(b.value, a.slopes), scaled(a.value, b.slopes), real.plus),
      ),
    over(a, b) {
      const value = real.over(a.value, b.value);
      if (b.slopes === undefined) return dual(value, divided(a.slopes, b.value));
      const change = total(a.slopes, scaled(negated(value), b.slopes), real.plus);
      return dual(value, divided(change, b.value));
    },
    exp(a) {
      const value = real.exp(a.value);
      return dual(value, scaled(value, a.slopes));
    },
    log: (a) => dual(real.log(a.value), divided(a.slopes, a.value)),
    sqrt(a) {
      const value = real.sqrt(a.value);
      if (a.slopes === undefined) return { value };
      if (real.number(value) === 0) throw new Undefined("a root has no derivative at 0", "kink");
      return dual(value, divided(a.slopes, real.times(two, value)));
    },
    sin: (a) => dual(real.sin(a.value), a.slopes && scaled(real.cos(a.value), a.slopes)),
    cos: (a) => dual(real.cos(a.value), a.slopes && scaled(negated(real.sin(a.value)), a.slopes)),
    varies: ({ value, slopes }) => slopes !== undefined || real.varies(value),
  };
}

function each<T>(slopes: Slopes<T>, change: (slope: T) => T): Slopes<T> {
  const changed = new Map<number, T>();
  for (const [variable, slope] of slopes) changed.set(variable, change(slope));
  return changed;
}

function total<T>(
  a: Slopes<T> | undefined,
  b: Slopes<T> | undefined,
  plus: (a: T, b: T) => T,
): Slopes<T> | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const sum = new Map(a);
  for (const [variable, slope] of b) {
    const before = sum.get(variable);
    sum.set(variable, before === undefined ? slope : plus(before, slope));
  }
  return sum;
}
