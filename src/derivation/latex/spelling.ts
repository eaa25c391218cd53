import { Beyond } from "./malformed";
import { code, message } from "./message";
import type { Cursor } from "./cursor";
import { findLostEscape } from "./escapes";
import { joinTokens } from "./tokens";

/** Words that are commands; without their backslash they would be read as a product of letters. */
const words = (
  "softmax sigmoid sigma frac sum exp log ln tanh partial hat mathbb boldsymbol mathbf top cdot text begin end " +
  "diag left right operatorname sqrt nabla lambda alpha beta theta odot neq aligned"
).split(" ");
const spelt: Record<string, string> = {
  softmax: "\\operatorname{softmax}",
  diag: "\\operatorname{diag}",
  sigmoid: "\\sigma",
};

/** Refuses a run of letters that is a command without its backslash, or with its first letter lost. */
export function requireSpelling(cursor: Cursor): void {
  const run = runOfLetters(cursor);
  if (run.length < 2) return;
  const next = cursor.peek(run.length);
  const after = next.kind === "end" || next.spaced ? "" : next.text[0];
  const lost = findLostEscape(run, cursor.last?.text.slice(-1) ?? "", after);
  if (lost) {
    const { command, escape, character } = lost;
    cursor.fail(
      message`${code(run)} looks like ${code(command)} whose ${code(escape)} was read as ${character}`,
      message`write ${code(command)}`,
    );
  }
  if (words.includes(run)) {
    cursor.fail(
      message`${code(run)} without a backslash means ${[...run].join(" times ")}`,
      message`write ${code(spelt[run] ?? `\\${run}`)}`,
    );
  }
}

function runOfLetters(cursor: Cursor): string {
  const run = cursor.peekWhile(({ kind, spaced }, ahead) => kind === "letter" && !(spaced && ahead > 0));
  return joinTokens(run);
}

const beyondWords =
  "int iint oint lim sup inf limsup liminf argmax argmin arg Re Im infty pm mp cup cap binom".split(" ");
/** Commands of mathematics that the checker does not know. */
const beyond = beyondWords.map((name) => `\\${name}`);

/** Refuses a word such as argmin that stands for a command of these. */
export function refuseBeyond(word: string, at: number): void {
  if (beyondWords.includes(word.replace(/[\s~]|\\[,;]/g, "")))
    throw new Beyond(message`${code(word)} is beyond this checker`, at);
}

/** Refuses the next token, saying what it might have been meant to be. */
export function refuse(cursor: Cursor, known: readonly string[]): never {
  requireSpelling(cursor);
  const { kind, text } = cursor.peek();
  if (kind !== "command") return cursor.fail(message`${code(text)} was not expected here`);
  if (beyond.includes(text))
    throw new Beyond(message`${code(text)} is beyond this checker`, cursor.peek().start);
  const near = nearest(text, known);
  return cursor.fail(
    message`the command ${code(text)} is not known here`,
    near && message`perhaps ${code(near)} is meant`,
  );
}

/** The word nearest to `text`, if one is at most so many letters away. */
export function nearest(text: string, known: readonly string[], most = 2): string | undefined {
  const [best] = known
    .map((word) => ({ word, away: distance(text, word) }))
    .filter(({ word, away }) => away <= most && away < word.length - 1)
    .sort((a, b) => a.away - b.away);
  return best?.word;
}

/** Letters to insert, delete or replace to make `b` of `a` (Levenshtein). */
function distance(a: string, b: string): number {
  let row = [...b, ""].map((_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
