import type { Assumptions } from "../../../dist/derivation/proof/assumptions";
import type { Arithmetic, Point } from "./evaluate";
import { doubles, evaluate } from "./evaluate";
import { evaluateIndex } from "../../../dist/derivation/proof/witness";
import type { Scalar } from "../../../dist/derivation/proof/scalar";

/** Uniforms in [0, 1) from a seed: mulberry32. */
export function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function below(bound: number, random: () => number): number {
  return Math.floor(random() * bound);
}

/**
 * A point under these assumptions with sizes from 0 to 3 (from 1, where a free index or a draw needs a value), or
 * undefined if the one that came up breaks a hypothesis.
 */
export function randomPoint(assumptions: Assumptions, random: () => number): Point<number> | undefined {
  const needed = new Set([
    ...Object.values(assumptions.indices),
    ...Object.values(assumptions.draws).map(({ into }) => into),
  ]);
  const sizes: Record<string, number> = {};
  for (const range of ["n", "d", "K", "m"])
    sizes[range] = needed.has(range) ? 1 + below(3, random) : below(4, random);
  const indices: Record<string, number> = {};
  for (const [name, range] of Object.entries(assumptions.indices))
    indices[name] = below(sizes[range], random);
  const drawn = new Map<string, number>();
  const draw = (name: string, at: readonly number[]): number =>
    remember(drawn, `${name}${at.join()}`, () => below(sizes[assumptions.draws[name].into], random));
  const values = new Map<string, number>();
  const point: Point<number> = {
    sizes,
    indices,
    draw,
    entry: (name, at) =>
      remember(values, `${name}${at.join()}`, () => chooseEntry(name, assumptions, random)),
  };
  return holds(assumptions, point) ? point : undefined;
}

function remember(known: Map<string, number>, key: string, make: () => number): number {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

function chooseEntry(name: string, { hypotheses }: Assumptions, random: () => number): number {
  for (const known of hypotheses) {
    if (known.kind === "positive" && known.name === name) return 0.2 + 2 * random();
  }
  return 3 * random() - 1.5;
}

/** Hypotheses about draws, tried on every value of K and m at most 3. */
function holds({ hypotheses }: Assumptions, { sizes, indices, draw }: Point<number>): boolean {
  return hypotheses.every((known) => {
    if (known.kind === "distinct") {
      const drawn = Array.from({ length: sizes.K }, (_, k) => draw(known.draw, [k]));
      return new Set(drawn).size === drawn.length;
    }
    if (known.kind !== "different") return true;
    const choices = known.every.length === 0 ? 1 : sizes.K;
    return Array.from({ length: choices }, (_, k) => k).every((k) => {
      const each = {
        indices: { ...indices, ...Object.fromEntries(known.every.map((name) => [name, k])) },
        draw,
      };
      return evaluateIndex(known.left, each) !== evaluateIndex(known.right, each);
    });
  });
}

/** Values beyond this leave a double too few digits to compare. */
const TOO_LARGE = 1e6;

/** A value and whether every step to it was well conditioned. */
export function valueAt(scalar: Scalar, point: Point<number>): number | undefined {
  let largest = 0;
  const see = (value: number): number => {
    largest = Number.isFinite(value) ? Math.max(largest, Math.abs(value)) : Infinity;
    return value;
  };
  const watched: Arithmetic<number> = {
    rational: (numerator, denominator) => see(doubles.rational(numerator, denominator)),
    add: (a, b) => see(a + b),
    multiply: (a, b) => see(a * b),
    power: (base, exponent) => {
      if (exponent < 0) see(1 / base);
      return see(base ** exponent);
    },
    exp: (a) => see(Math.exp(a)),
    log: (a) => {
      see(a > 0 ? 1 / a : Infinity);
      return see(Math.log(a));
    },
    step: (a) => {
      see(a === 0 ? Infinity : 1);
      return a > 0 ? 1 : 0;
    },
    sin: Math.sin,
    cos: Math.cos,
  };
  const value = evaluate(scalar, point, watched);
  return largest < TOO_LARGE && !Number.isNaN(value) ? value : undefined;
}

/** How two scalars compare at up to `count` points at which both are defined. */
export function compare(
  left: Scalar,
  right: Scalar,
  assumptions: Assumptions,
  count: number,
  random: () => number,
): { readonly equal: number; readonly different: number } {
  let [equal, different] = [0, 0];
  for (let tries = 0; tries < 8 * count && equal + different < count; tries++) {
    const point = randomPoint(assumptions, random);
    if (point === undefined) continue;
    const [a, b] = [valueAt(left, point), valueAt(right, point)];
    if (a === undefined || b === undefined) continue;
    if (Math.abs(a - b) <= 1e-8 * Math.max(1, Math.abs(a))) equal++;
    else different++;
  }
  return { equal, different };
}
