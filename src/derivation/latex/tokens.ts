import { Malformed } from "./malformed";
import type { Message, Part } from "./message";
import { code, message } from "./message";

/**
 * A piece of LaTeX. `break` is `\\`, `space` a command that only makes room; `\begin{cases}` is one command.
 * `word` is a piece of prose, and `other` what no expression may hold.
 */
export interface Token {
  kind: "command" | "letter" | "number" | "sign" | "break" | "space" | "word" | "other" | "end";
  text: string;
  start: number;
  end: number;
  /** Whether white space stands before it. */
  spaced?: boolean;
  /** Of a delimiter, whether it was written after `\left` or `\right`, `\bigl` or `\bigr`. */
  side?: "left" | "right";
  /** Of `other`, why it cannot be read, where its text does not say so. */
  says?: Message;
}

/** Tokens that stand together, and the place where their author wrote them; they may be none. */
export interface Run {
  tokens: readonly Token[];
  start: number;
  end: number;
}

const longest = 20_000;

/**
 * Refuses what no expression can hold, at its place.
 *
 * @throws Malformed
 */
export function requireReadable({ tokens, start, end }: Run): void {
  if (end - start > longest)
    throw new Malformed(`an expression can have at most ${longest} characters`, start + longest);
  for (const token of tokens) {
    if (token.kind === "other" || token.kind === "word") refuseToken(token);
  }
}

function refuseToken({ text, start, says }: Token): never {
  if (says) throw new Malformed(says, start);
  if (text === "\\ ")
    throw new Malformed(
      message`${code("\\ ")} is a space`,
      start,
      message`a new row begins with ${code("\\\\")}`,
    );
  if (text === "\\")
    throw new Malformed("a backslash stands alone", start, message`a command is ${code("\\")} and letters`);
  if (text === "\b")
    throw new Malformed(
      "a backspace stands here",
      start,
      message`the ${code("\\b")} of a command was read as an escape`,
    );
  throw new Malformed(message`${described(text)} is not LaTeX mathematics`, start);
}

function described(text: string): Part {
  const point = (text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return /^[\p{L}\p{N}\p{P}\p{S}]\p{M}?$/u.test(text) ? code(text) : `the character U+${point}`;
}

/** The text of tokens, with one space where white space stood between them. */
export function joinTokens(tokens: readonly Token[]): string {
  return tokens.map(({ text, spaced }, i) => (spaced && i > 0 ? ` ${text}` : text)).join("");
}
