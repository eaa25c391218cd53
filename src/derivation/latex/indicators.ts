import { isComparison, readCondition } from "./conditions";
import type { Cursor } from "./cursor";
import type { Expression } from "./expression";
import { code, message } from "./message";

/** Commands that make a 1 or an I of an indicator: `\mathbb{1}`, `\mathds 1`, `\mathbb{I}`. A plain one is one, too. */
const fonts = ["\\mathbb", "\\mathbf", "\\mathds", "\\mathbbm", "\\boldsymbol", "\\mathrm", "\\bm"];
const letters = ["1", "I"];
const plain = [...letters, "\\delta"];
const closings: Record<string, string> = { "[": "]", "\\{": "\\}", "(": ")", "\\llbracket": "\\rrbracket" };

const ends = Object.values(closings);

/** Whether an indicator begins here: a 1, an I, a \delta, or a bracket, with a condition in it. */
export function beginsIndicator(cursor: Cursor): boolean {
  const length = indicatorSign(cursor);
  return length !== undefined && holdsCondition(cursor, length);
}

/** Reads `\mathbb{1}_{k=o}`, `1\{x > 0\}`, `\mathbb{I}[k=o]`, `[k = o]`. */
export function readIndicator(cursor: Cursor): Expression {
  const length = indicatorSign(cursor) ?? 0;
  for (let i = 0; i < length; i++) cursor.take();
  const opened = cursor.accept("_")
    ? [cursor.accept("{"), cursor.accept("\\{")]
    : [cursor.accept(...Object.keys(closings))];
  const signs = opened.flatMap((token) => (token ? [token.text] : []));
  if (signs.length === 0) cursor.missing("the condition", message`write ${code("\\mathbb{1}_{k=o}")}`);
  const condition = cursor.within("[", () => readCondition(cursor));
  for (const sign of signs.reverse())
    cursor.expect(sign === "{" ? "}" : closings[sign], "that closes the condition");
  return condition;
}

/** How many tokens the sign before the condition has: none for Iverson's bracket. */
function indicatorSign(cursor: Cursor): number | undefined {
  if (cursor.sees("[", "\\llbracket")) return 0;
  if (cursor.sees(...plain)) return 1;
  if (!cursor.sees(...fonts)) return undefined;
  const braced = cursor.peek(1).text === "{";
  if (!letters.includes(cursor.peek(braced ? 2 : 1).text)) return undefined;
  if (!braced) return 2;
  return cursor.peek(3).text === "}" ? 4 : undefined;
}

/** Whether brackets follow, directly or as a subscript, with a comparison at their level, not in brackets in them. */
function holdsCondition(cursor: Cursor, from: number): boolean {
  let ahead = from;
  if (cursor.peek(ahead).text === "_") ahead++;
  const open = cursor.peek(ahead).text;
  if (open !== "{" && !(open in closings)) return false;
  let depth = 0;
  let level = 0;
  let leading = true;
  let compares = false;
  for (; cursor.peek(ahead).kind !== "end"; ahead++) {
    const { text } = cursor.peek(ahead);
    const opens = text === "{" || text in closings;
    leading &&= opens;
    if (opens) depth++;
    if (leading) level = depth;
    if ((text === "}" || ends.includes(text)) && --depth === 0) return compares;
    level = Math.min(level, depth);
    compares ||= depth === level && isComparison(text);
  }
  return false;
}
