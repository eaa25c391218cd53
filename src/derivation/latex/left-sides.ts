import { primesOfFunction } from "./applications";
import { Cursor } from "./cursor";
import type { Expression } from "./expression";
import type { KnownNames } from "./known-names";
import { nothingKnown } from "./known-names";
import { nameText } from "./name-text";
import { beginsName, lettersAhead, readName } from "./names";
import { beginsOperator } from "./operators";
import { readRun } from "./reader";
import type { Run } from "./tokens";

/**
 * Reads the left side of an equation, which may define its name: `f(x)` is f at x and no product where f is not
 * known yet, and `loss` and `CE(y, \hat{y})` have names of several letters.
 *
 * @param source the text that the places of its tokens are offsets into
 * @throws Malformed
 */
export function readLeft(source: string, run: Run, names: KnownNames = nothingKnown): Expression {
  const cursor = new Cursor(source, run, names);
  const word = newWord(cursor);
  if (word) return readRun(source, run, { ...names, applied: new Set([...names.applied, word]) });
  const name = cursor.tryRead(() =>
    beginsName(cursor) && !beginsOperator(cursor) ? readName(cursor) : undefined,
  );
  const known = name && (names.values.has(nameText(name)) || primesOfFunction(name, names) > 0);
  if (!name || !cursor.sees("(") || known) return readRun(source, run, names);
  return readRun(source, run, { ...names, applied: new Set([...names.applied, nameText(name)]) });
}

/** A word of which no letter is known, alone or before arguments. */
function newWord(cursor: Cursor): string | undefined {
  const word = lettersAhead(cursor);
  const { text, kind } = cursor.peek(word.length);
  if (!/^(?:[a-zA-Z]{3,}|[A-Z]{2})$/.test(word) || (kind !== "end" && text !== "(")) return undefined;
  const { values, indices } = cursor.names;
  return [...word].some((letter) => values.has(letter) || indices.has(letter))
    ? undefined
    : `\\text{${word}}`;
}
