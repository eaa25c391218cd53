import type { Index } from "../typed/indices";
import type { Range } from "../declare/range";
import type { Hypothesis, Assumptions } from "./assumptions";
import { requireDraw } from "./rules";

/** Sizes, values of the free indices, and what is drawn; entries are not part of it. */
export interface Witness {
  readonly sizes: Readonly<Record<Range, number>>;
  readonly indices: Readonly<Record<string, number>>;
  readonly draw: (name: string, at: readonly number[]) => number;
}

/**
 * A witness that satisfies the hypotheses, or undefined if there is none among those in which everything
 * that may differ does: each free index and each draw has a value of its own. Hypotheses that only say
 * what differs hold there if they hold anywhere with at least one of everything.
 */
export function findWitness(assumptions: Assumptions): Witness | undefined {
  const witness = spreadOut(assumptions);
  const holds = assumptions.hypotheses.every((hypothesis) => isSatisfied(hypothesis, witness, assumptions));
  return holds ? witness : undefined;
}

/** Free indices take the first values of their range, draws the ones after. */
function spreadOut({ indices, draws }: Assumptions): Witness {
  const sizes: Record<Range, number> = {};
  const values: Record<string, number> = {};
  for (const [name, range] of Object.entries(indices)) {
    values[name] = sizes[range] ?? 0;
    sizes[range] = values[name] + 1;
  }
  for (const { over } of Object.values(draws))
    over.forEach((range) => (sizes[range] = Math.max(sizes[range] ?? 0, 2)));
  const starts: Record<string, number> = {};
  for (const [name, { over, into }] of Object.entries(draws)) {
    starts[name] = sizes[into] ?? 0;
    sizes[into] = starts[name] + over.reduce((count, range) => count * sizes[range], 1);
  }
  const draw = (name: string, at: readonly number[]): number => {
    const { over, into } = requireDraw(name, draws);
    const place = at.reduce((before, value, position) => before * sizes[over[position]] + value, 0);
    return (starts[name] + place) % sizes[into];
  };
  return { sizes, indices: values, draw };
}

function isSatisfied(hypothesis: Hypothesis, witness: Witness, assumptions: Assumptions): boolean {
  switch (hypothesis.kind) {
    case "different": {
      const { left, right, every } = hypothesis;
      const value = (at: Index, of: Witness): number => evaluateIndex(at, of);
      const quantified = every.map((name) => ({
        name,
        range: findQuantifiedRange(name, [left, right], assumptions),
      }));
      return assignments(quantified, witness).every((each) => value(left, each) !== value(right, each));
    }
    case "distinct":
      return requireDraw(hypothesis.draw, assumptions.draws).over.length > 0;
    default:
      return true; // about entries, which are no part of it
  }
}

/** The number an index stands for at a point. */
export function evaluateIndex(at: Index, point: Pick<Witness, "indices" | "draw">): number {
  if (at.kind === "draw") {
    return point.draw(
      at.of,
      at.at.map((inner) => evaluateIndex(inner, point)),
    );
  }
  const value = point.indices[at.name];
  if (value === undefined)
    throw new RangeError(`evaluateIndex requires a value for the index ${at.name}, got none`);
  return value;
}

/** The witness with every choice of values for the quantified names. */
function assignments(
  quantified: readonly { readonly name: string; readonly range: Range }[],
  witness: Witness,
): readonly Witness[] {
  return quantified.reduce<readonly Witness[]>(
    (witnesses, { name, range }) =>
      witnesses.flatMap((each) =>
        Array.from({ length: witness.sizes[range] }, (_, value) => ({
          ...each,
          indices: { ...each.indices, [name]: value },
        })),
      ),
    [witness],
  );
}

/** The range of a name in the pattern of a draw, which is where it must stand. */
function findQuantifiedRange(name: string, within: readonly Index[], assumptions: Assumptions): Range {
  const ranges = within.flatMap((at) => findRanges(name, at, assumptions));
  if (ranges.length > 0) return ranges[0];
  throw new RangeError(`prove requires the quantified index ${name} to stand in a draw, got none`);
}

function findRanges(name: string, at: Index, assumptions: Assumptions): Range[] {
  if (at.kind === "index") return [];
  const { over } = requireDraw(at.of, assumptions.draws);
  return at.at.flatMap((inner, position) =>
    inner.kind === "index" && inner.name === name ? [over[position]] : findRanges(name, inner, assumptions),
  );
}
