import { fieldValue, requireField, type FieldValue } from "./run-fields";
import type { RunRecord } from "./run-record";

/** Whether a run is chosen. */
export type RunFilter = (run: RunRecord) => boolean;

const signs = ["!=", "<=", ">=", "=", "<", ">", "~"] as const;

/**
 * Reads a condition on a field of a run: `stepSize=0.3`, `meanLoss<9.9`, `chapter!=07-training`, `notes~noise` for a text
 * that contains another, `tags=best` for one tag of several. Numbers are compared as numbers; a run without the field, or
 * with another kind of value, meets only `!=`. `name=` holds where there is none.
 *
 * @param runs whose fields may be named
 * @throws RangeError if it is no condition, names no field, or no value of that field could meet it
 */
export function parseFilter(text: string, runs: readonly RunRecord[]): RunFilter {
  const [, name, sign, wanted] = /^([^!<>=~]+)(!=|<=|>=|=|<|>|~)([^]*)$/.exec(text) ?? [];
  if (name === undefined)
    throw new RangeError(
      `experiment requires a condition such as stepSize=0.3, with one of ${signs.join(" ")}, got ${JSON.stringify(text)}`,
    );
  const field = requireField(name.trim(), runs);
  requireComparable(text, field, sign, wanted.trim(), runs);
  const meets = condition(sign as (typeof signs)[number], wanted.trim());
  if (field !== "tags" || sign === "~") return (run) => meets(fieldValue(run, field));
  if (sign === "!=") return (run) => run.tags.every(meets);
  return (run) => run.tags.some(meets);
}

/** An order needs something to compare with, and a field of numbers a number. */
function requireComparable(
  text: string,
  field: string,
  sign: string,
  wanted: string,
  runs: readonly RunRecord[],
): void {
  const isOrder = /[<>]/.test(sign);
  if (sign === "~" || (wanted === "" && !isOrder)) return;
  const values = runs.map((run) => fieldValue(run, field)).filter((value) => value !== null);
  const isNumeric = values.length > 0 && values.every((value) => typeof value === "number");
  if (wanted === "" || (isNumeric && Number.isNaN(Number(wanted))))
    throw new RangeError(`experiment requires ${isNumeric ? "a number" : "a value"} after ${field}${sign}, got ${JSON.stringify(text)}`); // prettier-ignore
}

function condition(sign: (typeof signs)[number], wanted: string): (value: FieldValue) => boolean {
  const asNumber = wanted === "" ? NaN : Number(wanted);
  const equal = (value: FieldValue): boolean =>
    typeof value === "number" ? value === asNumber : String(value ?? "") === wanted;
  const order = (holds: (difference: number) => boolean) => (value: FieldValue) => {
    if (typeof value === "number") return holds(value - asNumber);
    return typeof value === "string" && value !== "" && holds(value < wanted ? -1 : value > wanted ? 1 : 0);
  };
  switch (sign) {
    case "=":
      return equal;
    case "!=":
      return (value) => !equal(value);
    case "~":
      return (value) =>
        String(value ?? "")
          .toLowerCase()
          .includes(wanted.toLowerCase());
    case "<":
      return order((difference) => difference < 0);
    case ">":
      return order((difference) => difference > 0);
    case "<=":
      return order((difference) => difference <= 0);
    case ">=":
      return order((difference) => difference >= 0);
  }
}
