import { code, message } from "./message";
import type { Cursor } from "./cursor";
import type { Bound, Expression, IndexName, Indicator, Sum } from "./expression";
import { readIndex, readSubscript } from "./indices";
import { indexText } from "./name-text";
import { readTerm } from "./reader";
import { renameIndex } from "./rename-index";
import { beginsSetSize, readSetName, readSetSize, setCommands } from "./sets";
import type { Token } from "./tokens";

/** Reads a sum with what it runs over; it reaches to the end of its term, which may have a minus: `\sum_i -y_i`. */
export function readSumOver(cursor: Cursor): Expression {
  const { text } = cursor.take();
  const { bounds, conditions, listed } = readBounds(cursor, text);
  const minus = cursor.accept("-");
  const term = readTerm(cursor);
  const body: Expression = minus ? { kind: "negate", of: term, span: [minus.start, cursor.before] } : term;
  if (listed.length > 0) {
    if (text === "\\prod" || bounds.length > 1) cursor.fail("only a sum over one index is over a union");
    return withListed(sumOver(bounds, body), body, bounds[0].index, listed);
  }
  if (text === "\\prod") {
    if (conditions.length > 0) cursor.leave("a product over a part of a range is not judged");
    return sumOver(bounds, body, "product over");
  }
  return sumOver(
    bounds,
    conditions.reduceRight<Expression>((of, left) => ({ kind: "times", by: "", left, right: of }), body),
  );
}

/** A sum over a union, `w \in \{o\} \cup N`: the terms of what is listed, and the sum over the set. */
function withListed(
  sum: Expression,
  body: Expression,
  index: IndexName,
  listed: readonly IndexName[],
): Expression {
  const at = (each: IndexName): Expression => {
    const named = renameIndex(body, index, each);
    return index.at && each.at ? renameIndex(named, index.at[0], each.at[0]) : named;
  };
  return listed.map(at).reduceRight<Expression>((right, left) => ({ kind: "add", left, right }), sum);
}

/** A sum or product over each of some bounds, the first one outside. */
export function sumOver(bounds: readonly Bound[], body: Expression, kind: Sum["kind"] = "sum"): Expression {
  return bounds.reduceRight<Expression>((inner, bound) => ({ kind, bound, body: inner }), body);
}

/**
 * Reads what a sum or a product runs over, below and above its sign in either order: `_{w \in V}`, `_{i,j=1}^n`,
 * `_{w \neq o}`, `_{1 \le w \le n}`, `_{\substack{w \in V \\ w \neq o}}`, `_{i : w_i = w_s}`, whose condition on what is
 * drawn is a factor of the terms.
 *
 * @param sign the command before it, for messages
 */
function readBounds(cursor: Cursor, sign: string): Pick<Range, "bounds" | "conditions" | "listed"> {
  const above = cursor.sees("^") ? readLast(cursor) : undefined;
  if (!cursor.accept("_"))
    cursor.missing(
      message`${code("_")} after ${code(sign)}`,
      message`give the range: ${code(`${sign}_{w \\in Vocab}`)}`,
    );
  const range = readBelow(cursor);
  const last = above ?? (cursor.sees("^") ? readLast(cursor) : undefined);
  if (range.first && last === undefined)
    cursor.missing(message`${code("^")} with the last value`, message`write ${code(`${sign}_{k=1}^{K}`)}`);
  return { ...range, bounds: range.bounds.map((bound) => finish(bound, range, last)) };
}

function finish(bound: Bound, { first }: Range, last: string | undefined): Bound {
  if (last !== undefined && !bound.over) bound.over = { kind: "count", name: last };
  if (first === "2" && !bound.except) bound.except = { name: "1" };
  return bound;
}

/** The bounds that stand below the sign, and the first value if they say it. */
interface Range {
  bounds: Bound[];
  /** What the indices have to satisfy beside. */
  conditions: Indicator[];
  /** Values that a union lists beside its set. */
  listed: IndexName[];
  first?: string;
}

function readBelow(cursor: Cursor): Range {
  if (!cursor.accept("{"))
    return { bounds: [{ index: readIndex(cursor, false) }], conditions: [], listed: [] };
  const stacked = cursor.accept("\\substack") && cursor.expect("{", "of the rows");
  const range: Range = { bounds: [], conditions: [], listed: [] };
  for (;;) {
    readPart(cursor, range);
    if (!cursor.accept(",", "\\\\", ";", ":", "|", "\\mid")) break;
  }
  if (stacked) cursor.expect("}", "at the end of the rows");
  cursor.expect("}", "at the end of the range of the sum");
  return range;
}

const atMost = ["\\leq", "\\le", "\\leqslant"];
const unequal = ["\\neq", "\\ne"];

/** One of the parts between commas: an index with its range, an index of which the range follows, a condition. */
function readPart(cursor: Cursor, range: Range): void {
  const { bounds } = range;
  if (cursor.accept("-")) return readWindow(cursor, range);
  if (cursor.sees("1") && atMost.includes(cursor.peek(1).text)) return readBetween(cursor, range);
  const index = readIndex(cursor, true);
  const known = findBound(range, index);
  if (!known && isDrawn(cursor, index)) return readDrawn(cursor, range, index);
  if (cursor.accept(...unequal)) return except(cursor, range, index);
  if (known) cursor.missing([code("\\neq")]);
  const bound: Bound = { index };
  bounds.push(bound);
  if (cursor.accept("\\in", "\\isin")) {
    const over = readUnion(cursor, range);
    for (const each of bounds) each.over ??= over;
    if (cursor.accept("\\setminus", "\\backslash", "-")) bound.except = readLeftOut(cursor);
  } else if (cursor.accept("=")) {
    range.first = cursor.peek().text;
    if (!cursor.accept("1", "2"))
      cursor.leave(
        message`a sum from ${code(range.first)} on is not judged`,
        message`a sum is over all of a range: ${code("\\sum_{k=1}^{K}")}`,
      );
  } else if (cursor.sees("<", ">", "\\lt", "\\gt", ...atMost, "\\ge", "\\geq"))
    cursor.leave(
      "a sum over a part of a range is not judged",
      message`only ${code("\\neq")} leaves something out`,
    );
}

/** Whether `w_i = w_s` or `w_i \neq o` follows: a condition on what is drawn at an index, and no range. */
function isDrawn(cursor: Cursor, { at }: IndexName): boolean {
  const isPlace = at?.length === 1 && /^\D/.test(at[0].name) && !at[0].at;
  return isPlace && cursor.sees("=", ...unequal) && cursor.peek(1).kind !== "number";
}

/** `w_i = w_s` behind `i :`, or by itself, which says that i is what the sum is over. */
function readDrawn(cursor: Cursor, range: Range, left: IndexName): void {
  const { text, start } = cursor.take();
  const right = readIndex(cursor, true);
  const [place] = left.at ?? [];
  if (range.bounds.length === 0) range.bounds.push({ index: place });
  else if (!findBound(range, place) && !right.at?.some((at) => findBound(range, at)))
    cursor.fail(message`a sum over ${range.bounds[0].index} has no condition on ${left}`);
  const relation = text === "=" ? "=" : "\\neq";
  range.conditions.push({ kind: "indicator", left, right, relation, span: [start, cursor.before] });
}

/** `1 \le i \le n`. */
function readBetween(cursor: Cursor, { bounds }: Range): void {
  cursor.take();
  cursor.take();
  const from = bounds.length;
  do bounds.push({ index: readIndex(cursor, true) });
  while (cursor.accept(","));
  if (!cursor.accept(...atMost)) cursor.missing([code("\\le")]);
  const name = readSize(cursor);
  for (const bound of bounds.slice(from)) bound.over = { kind: "count", name };
}

/** The o of `w \neq o`, or of `o \neq w`. */
function except(cursor: Cursor, range: Range, left: IndexName): void {
  const right = readIndex(cursor, true);
  const turned = !findBound(range, left) && findBound(range, right);
  const [of, but] = turned ? [right, left] : [left, right];
  let bound = findBound(range, of);
  if (!bound) range.bounds.push((bound = { index: of }));
  if (bound.over?.kind === "window" ? but.name !== "0" : bound.except)
    cursor.fail(message`a sum can leave out one value of ${of}`);
  if (bound.over?.kind !== "window") bound.except = but;
}

const findBound = ({ bounds }: Range, of: IndexName): Bound | undefined =>
  bounds.find(({ index }) => indexText(index) === indexText(of));

/** The o of `V \setminus \{o\}`. */
function readLeftOut(cursor: Cursor): IndexName {
  const braced = cursor.accept("\\{");
  const index = readIndex(cursor, true);
  if (braced) cursor.expect("\\}", "that closes the set");
  return index;
}

/** `-m \le j \le m, j \neq 0`: j, the offsets to both sides. */
function readWindow(cursor: Cursor, { bounds }: Range): void {
  const radius = readIndex(cursor, true);
  if (!cursor.accept(...atMost)) cursor.missing([code("\\le")]);
  const index = readIndex(cursor, true);
  if (!cursor.accept(...atMost)) cursor.missing([code("\\le")]);
  if (readIndex(cursor, true).name !== radius.name) cursor.missing([code(radius.name)]);
  bounds.push({ index, over: { kind: "window", name: radius.name } });
  const but = `, ${indexText(index)} \\neq 0`;
  const hint = message`write ${code(`-${radius.name} \\le ${indexText(index)} \\le ${radius.name}${but}`)}`;
  if (!cursor.accept(",", "\\\\", ";") || indexText(readIndex(cursor, true)) !== indexText(index))
    cursor.missing([code(but)], hint);
  if (!cursor.accept(...unequal) || !cursor.accept("0")) cursor.missing([code("\\neq 0")], hint);
}

const unions = ["\\cup", "\\bigcup"];

/** A set, perhaps with values that are listed beside it: `\{o\} \cup N`. */
function readUnion(cursor: Cursor, { listed }: Range): NonNullable<Bound["over"]> {
  let over: Bound["over"];
  do {
    if (listsValues(cursor)) listed.push(...readValues(cursor));
    else if (over) cursor.leave("a sum over a union of two sets is not judged");
    else over = readSet(cursor);
  } while (cursor.accept(...unions));
  return over ?? cursor.missing("the set", message`write ${code("\\sum_{w \\in \\{o\\} \\cup N}")}`);
}

/** Whether `\{o\}` follows, and no `\{1, \dots, n\}`. */
const listsValues = (cursor: Cursor): boolean =>
  cursor.sees("\\{") &&
  cursor.peek(1).kind === "letter" &&
  !cursor.peekWhile(({ text }) => text !== "\\}").some(isDots);

function readValues(cursor: Cursor): IndexName[] {
  cursor.take();
  const values = [readIndex(cursor, true)];
  while (cursor.accept(",")) values.push(readIndex(cursor, true));
  cursor.expect("\\}", "that closes the set");
  return values;
}

/** A set by its name, in any font, or `\{1, \dots, n\}`, or `[n]`. */
function readSet(cursor: Cursor): NonNullable<Bound["over"]> {
  if (cursor.accept("[")) {
    const name = readSize(cursor);
    cursor.expect("]", "that closes the range");
    return { kind: "count", name };
  }
  if (cursor.accept("\\{")) return { kind: "count", name: readListed(cursor) };
  const name = readSetName(cursor);
  return { kind: "set", name: cursor.sees("_") ? name + readBelowSet(cursor) : name };
}

/** The neg of `\mathcal{W}_{neg}`, which is part of the name. */
function readBelowSet(cursor: Cursor): string {
  const below = readSubscript(cursor);
  const text = "label" in below ? below.label : below.indices.map(indexText).join("");
  return text.replace(/\W/g, "");
}

const isDots = ({ text }: Token): boolean => /^\\[lc]?dots[bc]?$/.test(text) || text === ".";

/** `1, \dots, n\}`. */
function readListed(cursor: Cursor): string {
  cursor.expect("1", "as the first value");
  if (cursor.accept(",") && cursor.accept("2")) cursor.expect(",", "after the second value");
  if (!isDots(cursor.peek())) cursor.missing([code("\\dots")]);
  while (isDots(cursor.peek())) cursor.take();
  cursor.accept(",");
  const name = readSize(cursor);
  cursor.expect("\\}", "that closes the range");
  return name;
}

function readLast(cursor: Cursor): string {
  cursor.take();
  if (!cursor.accept("{")) return readSize(cursor, false);
  const last = readSize(cursor);
  cursor.expect("}", "that closes the last value");
  return last;
}

/** The number of values: `K`, `12`, or the size of a set, `|V|`. */
function readSize(cursor: Cursor, whole = true): string {
  const { text } = cursor.peek();
  if (beginsSetSize(cursor)) return readSetSize(cursor);
  if (setCommands.includes(text)) return readSetName(cursor);
  // The words of a window, m on each side.
  if (whole && text === "2" && /^[a-zA-Z]$/.test(cursor.peek(1).text))
    return cursor.take().text + cursor.take().text;
  const size = readIndex(cursor, whole);
  if (size.at || size.before || size.offset)
    cursor.leave(
      message`a sum to ${size} is not judged`,
      message`a sum is over all of a range: ${code("\\sum_{k=1}^{K}")}`,
    );
  return size.name;
}
