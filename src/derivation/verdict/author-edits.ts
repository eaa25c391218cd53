import type { Declarations } from "../declare/declarations";
import { knownNames } from "../declare/declarations";
import type { Expression } from "../latex/expression";
import { children, same, withChild } from "../latex/expression";
import { Malformed } from "../latex/malformed";
import type { Message } from "../latex/message";
import { print } from "../latex/printer";
import { lex } from "../latex/lexer";
import { readRun } from "../latex/reader";
import type { Run, Token } from "../latex/tokens";
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
 * What the repair leaves as it is stays in the author's words, macros included.
 *
 * @param side the side that is repaired, as tokens of the text
 */
export function repairEdits(text: string, side: Run, repair: Repair, declared: Declarations): AuthorEdit[] {
  const { changed, result } = repair;
  const span = changed?.from.span;
  const small =
    changed && span ? rewordings(changed).map((pieces) => ({ from: span[0], to: span[1], pieces })) : [];
  const whole = { from: side.start, to: side.end, pieces: [print(result)] };
  const candidates = isBalanced(text.slice(side.start, side.end)) ? [...small, whole] : small;
  const found = candidates.find((edit) => {
    const read = readEdited(side, edit, declared);
    return read !== undefined && same(read, result);
  });
  return found ? [authorEdit(text, found, repair.says)] : [];
}

/** A piece of LaTeX, or the place of a piece that the author wrote. */
type Piece = string | readonly [start: number, end: number];

interface Change {
  from: number;
  to: number;
  pieces: readonly Piece[];
}

/** Ways to write what a node is changed to: with what it keeps as the author wrote it, in parentheses or not, and anew. */
function rewordings({ from, to }: NonNullable<Repair["changed"]>): Piece[][] {
  const kept = new Set<Expression>();
  const keep = (node: Expression): void => {
    if (node.span) kept.add(node);
    for (const [, child] of children(node)) keep(child);
  };
  keep(from);
  const places: (readonly [number, number])[] = [];
  const withPlaces = (node: Expression): Expression => {
    if (kept.has(node) && node.span) return { kind: "symbol", name: placeName(places.push(node.span) - 1) };
    return children(node).reduce(
      (parent, [field, child]) => withChild(parent, field, withPlaces(child)),
      node,
    );
  };
  const parts = print(withPlaces(to)).split(placePattern);
  const bare = parts.map((part, i): Piece => (i % 2 === 0 ? part : places[Number(part)]));
  const closed = bare.flatMap((piece) => (typeof piece === "string" ? [piece] : ["(", piece, ")"]));
  const anew = print(to);
  return [bare, closed, [anew], [`(${anew})`]];
}

/** A name that nobody writes stands for the piece of the author with that number. */
const placeName = (i: number): string => `\uE000${i}\uE001`;
const placePattern = /\uE000(\d+)\uE001/;

function authorEdit(text: string, { from, to, pieces }: Change, says: Message): AuthorEdit {
  const texts = pieces.map((piece) => (typeof piece === "string" ? piece : text.slice(...piece)));
  const replacement = texts.reduce((before, next) => {
    const joins = /\\[a-zA-Z]+$/.test(before) && /^[a-zA-Z]/.test(next);
    return before + (joins ? " " : "") + next;
  }, "");
  return { from, to, replacement, written: text.slice(from, to), says };
}

/** The commands that a hint proposes for the word at the place of an error, if the side can be read then. */
export function hintEdits(text: string, side: Run, error: Malformed, declared: Declarations): AuthorEdit[] {
  const word = /^\\?[A-Za-z]+/.exec(text.slice(error.at))?.[0];
  if (word === undefined || error.at < side.start || error.at >= side.end) return [];
  const proposed = (error.hint ?? []).flatMap((part) =>
    typeof part !== "string" && "kind" in part && part.kind === "code" ? [part.text] : [],
  );
  const changes = proposed
    .filter((command) => command.startsWith("\\"))
    .map((replacement) => ({ from: error.at, to: error.at + word.length, pieces: [replacement] }));
  const readable = changes.filter((change) => hasMeaning(readEdited(side, change, declared), declared));
  return readable.slice(0, 1).map((change) => authorEdit(text, change, error.hint ?? []));
}

function hasMeaning(expression: Expression | undefined, declared: Declarations): boolean {
  return expression !== undefined && attempt(() => elaborate(expression, declared)) !== undefined;
}

/** The side as it reads after a change; undefined if it does not. */
function readEdited(side: Run, { from, to, pieces }: Change, declared: Declarations): Expression | undefined {
  const between = (start: number, end: number): Token[] =>
    side.tokens.filter((token) => token.start >= start && token.end <= end);
  const put = pieces.flatMap((piece) => (typeof piece === "string" ? lex(piece).tokens : between(...piece)));
  const tokens = [...between(side.start, from), ...put, ...between(to, side.end)];
  return attempt(() => readRun("", { ...side, tokens }, knownNames(declared)));
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
