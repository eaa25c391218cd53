import { parseParameter, type Chapter, type Value } from "./chapter";

/** Parameters by name. */
export type Parameters = Readonly<Record<string, Value>>;

/**
 * Every combination of the parameters asked for, the last one changing fastest. Combinations that are written
 * twice are there once.
 *
 * @param set   `name=value`, of all runs
 * @param grid  `name=value,value,...`, each value in some runs
 * @param seeds adds `seed=1,...,seeds` to the grid
 * @throws RangeError if a name is unknown or given twice, or a value is not allowed
 */
export function gridOf(
  chapter: Chapter,
  set: readonly string[],
  grid: readonly string[],
  seeds?: number,
): Parameters[] {
  const choices = new Map<string, Value[]>();
  const add = (text: string, several: boolean): void => {
    const [name, values] = split(text, several ? "--grid" : "--set");
    if (choices.has(name)) throw new RangeError(`experiment requires ${name} once, got it again`);
    const texts = several ? values.split(",") : [values];
    choices.set(name, [...new Set(texts.map((value) => parseParameter(chapter, name, value)))]);
  };
  for (const text of set) add(text, false);
  for (const text of grid) add(text, true);
  if (seeds !== undefined) add(`seed=${Array.from({ length: seeds }, (_, i) => i + 1).join(",")}`, true);
  if (seeds !== undefined && choices.get("reference")?.includes(true)) {
    throw new RangeError(
      "experiment requires reference=false with --seeds, got true; such a run draws by pythonSeed and numpySeed",
    );
  }
  return combinations([...choices]);
}

function split(text: string, option: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw new RangeError(`experiment requires ${option} name=value, got ${text}`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function combinations(choices: readonly (readonly [string, readonly Value[]])[]): Parameters[] {
  return choices.reduce<Parameters[]>(
    (all, [name, values]) => all.flatMap((before) => values.map((value) => ({ ...before, [name]: value }))),
    [{}],
  );
}
