import type { Parameters, ParameterValue } from "../../runs/experiment-json";
import { requireParameter, isSetting, parseParameter, type Chapter } from "../chapter/chapter";
import { parseGrid } from "../grid/grid";
import { settingTable } from "../../settings/table";

/** The values among which a parameter is searched. */
export interface Range {
  readonly name: string;
  /** the value at a place from 0 to below 1 */
  at(place: number): ParameterValue;
}

/** Significant digits of a value that is drawn: enough to tell values apart, and few to read. */
const digits = 4;

/**
 * Reads a range: `stepSize=log:0.01..10` (uniform on a logarithmic scale), `power=0.5..1` (uniform), `dimensions=10,50,100` (each
 * value as often). A whole number stays one; both ends belong to a range of whole numbers.
 *
 * @throws RangeError if a name is unknown, or an end is not allowed
 */
export function parseRange(chapter: Chapter, text: string): Range {
  const [, name, log, from, to] = /^([^=]+)=(log:)?([^,]+?)\.\.([^,]+)$/.exec(text) ?? [];
  if (name === undefined) return parseValues(chapter, text);
  const parameter = requireParameter(chapter, name);
  const [low, high] = [from, to].map((end) => parseParameter(chapter, name, end));
  if (typeof low !== "number" || typeof high !== "number")
    throw new RangeError(
      `experiment requires a range of numbers for ${name}, got ${text.slice(name.length + 1)}`,
    );
  if (!(low < high) || (log !== undefined && low <= 0))
    throw new RangeError(
      `experiment requires ${log ? "0 < LOW < HIGH" : "LOW < HIGH"} in the range of ${name}, got ${text.slice(name.length + 1)}`,
    );
  const kind = isSetting(parameter) ? settingTable[name as "seed"].kind : undefined;
  const whole =
    kind === "integer" || (kind === undefined && [parameter.value, low, high].every(Number.isInteger));
  const [a, b] = whole ? [low - 0.5, high + 0.5] : [low, high];
  const at = log ? (u: number) => low * (high / low) ** u : (u: number) => a + (b - a) * u;
  if (!whole) return { name, at: (u) => Number(at(u).toPrecision(digits)) };
  return { name, at: (u) => Math.min(high, Math.max(low, Math.round(at(u)))) };
}

function parseValues(chapter: Chapter, text: string): Range {
  const combinations: Parameters[] = parseGrid(chapter, { grid: [text] });
  const [name] = Object.keys(combinations[0]);
  const values = combinations.map((one) => one[name]);
  return { name, at: (u) => values[Math.floor(u * values.length)] };
}
