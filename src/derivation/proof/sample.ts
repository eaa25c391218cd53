import type { Hypothesis, Setting } from "./assumptions";
import type { Point } from "./evaluate";
import { valueOfIndex } from "./evaluate";
import { drawOf } from "./rules";
import type { Index, Range } from "./scalar";

/** Sizes, values of the free indices, and what is drawn; entries are not part of it. */
export type Sample = Pick<Point<never>, "sizes" | "indices" | "draw">;

/**
 * A sample that satisfies the hypotheses, or undefined if there is none among those in which everything
 * that may differ does: each free index and each draw has a value of its own. Hypotheses that only say
 * what differs hold there if they hold anywhere with at least one of everything.
 */
export function findSample(setting: Setting): Sample | undefined {
  const sample = spreadOut(setting);
  const holds = setting.hypotheses.every((hypothesis) => isSatisfied(hypothesis, sample, setting));
  return holds ? sample : undefined;
}

/** Free indices take the first values of their range, draws the ones after. */
function spreadOut({ indices, draws }: Setting): Sample {
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
    const { over, into } = drawOf(name, draws);
    const place = at.reduce((before, value, position) => before * sizes[over[position]] + value, 0);
    return (starts[name] + place) % sizes[into];
  };
  return { sizes, indices: values, draw };
}

function isSatisfied(hypothesis: Hypothesis, sample: Sample, setting: Setting): boolean {
  switch (hypothesis.kind) {
    case "different": {
      const { left, right, every } = hypothesis;
      const value = (at: Index, of: Sample): number => valueOfIndex(at, of);
      const quantified = every.map((name) => ({
        name,
        range: rangeOfQuantified(name, [left, right], setting),
      }));
      return assignments(quantified, sample).every((each) => value(left, each) !== value(right, each));
    }
    case "distinct":
      return drawOf(hypothesis.sample, setting.draws).over.length > 0;
    case "one-hot":
    case "positive":
      return setting.hypotheses.every((other) => agree(hypothesis, other));
  }
}

/** A vector is one-hot at one index at most, and then not positive everywhere. */
function agree(hypothesis: Hypothesis, other: Hypothesis): boolean {
  if (hypothesis.kind !== "one-hot" && hypothesis.kind !== "positive") return true;
  if (other.kind !== "one-hot" && other.kind !== "positive") return true;
  return hypothesis.name !== other.name || JSON.stringify(hypothesis) === JSON.stringify(other);
}

/** The sample with every choice of values for the quantified names. */
function assignments(
  quantified: readonly { readonly name: string; readonly range: Range }[],
  sample: Sample,
): readonly Sample[] {
  return quantified.reduce<readonly Sample[]>(
    (samples, { name, range }) =>
      samples.flatMap((each) =>
        Array.from({ length: sample.sizes[range] }, (_, value) => ({
          ...each,
          indices: { ...each.indices, [name]: value },
        })),
      ),
    [sample],
  );
}

/** The range of a name in the pattern of a draw, which is where it must stand. */
function rangeOfQuantified(name: string, within: readonly Index[], setting: Setting): Range {
  const ranges = within.flatMap((at) => rangesOf(name, at, setting));
  if (ranges.length > 0) return ranges[0];
  throw new RangeError(`prove requires the quantified index ${name} to stand in a draw, got none`);
}

function rangesOf(name: string, at: Index, setting: Setting): Range[] {
  if (at.kind === "index") return [];
  const { over } = drawOf(at.of, setting.draws);
  return at.at.flatMap((inner, position) =>
    inner.kind === "index" && inner.name === name ? [over[position]] : rangesOf(name, inner, setting),
  );
}
