import type { Parameters, ParameterValue } from "../../runs/experiment-json";
import { checkParameter, parseParameter, requireParameter, type Chapter } from "../chapter/chapter";
import { isAllowed, isJsonValue, parseYaml } from "../chapter/parameter-values";

/** What the command line sets. */
export interface GridOptions {
  /** `name=value`, for all runs */
  readonly set?: readonly string[];
  /** `name=value,value,...` */
  readonly grid?: readonly string[];
  /** adds `seed=1,...,seeds` to the grid */
  readonly seeds?: number;
  /** for all runs that neither `set` nor `grid` gives another value */
  readonly file?: ReadonlyMap<string, ParameterValue>;
}

/**
 * All combinations of the parameters; the last one changes fastest. Repeated values count once.
 *
 * @throws RangeError if a name is unknown or given twice, or a value is not allowed
 */
export function parseGrid(chapter: Chapter, { set = [], grid = [], seeds, file }: GridOptions): Parameters[] {
  const choices = new Map<string, readonly ParameterValue[]>();
  const add = (name: string, values: readonly ParameterValue[]): void => {
    if (choices.has(name)) throw new RangeError(`experiment requires each parameter once, got ${name} twice`);
    choices.set(name, [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]);
  };
  for (const text of set) {
    const [name, value] = split(text, "--set");
    add(name, [parseParameter(chapter, name, value)]);
  }
  for (const text of grid) {
    const [name, values] = split(text, "--grid");
    add(name, parseChoices(chapter, name, values));
  }
  if (seeds !== undefined) {
    const numbers = Array.from({ length: seeds }, (_, i) => String(i + 1));
    add("seed", numbers.map((seed) => parseParameter(chapter, "seed", seed))); // prettier-ignore
  }
  const given = [...(file ?? [])].map(
    ([name, value]) => [name, checkParameter(chapter, name, value)] as const,
  );
  for (const [name, value] of given) if (!choices.has(name)) add(name, [value]);
  if (seeds !== undefined && choices.get("reference")?.includes(true)) {
    throw new RangeError(
      "experiment requires reference=false with --seeds, got true; a reference run ignores seed",
    );
  }
  return combinations([...choices]);
}

function split(text: string, option: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw new RangeError(`experiment requires ${option} name=value, got ${text}`);
  return [text.slice(0, at), text.slice(at + 1)];
}

/**
 * The values that `--grid` lists: a list of JSON, if the parameter may have each of its elements; else what commas
 * part. A comma within quotes, or within the brackets of a list or an object, parts nothing.
 */
function parseChoices(chapter: Chapter, name: string, text: string): ParameterValue[] {
  const parameter = requireParameter(chapter, name);
  if (text.trim().startsWith("[")) {
    const read = parseYaml(text, `experiment requires ${name} to be`);
    const { value } = "value" in read ? read : { value: undefined };
    const isList = Array.isArray(value) && value.length > 0 && value.every(isJsonValue);
    if (isList && value.every((one) => isAllowed(parameter, one)))
      return value.map((one) => checkParameter(chapter, name, one));
  }
  const nested = parameter.allowed.some((one) => one === "array" || one === "object");
  return partAtCommas(text, nested).map((part) => parseParameter(chapter, name, part));
}

/** @param nested whether brackets hold values together */
function partAtCommas(text: string, nested: boolean): string[] {
  const parts = [""];
  let depth = 0;
  for (const [piece] of text.matchAll(/(?<=^|,)("(?:[^"\\]|\\.)*"|'[^']*')(?=,|$)|"(?:[^"\\]|\\.)*"|[^]/g)) {
    if (nested && "[{".includes(piece)) depth++;
    if (nested && "]}".includes(piece)) depth--;
    if (piece === "," && depth <= 0) parts.push("");
    else parts[parts.length - 1] += piece;
  }
  return parts.map(unquoted);
}

/** The text within quotes, if they are around all of it. */
function unquoted(part: string): string {
  if (/^'[^']*'$/.test(part)) return part.slice(1, -1);
  if (!/^"(?:[^"\\]|\\.)*"$/.test(part)) return part;
  try {
    return JSON.parse(part) as string;
  } catch {
    return part.slice(1, -1);
  }
}

function combinations(choices: readonly (readonly [string, readonly ParameterValue[]])[]): Parameters[] {
  return choices.reduce<Parameters[]>(
    (all, [name, values]) => all.flatMap((before) => values.map((value) => ({ ...before, [name]: value }))),
    [{}],
  );
}
