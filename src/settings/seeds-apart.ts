import type { Settings } from "./table";

type Value = string | number | boolean;

/** Names of the settings that say from where a run draws. */
const seedNames = ["seed", "pythonSeed", "numpySeed"];

/**
 * The settings of a run in the two parts in which a description states them, without the text: how it trains, and
 * the seeds that it draws from, which are two of other generators for a reference run.
 */
export function seedsApart(settings: Settings): {
  others: Record<string, Value>;
  seeds: Record<string, number>;
} {
  const entries: [string, Value][] = Object.entries(settings);
  const reference = entries.some(([name, value]) => name === "reference" && value === true);
  const drawsFrom = (name: string): boolean => (name === "seed") !== reference;
  return {
    others: Object.fromEntries(entries.filter(([name]) => name !== "corpus" && !seedNames.includes(name))),
    seeds: Object.fromEntries(
      entries.flatMap(([name, value]) =>
        seedNames.includes(name) && drawsFrom(name) ? [[name, Number(value)]] : [],
      ),
    ),
  };
}
