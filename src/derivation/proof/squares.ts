import type { Power, Term } from "./normal-form/form";
import type { FormIndex } from "./normal-form/form-index";
import { indexKey, replaceIndex } from "./normal-form/form-index";
import { atomMentions } from "./normal-form/levels";
import type { Rules } from "./rules";

/** More sums than this are not looked through. */
const MOST = 6;

/** Pairs of levels of which the second stands for the first once more: the (i, j) of Σ_ij x_i A_ij x_j. */
type Pairs = readonly (readonly [number, number])[];

/**
 * Whether a term is a square, or a quadratic form of semidefinite matrices, times factors that are never negative:
 *
 *     Σ_ij f(i) f(j) = (Σ_i f(i))²        Σ_ij f(i) A_ij f(j) ≥ 0        also with several sums in the place of each
 *
 * @param depth      the level of the first sum
 * @param isPositive whether a factor is never negative
 */
export function isQuadratic(
  { binders, powers, exponent }: Term,
  depth: number,
  rules: Rules,
  isPositive: (power: Power) => boolean,
): boolean {
  if (binders.length < 2 || binders.length > MOST || exponent.terms.length > 0) return false;
  const levels = binders.map((_, i) => depth + i);
  const mayPair = (a: number, b: number): boolean => binders[a - depth] === binders[b - depth];
  return pairings(levels, mayPair).some((pairs) => {
    const paired = pairs.flat();
    const mentions = ({ atom }: Power, level: number): boolean => atomMentions(atom, level, level + 1);
    const own = powers.filter((power) => paired.some((level) => mentions(power, level)));
    return (
      powers.every((power) => own.includes(power) || isPositive(power)) &&
      isSquare(
        own.filter((power) => !isKernel(power, pairs, rules)),
        pairs,
      )
    );
  });
}

/** Whether a factor is an entry A_ij of a semidefinite matrix in the row and the column of a pair. */
function isKernel({ atom, exponent }: Power, pairs: Pairs, { semidefinite }: Rules): boolean {
  if (atom.kind !== "entry" || exponent !== 1 || !semidefinite.has(atom.name) || atom.indices.length !== 2)
    return false;
  const [row, column] = atom.indices.map((index) => (index.kind === "bound" ? index.level : -1));
  return pairs.some(([a, b]) => (a === row && b === column) || (a === column && b === row));
}

/** Whether half of the factors are the other half with the second level of each pair in the place of the first. */
function isSquare(factors: readonly Power[], pairs: Pairs): boolean {
  const first = new Set(pairs.map(([a]) => a));
  const second = new Map(pairs.map(([a, b]) => [a, b]));
  const half: string[] = [];
  const others: string[] = [];
  for (const { atom, exponent } of factors) {
    if (atom.kind !== "entry") return false;
    const levels = atom.indices.flatMap((index) => levelsIn(index));
    const isFirst = levels.some((level) => first.has(level));
    if (isFirst && levels.some((level) => [...second.values()].includes(level))) return false;
    const move = (index: FormIndex): FormIndex =>
      replaceIndex(index, (each) => {
        const to = each.kind === "bound" ? second.get(each.level) : undefined;
        return each.kind === "bound" && to !== undefined ? { ...each, level: to } : undefined;
      });
    const keys = atom.indices.map((index) => indexKey(isFirst ? move(index) : index));
    const text = `${atom.name}(${(atom.symmetric ? [...keys].sort() : keys).join()})^${exponent}`;
    (isFirst ? half : others).push(text);
  }
  return half.length > 0 && half.sort().join() === others.sort().join();
}

const levelsIn = (index: FormIndex): number[] =>
  index.kind === "bound" ? [index.level] : index.kind === "draw" ? index.at.flatMap(levelsIn) : [];

/** All ways to pair at least two of some levels, with both orders of each pair but the first. */
function pairings(
  levels: readonly number[],
  mayPair: (a: number, b: number) => boolean,
): (readonly (readonly [number, number])[])[] {
  const [level, ...others] = levels;
  if (level === undefined) return [];
  const without = pairings(others, mayPair);
  const paired = others
    .filter((other) => mayPair(level, other))
    .flatMap((other) => {
      const rest = pairings(
        others.filter((each) => each !== other),
        mayPair,
      );
      return [
        [[level, other]],
        ...rest.flatMap((more) => [
          [[level, other], ...more],
          [[other, level], ...more],
        ]),
      ] as Pairs[];
    });
  return [...paired, ...without];
}
