import type { Declarations } from "../declare/declarations";
import { knownNames } from "../declare/declarations";
import type { Expression } from "../latex/expression";
import { same } from "../latex/expression";
import { Malformed } from "../latex/malformed";
import type { Message } from "../latex/message";
import { print } from "../latex/printer";
import { readExpression } from "../latex/reader";
import type { Run } from "../latex/tokens";
import type { Repair } from "../repair/repair";
import { elaborate } from "../typed/elaborate";
import { ShapeMismatch } from "../typed/shape-mismatch";

/** A change of the author's text, which a program can apply: what stands from one offset to another is replaced. */
export interface AuthorEdit {
  from: number;
  to: number;
  replacement: string;
  /** What is replaced, as it is written. */
  written: string;
  says: Message;
}

/**
 * A repair as a change of the text: as small as can be while the text then reads as the repair, else the whole side.
 *
 * @param side where the side that is repaired stands in the text
 */
export function repairEdits(text: string, side: Run, repair: Repair, declared: Declarations): AuthorEdit[] {
  const { changed, result, says } = repair;
  const whole = { from: side.start, to: side.end, replacement: print(result), says };
  const span = changed?.from.span;
  const written = changed ? print(changed.to) : "";
  const small = span
    ? [written, `(${written})`].map((replacement) => ({ from: span[0], to: span[1], replacement, says }))
    : [];
  const candidates = isBalanced(text.slice(side.start, side.end)) ? [...small, whole] : small;
  const found = candidates.find((edit) => {
    const read = readEdited(text, side, edit, declared);
    return read !== undefined && same(read, result);
  });
  return found ? [{ ...found, written: text.slice(found.from, found.to) }] : [];
}

/** The commands that a hint proposes for the word at the place of an error, if the side can be read then. */
export function hintEdits(text: string, side: Run, error: Malformed, declared: Declarations): AuthorEdit[] {
  const word = /^\\?[A-Za-z]+/.exec(text.slice(error.at))?.[0];
  if (word === undefined || error.at < side.start || error.at >= side.end) return [];
  const proposed = (error.hint ?? []).flatMap((part) =>
    typeof part !== "string" && "kind" in part && part.kind === "code" ? [part.text] : [],
  );
  const edits = proposed
    .filter((command) => command.startsWith("\\"))
    .map((replacement) => ({
      from: error.at,
      to: error.at + word.length,
      replacement,
      written: word,
      says: error.hint ?? [],
    }));
  return edits.filter((edit) => hasMeaning(readEdited(text, side, edit, declared), declared)).slice(0, 1);
}

function hasMeaning(expression: Expression | undefined, declared: Declarations): boolean {
  return expression !== undefined && attempt(() => elaborate(expression, declared)) !== undefined;
}

/** The side as it reads after an edit; undefined if it does not. */
function readEdited(
  text: string,
  { start, end }: Run,
  { from, to, replacement }: Pick<AuthorEdit, "from" | "to" | "replacement">,
  declared: Declarations,
): Expression | undefined {
  const edited = text.slice(0, from) + replacement + text.slice(to);
  const longer = edited.length - text.length;
  return attempt(() => readExpression(edited, knownNames(declared), start, end + longer));
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed || error instanceof ShapeMismatch) return undefined;
    throw error;
  }
}

/** Whether every brace that is closed in a text is opened in it, and the other way round. */
function isBalanced(text: string): boolean {
  let depth = 0;
  for (const [sign] of text.matchAll(/\\.|[{}]/gs)) {
    depth += sign === "{" ? 1 : sign === "}" ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0;
}
