import type { Cursor } from "./cursor";
import { beginsBarAt } from "./evaluated";
import type { Expression, Norm } from "./expression";
import { code, message } from "./message";
import { readSum } from "./reader";

/** Bars whose opening and closing sign are the same, and the one they are written as. */
const single = ["|", "\\vert"];
const double = ["\\|", "\\Vert"];
const opening: Record<string, "|" | "||"> = { "\\lvert": "|", "\\lVert": "||" };
const closing: Record<string, "|" | "||"> = { "\\rvert": "|", "\\rVert": "||" };

/** Every sign that can begin or end bars. */
export const barSigns: readonly string[] = [
  ...single,
  ...double,
  ...Object.keys(opening),
  ...Object.keys(closing),
];

/** Which bars the next tokens are: `||` may be two single bars side by side. */
function barsHere(cursor: Cursor): { bars: "|" | "||"; tokens: number } | undefined {
  const { text, end } = cursor.peek();
  const next = cursor.peek(1);
  if (single.includes(text))
    return single.includes(next.text) && next.start === end
      ? { bars: "||", tokens: 2 }
      : { bars: "|", tokens: 1 };
  if (double.includes(text)) return { bars: "||", tokens: 1 };
  const bars = opening[text] ?? closing[text];
  return bars && { bars, tokens: 1 };
}

/** Whether bars begin here, and not end. */
export function beginsBars(cursor: Cursor): boolean {
  const here = barsHere(cursor);
  if (!here || beginsBarAt(cursor) || cursor.peek(here.tokens).text === "_") return false;
  const { text, side } = cursor.peek();
  if (text in closing || side === "right") return false;
  if (text in opening || side === "left") return true;
  const { opened } = cursor;
  return opened !== "|" && opened !== "||";
}

/** `|x|`, or `\lVert x \rVert`, `\|x\|` and `||x||`, with `_1`, `_2` or `_F`. */
export function readBars(cursor: Cursor): Expression {
  const { bars, tokens } = barsHere(cursor) ?? { bars: "|" as const, tokens: 1 };
  for (let i = 0; i < tokens; i++) cursor.take();
  const of = cursor.within(bars, () => readSum(cursor));
  close(cursor, bars);
  if (bars === "|") return { kind: "bars", of };
  return createNorm(cursor, of);
}

/** A norm with the order that stands behind its bars. */
export function createNorm(cursor: Cursor, of: Expression): Expression {
  const order = readOrder(cursor);
  return order && order !== "2" ? { kind: "norm", of, order } : { kind: "norm", of };
}

function close(cursor: Cursor, bars: "|" | "||"): void {
  const here = barsHere(cursor);
  if (!here || (bars === "||" && here.bars === "|"))
    cursor.missing(message`${code(bars)} that closes the bars`);
  const tokens = bars === "|" ? 1 : here.tokens;
  for (let i = 0; i < tokens; i++) cursor.take();
}

function readOrder(cursor: Cursor): Norm["order"] {
  const at = orderAhead(cursor);
  if (cursor.peek(at).text !== "_") return undefined;
  const braced = cursor.peek(at + 1).text === "{";
  const order = cursor.peek(at + (braced ? 2 : 1)).text;
  if (order !== "1" && order !== "2" && order !== "F")
    return cursor.fail(message`a norm can have ${code("_1")}, ${code("_2")} or ${code("_F")} only`);
  for (let i = 0; i < (braced ? 4 : 2); i++) cursor.drop(at);
  return order;
}

/** How far ahead the order may stand: behind a power, as in `\|a\|^2_2`. */
function orderAhead(cursor: Cursor): number {
  if (!cursor.sees("^")) return 0;
  if (cursor.peek(1).text !== "{") return 2;
  return 3 + cursor.ahead(2, () => cursor.peekWhile(({ text }) => text !== "}" && text !== "{")).length;
}
