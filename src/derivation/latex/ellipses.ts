import { code, message } from "./message";
import type { Cursor } from "./cursor";
import type { Expression, IndexName, List } from "./expression";
import { indexText } from "./name-text";

/** Dots of a list in columns or rows. */
const tableDots = ["\\vdots", "\\ddots"];
const dots = ["\\cdots", "\\ldots", "\\dots", "\\dotsb", "\\dotsc", "\\dotsm", "\\hdots"];
/** Terms before the dots that can show how they go on. */
const longest = 3;
/** Letters for the index that the dots run through. */
const letters = ["i", "j", "k", "l", "m", "p", "q", "r"];

/** Takes the dots of `x_1 + \cdots + x_n` if they come next. */
export function acceptDots(cursor: Cursor): boolean {
  if (cursor.accept(...dots)) return true;
  if (![0, 1, 2].every((ahead) => cursor.peek(ahead).text === ".")) return false;
  for (let i = 0; i < 3; i++) cursor.take();
  return true;
}

/** Takes the dots that stand for entries of a list, a row or a column. */
export function acceptEntryDots(cursor: Cursor): boolean {
  return cursor.accept(...tableDots) !== undefined || acceptDots(cursor);
}

/**
 * The list that entries with dots among them are, undefined: `u_1, u_2, \dots, u_n`.
 *
 * @param entries the entries; undefined for dots
 */
export function readList(
  cursor: Cursor,
  entries: readonly (Expression | undefined)[],
  upright: boolean,
): List {
  const at = entries.indexOf(undefined);
  const last = entries.at(-1);
  const before = entries.slice(0, at).flatMap((entry) => (entry ? [entry] : []));
  if (at < 1 || at !== entries.length - 2 || !last)
    cursor.fail(
      "it is not clear what the dots stand for",
      message`write ${code("[u_1, u_2, \\ldots, u_n]")}`,
    );
  const { body, index, count, first } = readEllipsis(cursor, before, [last]);
  if (first < before.length) cursor.fail("it is not clear what the dots stand for");
  return { kind: "list", bound: { index, over: { kind: "count", name: count } }, body, upright };
}

/** What stands for the first terms, the dots and the last one, and how many first terms there are. */
export interface Ellipsis {
  body: Expression;
  index: IndexName;
  /** The number of terms, such as n. */
  count: string;
  first: number;
}

/**
 * What the dots between terms or factors stand for: x_i of `x_1 + x_2 + \cdots + x_n`. All terms must be the same
 * but for their indices, which are 1, 2, … and at last the number of terms.
 *
 * @param before the terms before the dots, the nearest last
 * @param behind the terms behind them, the last one last; any other is one of those that the dots stand for
 * @throws Malformed where that is not clear
 */
export function readEllipsis(
  cursor: Cursor,
  before: readonly Expression[],
  behind: readonly Expression[],
): Ellipsis {
  const last = behind[behind.length - 1];
  const middle = behind.slice(0, -1).map((term) => generalise(term, last));
  for (let first = Math.min(longest, before.length); first > 0; first--) {
    const found = before.slice(-first).map((term, i) => generalise(term, last, i + 1));
    const [head] = found;
    const text = JSON.stringify(head);
    if (head && [...found, ...middle].every((each) => JSON.stringify(each) === text))
      return { ...head, first };
  }
  return cursor.fail(
    "it is not clear what the dots stand for",
    message`write ${code("\\sum_{i=1}^{n} x_i")}`,
  );
}

/**
 * The term with an index in the place of `value`, or of any index, and of the last value; undefined if they differ
 * in anything else.
 */
function generalise(term: Expression, last: Expression, value?: number): Omit<Ellipsis, "first"> | undefined {
  const written = JSON.stringify([term, last]);
  const letter = letters.find((each) => !written.includes(`"name":"${each}"`)) ?? "i";
  let count: string | undefined;
  const walk = (a: unknown, b: unknown): unknown => {
    if (isIndex(a) && isIndex(b)) {
      if (indexText(a) === indexText(b)) return withoutSpan(a);
      // The 1 of w_1 is what differs from w_C.
      if (a.at && b.at && a.name === b.name) return { name: a.name, at: walk(a.at, b.at) };
      const ends =
        (value === undefined || a.name === String(value)) &&
        !a.at &&
        !b.at &&
        /^(?:2?[a-zA-Z]|\d+|\|.+\|)$/.test(indexText(b));
      if (!ends || (count !== undefined && count !== b.name)) throw new Unlike();
      count = b.name;
      return { name: letter };
    }
    if (Array.isArray(a) && Array.isArray(b)) {
      const others: readonly unknown[] = a.length === 1 ? withDouble(b) : b;
      if (a.length !== others.length) throw new Unlike();
      return a.map((each, i): unknown => walk(each, others[i]));
    }
    if (isObject(a) && isObject(b)) {
      const keys = Object.keys(a).filter((key) => key !== "span");
      const others = Object.keys(b).filter((key) => key !== "span");
      if (keys.length !== others.length) throw new Unlike();
      return Object.fromEntries(keys.map((key) => [key, walk(a[key], b[key])]));
    }
    if (a !== b) throw new Unlike();
    return a;
  };
  try {
    const body = walk(term, last) as Expression;
    return count === undefined ? undefined : { body, index: { name: letter }, count };
  } catch (error) {
    if (error instanceof Unlike) return undefined;
    throw error;
  }
}

/** The words of a window, m on each side, as one index: the 2m of `x_{2m}`. */
function withDouble(indices: readonly unknown[]): readonly unknown[] {
  const [two, letter, ...more] = indices;
  const isDouble =
    more.length === 0 &&
    isIndex(two) &&
    isIndex(letter) &&
    two.name === "2" &&
    /^[a-zA-Z]$/.test(indexText(letter));
  return isDouble ? [{ name: `2${letter.name}` }] : indices;
}

/** Two terms differ in more than an index. */
class Unlike extends Error {}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object";

function isIndex(value: unknown): value is IndexName {
  return isObject(value) && typeof value.name === "string" && !("kind" in value);
}

function withoutSpan(index: IndexName): IndexName {
  const { span, ...plain } = index;
  return span ? plain : index;
}
