import type { Cursor } from "./cursor";
import type { Expression, Extremum } from "./expression";
import { Beyond } from "./malformed";
import { code, message } from "./message";
import { lettersAhead } from "./names";
import { readSum } from "./reader";

const signs: Record<string, Extremum["which"]> = { "\\max": "max", "\\min": "min" };

/** Whether the greatest or the smallest of some numbers begins here: `\max`, or the word before a bracket. */
export const beginsExtremum = (cursor: Cursor): boolean =>
  cursor.sees(...Object.keys(signs)) || bareSign(cursor) !== undefined;

function bareSign(cursor: Cursor): string | undefined {
  if (!cursor.sees("m")) return undefined;
  const word = lettersAhead(cursor);
  return (word === "max" || word === "min") && ["(", "\\{"].includes(cursor.peek(3).text) ? word : undefined;
}

/** Reads `\max(0, x)` or `\max\{a, b, c\}`. */
export function readExtremum(cursor: Cursor): Expression {
  const bare = bareSign(cursor);
  const { text, start } = cursor.take();
  const sign = bare === undefined ? text : `\\${bare}`;
  for (let i = 1; i < (bare?.length ?? 0); i++) cursor.take();
  if (cursor.sees("_")) throw new Beyond(message`${code(sign)} over an index is beyond this checker`, start);
  const open = cursor.accept("(", "\\{", "[") ?? cursor.missing(message`${code("(")} after ${code(sign)}`);
  const of = cursor.within("(", () => {
    const list = [readSum(cursor)];
    while (cursor.accept(",")) list.push(readSum(cursor));
    return list;
  });
  cursor.expect(
    { "(": ")", "\\{": "\\}", "[": "]" }[open.text] ?? ")",
    message`that closes ${code(open.text)}`,
  );
  if (of.length < 2)
    cursor.fail(message`${code(sign)} needs two numbers or more`, message`write ${code(`${sign}(0, x)`)}`);
  return { kind: "extremum", which: signs[sign], of };
}
