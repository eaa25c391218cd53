import { code, message } from "./message";
import type { Cursor } from "./cursor";
import { createDerivative, differentialAt, readAbove, readBelow, skipOwnPoint } from "./derivatives";
import type { Expression } from "./expression";
import { readOneToken } from "./functions";
import { readGroup, readSum } from "./reader";

/** Whether a minus stands before the sign of differentiation above the line, `\frac{-\partial J}{\partial x}`. */
function isNegated(cursor: Cursor): boolean {
  const length = groupLength(cursor);
  return length > 0 && cursor.peek(1).text === "-" && isDerivative(cursor, 2, length);
}

/** The same as with the minus before the whole. */
function readNegated(cursor: Cursor): Expression {
  cursor.drop(1);
  cursor.insert("\\frac");
  return { kind: "negate", of: readFraction(cursor) };
}

/** Reads a fraction, or a derivative written as one. */
export function readFraction(cursor: Cursor): Expression {
  const { text } = cursor.take();
  if (isNegated(cursor)) return readNegated(cursor);
  const hint = message`write ${code(`${text}{above}{below}`)}`;
  const length = groupLength(cursor);
  const bare = length === 0 ? differentialAt(cursor) : 0; // \frac\partial{\partial x}
  if (length > 0 ? isDerivative(cursor, 1, length) : bare === 1 && isDerivative(cursor, 0, 1)) {
    if (length > 0) cursor.take();
    const above = cursor.readNext(length > 0 ? length - 2 : bare, () => readAbove(cursor));
    if (length > 0) cursor.take();
    const inner = groupLength(cursor) - 2;
    cursor.take();
    const below = cursor.readNext(inner, () => readBelow(cursor));
    cursor.take();
    if (above.of) skipOwnPoint(cursor, below.by);
    return createDerivative(cursor, above, below);
  }
  if (cursor.end) cursor.missing(message`${code("{")} after ${code(text)}`, hint);
  const over = readPart(cursor);
  if (cursor.end || cursor.sees("}", ")"))
    cursor.missing(message`the second ${code("{")} of ${code(text)}`, hint);
  return { kind: "fraction", over, under: readPart(cursor) };
}

function readPart(cursor: Cursor): Expression {
  return cursor.sees("{") ? readGroup(cursor, "{", "}") : readOneToken(cursor);
}

/** How many tokens the group in braces has that comes next, with its braces; 0 if none does or it has no end. */
function groupLength(cursor: Cursor): number {
  let depth = 0;
  const inner = cursor.peekWhile(({ text }) => {
    if (text === "{") depth++;
    if (text === "}") depth--;
    return depth > 0;
  });
  return inner.length > 0 && cursor.peek(inner.length).text === "}" ? inner.length + 1 : 0;
}

/** Whether a sign of differentiation begins both parts, so far ahead; above it may stand alone. */
function isDerivative(cursor: Cursor, above: number, below: number): boolean {
  if (differentialAt(cursor, above) === 0 || cursor.peek(below).text !== "{") return false;
  const bracket = cursor.peek(below + 1).text === "(" ? 1 : 0;
  const length = differentialAt(cursor, below + 1 + bracket);
  return length > 0 && cursor.peek(below + 1 + bracket + length).text !== "}";
}

/** How many tokens stand before the `\over` of the group in braces that comes next; 0 if it has none. */
export function lengthOver(cursor: Cursor): number {
  let depth = 0;
  const before = cursor.peekWhile(({ text }) => {
    if (text === "{") depth++;
    if (text === "}") depth--;
    return depth > 0 && !(depth === 1 && text === "\\over");
  });
  return cursor.peek(before.length).text === "\\over" ? before.length : 0;
}

/** `{a \over b}`, also as a derivative. */
export function readOver(cursor: Cursor): Expression {
  const length = lengthOver(cursor) - 1;
  const under = groupLength(cursor) - length - 3;
  cursor.take();
  const above = differentialAt(cursor);
  if (above > 0 && differentialAt(cursor, length + 1) > 0) {
    const over = cursor.readNext(length, () => readAbove(cursor));
    cursor.take();
    const below = cursor.readNext(under, () => readBelow(cursor));
    cursor.expect("}", "that closes the fraction");
    return createDerivative(cursor, over, below);
  }
  const over = cursor.readNext(length, () => readSum(cursor));
  cursor.take();
  const below = readSum(cursor);
  cursor.expect("}", "that closes the fraction");
  return { kind: "fraction", over, under: below };
}
