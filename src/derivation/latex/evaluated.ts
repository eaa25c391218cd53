import type { Cursor } from "./cursor";
import type { Expression } from "./expression";
import { readName } from "./names";
import { readSum } from "./reader";

/** Whether a subscript gives a name a value: `_{x = 2}`. */
export function beginsValue(cursor: Cursor): boolean {
  if (!cursor.sees("_") || cursor.peek(1).text !== "{") return false;
  let depth = 0;
  const before = cursor.ahead(2, () =>
    cursor.peekWhile(({ text }) => {
      if (text === "{") depth++;
      if (text === "}") depth--;
      return depth >= 0 && !(depth === 0 && text === "=");
    }),
  );
  return cursor.peek(2 + before.length).text === "=";
}

/** Reads `_{x = 2}` behind an expression. */
export function readValueAt(cursor: Cursor, of: Expression): Expression {
  const start = of.span?.[0] ?? cursor.peek().start;
  cursor.take();
  cursor.take();
  const by = readName(cursor);
  cursor.expect("=", "before the value");
  const at = readSum(cursor);
  cursor.expect("}", "that closes the value");
  return { kind: "evaluated", of, by, at, span: [start, cursor.before] };
}

/** Whether a bar comes behind which a name has a value: `\right|_{x = 2}`. */
export function beginsBarAt(cursor: Cursor): boolean {
  return cursor.sees("|", "\\vert", "\\rvert") && cursor.ahead(1, () => beginsValue(cursor));
}

/** Whether a bar says of a derivative for which step in time it is, `\bigg|_{(t)}`: what came before that step stays as it is. */
export function beginsStepBar(cursor: Cursor, { kind }: Expression): boolean {
  if (kind !== "derivative" || !cursor.sees("|", "\\vert", "\\rvert")) return false;
  const ahead = [1, 2, 3, 4, 5, 6].map((at) => cursor.peek(at).text).join("");
  return /^_(?:\{\([a-z]\)\}|\{t\}|t)/.test(ahead);
}

/** Reads past `|_{(t)}`. */
export function skipStepBar(cursor: Cursor): void {
  cursor.take();
  cursor.take();
  if (!cursor.accept("{")) cursor.take();
  else while (!cursor.accept("}")) cursor.take();
}

/** Reads `|_{x = 2}` behind a term. */
export function readBarAt(cursor: Cursor, of: Expression): Expression {
  cursor.take();
  return readValueAt(cursor, of);
}
