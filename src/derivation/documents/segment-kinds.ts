import type { Token } from "../latex/tokens";
import { outside } from "./brackets";
import type { Draft } from "./chains";
import { append, newDraft } from "./chains";
import type { Relation } from "./document";
import type { Segment } from "./segments";

const dots = new Set(["\\dots", "\\ldots", "\\cdots", "\\dotsc", "\\dotsb"]);
const number = /^(?:\d+|[a-z]|[ivx]+|\*|'|\.|-|\\ast|\\star|\\dagger)$/;

/** `(2)`, `(3a)`, `(iv)`, `(*)`, perhaps after dots: the number of an equation. */
export function isNumberOfEquation(tokens: readonly Token[]): boolean {
  const from = tokens.findIndex(({ text }) => !dots.has(text) && text !== ".");
  const inner = withoutParentheses(tokens.slice(Math.max(0, from)));
  return (
    inner !== undefined &&
    inner.length > 0 &&
    inner.length < 6 &&
    inner.every(({ text }) => number.test(text))
  );
}

/** Without `\dots (4)` at the end. */
export function withoutDottedNumber(tokens: readonly Token[]): Token[] {
  let from = tokens.length - 1;
  while (from > 0 && tokens.length - from < 8 && !dots.has(tokens[from].text)) from--;
  const dotted = from > 0 && dots.has(tokens[from].text) && isNumberOfEquation(tokens.slice(from));
  return tokens.slice(0, dotted ? from : tokens.length);
}

/** What is between parentheses or brackets that hold the whole; undefined where none do. */
export function withoutParentheses(tokens: readonly Token[]): Token[] | undefined {
  const closing = { "(": ")", "[": "]" }[tokens.at(0)?.text ?? ""];
  if (!closing || tokens.at(-1)?.text !== closing) return undefined;
  const inside = !outside(tokens.slice(0, -1), () => true);
  return inside ? tokens.slice(1, -1) : undefined;
}

/** Words between brackets: `(\text{chain rule})`. */
export function isReason(tokens: readonly Token[]): boolean {
  const inner = withoutParentheses(tokens) ?? tokens;
  return inner.at(0)?.kind === "word" || inner.every(({ kind }) => kind === "word");
}

/** One text by itself, `\\text{Answer}`, which beside a formula is a remark even where it could be a name. */
export function isLoneText(tokens: readonly Token[]): boolean {
  return (
    tokens.at(0)?.text === "\\text" && tokens.findIndex(({ text }) => text === "}") === tokens.length - 1
  );
}

/** Whether a segment goes on with a range: `\dots` of `k = 1, \dots, K`. */
export function isRange(segment: Segment | undefined): boolean {
  if (!segment?.separators.every(({ kind }) => kind === "comma" || kind === "room")) return false;
  const [first, second] = segment.tokens;
  return dots.has(first?.text ?? "") || (first?.kind === "number" && second === undefined);
}

const always = new Set<Relation>(["\\neq", "\\notin", "\\in", "\\subset"]);
const orders = new Set<Relation>(["<", ">", "\\le", "\\ge"]);
const simple = 6;

/**
 * Whether a chain beside a statement says when that holds: `w \neq o`, `k \in \{1, 2\}`, `x > 0`, `k = 1..K`,
 * `i = j` for two indices of the statement. A second claim does not.
 *
 * @param statement what it stands beside; nothing is a condition without one
 * @param range     whether `\dots` follows
 */
export function isConditionLike(
  tokens: readonly Token[],
  statement: Draft | undefined,
  range: boolean,
): boolean {
  if (!statement || statement.steps.length === 0) return false;
  const { left, steps } = chainIn(tokens);
  if (steps.length === 0) return false;
  const kinds = steps.map(({ relation }) => relation);
  const sides = [left, ...steps.map(({ side }) => side)];
  const claims = statement.steps.map(({ relation }) => relation);
  if (kinds.every((kind) => always.has(kind))) return !claims.every((kind) => always.has(kind));
  if (kinds.every((kind) => orders.has(kind) || always.has(kind)))
    return (
      sides.every((side) => side.length <= simple && !transposes(side)) &&
      !claims.some((kind) => orders.has(kind))
    );
  if (kinds.length !== 1 || kinds[0] !== "=") return false;
  if (range || countsOn(sides[1])) return true;
  return sides.every(([first, second]) => second === undefined && isIndexIn(first, statement));
}

/** Whether something in a side is transposed, as in `x^\top A x`, which is no name that a condition is about. */
const transposes = (side: readonly Token[]): boolean =>
  side.some(({ text }, i) => /^(?:\\top|\\intercal|T)$/.test(text) && side.at(i - 1)?.text === "^");

/** Whether a side is `1 \dots K` or `1...K`; not a sum, nor entries between brackets. */
function countsOn(side: readonly Token[]): boolean {
  const own: Token[] = [];
  outside(side, (token) => (own.push(token), false));
  const isDotted = own.some(({ text }, i) => dots.has(text) || (text === "." && own[i + 1]?.text === "."));
  return isDotted && !own.some(({ text }) => text === "+");
}

function chainIn(tokens: readonly Token[]): Draft {
  const draft = newDraft();
  append(draft, tokens);
  return draft;
}

/** Whether a letter stands in a subscript of a statement. */
function isIndexIn(letter: Token | undefined, { left, steps }: Draft): boolean {
  if (letter?.kind !== "letter") return false;
  return [left, ...steps.map(({ side }) => side)].some((side) => {
    let below = false;
    return side.some(({ text }) => {
      if (text === "_") below = true;
      else if (below && text === letter.text) return true;
      else if (text !== "{" && !/^[a-z]$/.test(text)) below = false;
      return false;
    });
  });
}
