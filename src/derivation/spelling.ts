import type { Cursor } from "./cursor";
import { eatenEscape } from "./escapes";

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

/** Refuses a run of letters that is a command without its backslash, or with its first letter eaten. */
export function requireSpelling(cursor: Cursor): void {
  const run = runOfLetters(cursor);
  if (run.length < 2) return;
  const { start } = cursor.peek();
  const before = cursor.source.slice(0, start).trimEnd().slice(-1);
  const eaten = eatenEscape(run, before, cursor.source[start + run.length] ?? "");
  if (eaten) {
    const { command, escape, character } = eaten;
    cursor.fail(
      `\`${run}\` looks like \`${command}\` whose \`${escape}\` was eaten as ${character}`,
      `write \`${command}\``,
    );
  }
  if (words.includes(run)) {
    cursor.fail(
      `\`${run}\` without a backslash is ${[...run].join(" times ")}`,
      `write \`${spelt[run] ?? `\\${run}`}\``,
    );
  }
}

function runOfLetters(cursor: Cursor): string {
  const { start, kind } = cursor.peek();
  return kind === "letter" ? (/^[a-zA-Z]+/.exec(cursor.source.slice(start, start + 40))?.[0] ?? "") : "";
}

/** Refuses the next token, saying what it might have been meant to be. */
export function refuse(cursor: Cursor, known: readonly string[]): never {
  requireSpelling(cursor);
  const { kind, text } = cursor.peek();
  if (kind !== "command") return cursor.fail(`\`${text}\` was not expected here`);
  const near = nearest(text, known);
  return cursor.fail(`the command \`${text}\` is not known here`, near && `perhaps \`${near}\` is meant`);
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
