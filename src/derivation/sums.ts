import type { Cursor } from "./cursor";
import type { Bound, Expression, IndexName } from "./expression";
import { readIndex, readText } from "./names";
import { readTerm } from "./reader";

/** Reads a sum with what it runs over; it reaches to the end of its term. */
export function readSumOver(cursor: Cursor): Expression {
  cursor.take();
  if (!cursor.accept("_"))
    cursor.fail("`_` after `\\sum` is missing", "say what it runs over: `\\sum_{w \\in Vocab}`");
  const bound = readBound(cursor);
  return { kind: "sum", bound, body: readTerm(cursor) };
}

const within = ["\\in", "\\leq", "\\le", "\\neq", "\\ne", "="];

function readBound(cursor: Cursor): Bound {
  if (!cursor.accept("{")) return { index: readIndex(cursor, false) };
  const window = cursor.accept("-");
  const first = readIndex(cursor, true);
  const bound: Bound = { index: first };
  const sign = cursor.accept(...within)?.text;
  if (window) bound.index = readWindow(cursor, bound, first);
  else if (sign === "\\in") bound.over = { kind: "set", name: readSet(cursor) };
  else if (sign === "=") cursor.expect("1", "as the first value");
  else if (sign?.startsWith("\\n")) bound.except = readIndex(cursor, true);
  if (!window && cursor.accept(",")) {
    readIndex(cursor, true);
    if (!cursor.accept("\\neq", "\\ne")) cursor.fail("`\\neq` is missing");
    bound.except = readIndex(cursor, true);
  }
  cursor.expect("}", "that closes what the sum runs over");
  if (sign === "=") bound.over = { kind: "count", name: readLast(cursor) };
  return bound;
}

/** `-m \le j \le m, j \neq 0`: j, the offsets to both sides. */
function readWindow(cursor: Cursor, bound: Bound, radius: IndexName): IndexName {
  const index = readIndex(cursor, true);
  if (!cursor.accept("\\leq", "\\le")) cursor.fail("`\\le` is missing");
  if (readIndex(cursor, true).name !== radius.name) cursor.fail(`\`${radius.name}\` is missing`);
  bound.over = { kind: "window", name: radius.name };
  const hint = `write \`-${radius.name} \\le ${index.name} \\le ${radius.name}, ${index.name} \\neq 0\``;
  if (!cursor.accept(",") || readIndex(cursor, true).name !== index.name)
    cursor.fail("`, j \\neq 0` is missing", hint);
  if (!cursor.accept("\\neq", "\\ne") || !cursor.accept("0")) cursor.fail("`\\neq 0` is missing", hint);
  return index;
}

function readSet(cursor: Cursor): string {
  if (cursor.accept("\\text", "\\mathrm")) return readText(cursor);
  const letters: string[] = [];
  while (cursor.peek().kind === "letter") letters.push(cursor.take().text);
  if (letters.length === 0) cursor.fail("the set is missing", "write `\\sum_{w \\in Vocab}`");
  return letters.join("");
}

function readLast(cursor: Cursor): string {
  if (!cursor.accept("^")) cursor.fail("`^` with the last value is missing", "write `\\sum_{k=1}^{K}`");
  const braced = cursor.accept("{");
  const last = readIndex(cursor, false).name;
  if (braced) cursor.expect("}", "that closes the last value");
  return last;
}
