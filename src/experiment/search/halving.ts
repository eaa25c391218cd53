import type { Parameters } from "../../runs/experiment-json";
import { presets, type Chapter } from "../chapter/chapter";

/** The share of the candidates that a rung lets through is 1 / eta, and each has eta times as long as before. */
export const eta = 3;

/** What a run spends: the parameter that says how long it trains. */
export type Resource = "iterations" | "epochs";

/** Fewer say nothing of a run: the loss is a mean of the last batches. */
const fewest: Readonly<Record<Resource, number>> = { iterations: 100, epochs: 1 };

/** A plan of successive halving. */
export interface Rungs {
  readonly resource: Resource;
  /** what each candidate of a rung spends, from the first rung to the last, which is the whole */
  readonly budgets: readonly number[];
}

/**
 * Plans successive halving (Jamieson and Talwalkar, 2016): all candidates train for a short time, the best third three times as
 * long, and so on, until the last ones train as long as a run of the chapter does.
 *
 * @param combinations with their seeds
 * @throws RangeError if the chapter has no iterations or epochs, or they differ, or there is nothing to halve
 */
export function planRungs(chapter: Chapter, combinations: readonly Parameters[]): Rungs {
  const preset = presets(chapter);
  const resource = (["iterations", "epochs"] as const).find((name) => typeof preset[name] === "number");
  if (resource === undefined)
    throw new RangeError(`experiment requires a chapter with iterations or epochs for --halving, got ${chapter.name}`); // prettier-ignore
  const wholes = new Set(combinations.map((one) => one[resource] ?? preset[resource]));
  if (wholes.size > 1)
    throw new RangeError(
      `experiment requires one value of ${resource} with --halving, got ${[...wholes].join(", ")}`,
    );
  const whole = Number([...wholes][0]);
  const candidates = new Set(combinations.map(candidateKey)).size;
  const budgets: number[] = [];
  for (let left = candidates, budget = whole; budget >= fewest[resource]; budget = Math.floor(budget / eta)) {
    budgets.unshift(budget);
    if (left < eta) break;
    left = Math.floor(left / eta);
  }
  if (budgets.length < 2)
    throw new RangeError(
      `experiment requires at least ${eta} candidates and ${eta * fewest[resource]} ${resource} for --halving, got ${candidates} and ${whole}`,
    );
  return { resource, budgets };
}

/** The combinations of a rung, which spend what it has. */
export function atBudget(
  combinations: readonly Parameters[],
  { resource }: Rungs,
  budget: number,
): Parameters[] {
  return combinations.map((one) => ({ ...one, [resource]: budget }));
}

/**
 * The best third of the candidates, at least one, in their order: those of the lowest mean loss over their seeds. A candidate with a
 * seed that failed comes after all others; of equal ones, the earlier goes on.
 *
 * @param losses of each combination; null if it failed
 */
export function survivors(
  combinations: readonly Parameters[],
  losses: readonly (number | null)[],
): Parameters[] {
  const byCandidate = new Map<string, (number | null)[]>();
  combinations.forEach((one, i) => {
    const key = candidateKey(one);
    byCandidate.set(key, [...(byCandidate.get(key) ?? []), losses[i]]);
  });
  const mean = (values: readonly (number | null)[]): number =>
    values.reduce<number>((sum, value) => sum + (value ?? Infinity), 0) / values.length;
  const ranked = [...byCandidate].map(([key, values]) => ({ key, loss: mean(values) }));
  ranked.sort((a, b) => (a.loss === b.loss ? 0 : a.loss - b.loss)); // stable: Infinity − Infinity is no number
  const kept = new Set(ranked.slice(0, Math.max(1, Math.floor(ranked.length / eta))).map(({ key }) => key));
  return combinations.filter((one) => kept.has(candidateKey(one)));
}

/** Equal for combinations that differ in their seed alone. */
function candidateKey(combination: Parameters): string {
  return JSON.stringify(Object.entries(combination).filter(([name]) => name !== "seed").sort()); // prettier-ignore
}
