import { code, message } from "./message";
import { beginsBars, createNorm, readBars } from "./bars";
import { fractions } from "./commands";
import type { Cursor } from "./cursor";
import { beginsInlineDerivative, readInlineDerivative, readNabla, readShortDerivative } from "./derivatives";
import {
  beginsExpectation,
  beginsOpenExpectation,
  readExpectation,
  refuseOpenExpectation,
} from "./expectations";
import type { Expression } from "./expression";
import { beginsExtremum, readExtremum } from "./extrema";
import { readFraction } from "./fractions";
import { findFunction, readCall, readRoot, refuseLg } from "./functions";
import { beginsIndicator, readIndicator } from "./indicators";
import { readGroup, readSum } from "./reader";
import { readSumOver } from "./sums";
import { beginsTable, readTable } from "./tables";

const readers: Record<string, (cursor: Cursor) => Expression> = {
  "\\sqrt": readRoot,
  "\\lg": refuseLg,
  "\\sum": readSumOver,
  "\\prod": readSumOver,
  "\\nabla": readNabla,
  "\\langle": readInner,
  "\\pdv": readShortDerivative,
  "\\dv": readShortDerivative,
  "\\abs": readAbs,
  "\\norm": readNorm,
};

/** What is told by more than its first token. */
const forms: [begins: (cursor: Cursor) => boolean, read: (cursor: Cursor) => Expression][] = [
  [beginsBars, readBars],
  [beginsIndicator, readIndicator],
  [beginsExtremum, readExtremum],
  [beginsTable, readTable],
  [beginsInlineDerivative, readInlineDerivative],
  [beginsExpectation, readExpectation],
  [beginsOpenExpectation, refuseOpenExpectation],
  [(cursor) => findFunction(cursor) !== undefined, readCall],
];

/** Whether a function, a fraction, a sum, a norm or an indicator begins here. */
export function beginsOperator(cursor: Cursor): boolean {
  return readerAt(cursor) !== undefined;
}

function readerAt(cursor: Cursor): ((cursor: Cursor) => Expression) | undefined {
  const { text } = cursor.peek();
  if (Object.hasOwn(readers, text)) return readers[text];
  if (fractions.includes(text)) return readFraction;
  return forms.find(([begins]) => begins(cursor))?.[1];
}

/** Reads what `beginsOperator` saw. */
export function readOperator(cursor: Cursor): Expression {
  const start = cursor.peek().start;
  const read = readerAt(cursor)?.(cursor) ?? cursor.missing("an expression");
  return { ...read, span: [start, cursor.before] };
}

/** `\abs{x}`. */
function readAbs(cursor: Cursor): Expression {
  cursor.take();
  return { kind: "bars", of: readGroup(cursor, "{", "}") };
}

/** `\norm{x}`, `\norm{x}_2`. */
function readNorm(cursor: Cursor): Expression {
  cursor.take();
  return createNorm(cursor, readGroup(cursor, "{", "}"));
}

/** `\langle x, y \rangle`. */
function readInner(cursor: Cursor): Expression {
  cursor.take();
  return cursor.within("\\langle", () => {
    const left = readSum(cursor);
    if (!cursor.accept(",", "|", "\\mid")) cursor.missing(message`${code(",")} of the inner product`);
    const right = readSum(cursor);
    cursor.expect("\\rangle", "that closes the inner product");
    return { kind: "times", by: "\\langle", left, right };
  });
}
