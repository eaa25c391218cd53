/** One number, list or table of an answer. */
export interface Part {
  readonly name: string;
  /** `[]`, `[length]` or `[rows, cols]` */
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
  /** what two numbers may differ by besides rounding; 0 if it is left out */
  readonly tolerance?: number;
}

/** An answer that does not have the form that the signature promises. */
export class WrongForm extends Error {}

/** A field of what a function returned. @throws WrongForm if it returned no object, or one without it */
export function field(answer: unknown, name: string): unknown {
  const isObject = typeof answer === "object" && answer !== null;
  if (!isObject || Array.isArray(answer) || !(name in answer))
    throw new WrongForm(`the function is to return an object with ${name} in it, got ${say(answer)}`);
  return (answer as Record<string, unknown>)[name];
}

/** @throws WrongForm for what is no number; NaN is one */
export function scalar(name: string, value: unknown): Part {
  if (typeof value !== "number") throw new WrongForm(`${name} is to be a number, got ${say(value)}`);
  return { name, shape: [], values: [value] };
}

/** @param length what the list is to have; any if it is undefined */
export function list(name: string, value: unknown, length?: number): Part {
  const wanted = length === undefined ? "a list of numbers" : `a list of ${many(length, "number")}`;
  if (!isNumbers(value)) throw new WrongForm(`${name} is to be ${wanted}, got ${sayList(value)}`);
  if (length !== undefined && value.length !== length)
    throw new WrongForm(`${name} is to be ${wanted}, got ${value.length} of them`);
  return { name, shape: [value.length], values: value };
}

/** A matrix, one word a row. */
export function table(name: string, value: unknown, rows: number, cols: number): Part {
  const wanted = `a matrix of ${many(rows, "row")} and ${many(cols, "column")}`;
  const matrix = value as { rows?: unknown; cols?: unknown; data?: unknown } | null | undefined;
  if (typeof matrix !== "object" || matrix === null || !isNumbers(matrix.data))
    throw new WrongForm(`${name} is to be ${wanted}, { rows, cols, data }, got ${say(value)}`);
  if (matrix.rows === cols && matrix.cols === rows && rows !== cols)
    throw new WrongForm(
      `${name} is to be ${wanted}, got ${many(cols, "row")} and ${many(rows, "column")}: it is transposed, words belong in rows`,
    );
  if (matrix.rows !== rows || matrix.cols !== cols || matrix.data.length !== rows * cols)
    throw new WrongForm(
      `${name} is to be ${wanted}, got ${say(matrix.rows)} rows, ${say(matrix.cols)} columns and ${matrix.data.length} numbers`,
    );
  return { name, shape: [rows, cols], values: matrix.data };
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && "length" in value);
}

function isNumbers(value: unknown): value is ArrayLike<number> {
  return isList(value) && Array.from(value).every((each) => typeof each === "number");
}

/** What a list holds that is no number, such as what stands before the first place of an array. */
function sayList(value: unknown): string {
  if (!isList(value)) return say(value);
  const at = Array.from(value).findIndex((each) => typeof each !== "number");
  if (value.length === 0 || at < 0) return say(value);
  const past = value[at] === undefined ? ": was a place read that the array does not have?" : "";
  return `${say(value)}, whose entry ${at} is ${say(value[at])}${past}`;
}

function say(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "function") return "a function";
  if (typeof value === "string") return `the text ${JSON.stringify(value.slice(0, 40))}`;
  if (typeof value === "bigint") return `the bigint ${String(value).slice(0, 40)}n`;
  if (typeof value !== "object" || value === null) return String(value);
  if (isList(value)) return `${Array.isArray(value) ? "an array" : nameOfKind(value)} of ${value.length}`;
  return `an object with ${Object.keys(value).slice(0, 5).join(", ") || "nothing in it"}`;
}

const many = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

/** "a Float64Array" and its like. */
const nameOfKind = (value: object): string => `a ${Object.prototype.toString.call(value).slice(8, -1)}`;

/** Whether two numbers agree to eight digits, or to the tolerance. */
export function alike(a: number, b: number, tolerance = 1e-12): boolean {
  return a === b || Math.abs(a - b) <= 1e-8 * Math.max(Math.abs(a), Math.abs(b)) + tolerance;
}

/** The first place at which two parts differ; -1 if they are the same. */
export function firstDifference(a: Part, b: Part): number {
  const length = Math.max(a.values.length, b.values.length);
  const places = Array.from({ length }, (_, i) => i);
  return places.findIndex((i) => !alike(a.values[i], b.values[i], b.tolerance));
}

export function sameValues(a: Part, b: Part): boolean {
  return firstDifference(a, b) < 0;
}
