import type { Token } from "../latex/tokens";
import { parseEnvironment } from "./environments";

const opens = new Set([
  "(",
  "[",
  "\\{",
  "\\lbrace",
  "\\langle",
  "\\lvert",
  "\\lVert",
  "\\lbrack",
  "\\llbracket",
]);
const closes = new Set([
  ")",
  "]",
  "\\}",
  "\\rbrace",
  "\\rangle",
  "\\rvert",
  "\\rVert",
  "\\rbrack",
  "\\rrbracket",
]);
const bars = new Set(["|", "\\|", "\\Vert", "\\vert"]);

/** How deep in brackets a reader of tokens is. `[0, 1)` is closed as well: brackets need not match. */
export class Brackets {
  /** Depth in braces and environments. */
  hard = 0;
  /** Depth in other brackets, outside braces; a bar counts where it was written after `\left` or `\right`. */
  soft = 0;

  /** Whether no bracket is open. */
  get outside(): boolean {
    return this.hard === 0 && this.soft === 0;
  }

  /** Goes over a token. */
  pass(token: Token): void {
    const environment = parseEnvironment(token);
    if (token.text === "{" || environment?.begins) this.hard++;
    else if (token.text === "}" || environment) this.hard = Math.max(0, this.hard - 1);
    else if (this.hard === 0) this.soft = Math.max(0, this.soft + bracket(token));
  }
}

/** 1 for a bracket that opens, -1 for one that closes; braces and environments do not count. */
export function bracket({ text, side }: Token): number {
  if (opens.has(text)) return 1;
  if (closes.has(text)) return -1;
  return side && bars.has(text) ? (side === "left" ? 1 : -1) : 0;
}

/** Whether a token outside all brackets is so. */
export function outside(tokens: readonly Token[], isSo: (token: Token) => boolean): boolean {
  const brackets = new Brackets();
  return tokens.some((token) => {
    brackets.pass(token);
    return brackets.outside && isSo(token);
  });
}
