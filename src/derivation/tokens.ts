import { Malformed } from "./malformed";

/** A piece of LaTeX. `break` is `\\`; spaces and sizes (`\left`, `\big`) are left out. */
export interface Token {
  kind: "command" | "letter" | "number" | "sign" | "break" | "end";
  text: string;
  start: number;
  end: number;
}

const longest = 20_000;
const spacing =
  /^\\[,;:! ]|^\\(?:quad|qquad|displaystyle|textstyle|limits|nonumber|notag)(?![a-zA-Z])|^[~\s]/;
const sizes = /^\\(?:left|right|[bB]ig{1,2}[lr]?)(?![a-zA-Z])\.?/;
const comment = /^%[^\n]*/;

/**
 * Cuts LaTeX into tokens, each with its offsets; the last one is of kind "end".
 *
 * @param source the text, read verbatim
 * @param from   offset to begin at
 * @param to     offset to end before
 */
export function tokens(source: string, from = 0, to = source.length): Token[] {
  if (to - from > longest)
    throw new Malformed(`an expression may have ${longest} characters`, from + longest);
  const found: Token[] = [];
  let at = from;
  while (at < to) {
    const rest = source.slice(at, to);
    const skipped = comment.exec(rest) ?? (lostBreak(rest) ? null : spacing.exec(rest)) ?? sizes.exec(rest);
    const token = skipped ? undefined : tokenAt(rest, at);
    if (token) found.push(token);
    at = token ? token.end : at + (skipped?.[0].length ?? 1);
  }
  found.push({ kind: "end", text: "the end", start: to, end: to });
  return found;
}

const kinds: [Token["kind"], RegExp][] = [
  ["break", /^\\\\/],
  ["command", /^\\[a-zA-Z]+/],
  ["sign", /^\\[|{}]/],
  ["number", /^\d+(?:\.\d+)?/],
  ["letter", /^[a-zA-Z]/],
  ["sign", /^[-+=^_{}()[\]|,/:!<>;.&'*]/],
];

function tokenAt(rest: string, start: number): Token {
  for (const [kind, pattern] of kinds) {
    const text = pattern.exec(rest)?.[0];
    if (text) return { kind, text, start, end: start + text.length };
  }
  const [character] = rest;
  if (lostBreak(rest)) throw new Malformed("`\\ ` is a space", start, "a new row begins with `\\\\`");
  if (character === "\\") throw new Malformed("a lone backslash", start, "a command is `\\` and letters");
  if (character === "\b")
    throw new Malformed("a backspace", start, "the `\\b` of a command was eaten as an escape");
  throw new Malformed(`${described(rest)} is not LaTeX mathematics`, start);
}

/** `\ &`, `\ =` and `\ \end`: a row's `\\` of which one backslash was eaten. */
function lostBreak(rest: string): boolean {
  return /^\\\s+(?:&|=|\\end|e?nd\{)/.test(rest);
}

function described(rest: string): string {
  const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
  const code = (rest.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character) ? `\`${character}\`` : `the character U+${code}`;
}
