import { letterCommands, styleCommands } from "../latex/names";
import type { Token } from "../latex/tokens";
import { isOperator } from "./relations";

/**
 * Whether `a := b` gives b a name to a, as in `y_j - t_j := e_j`: b is one name, and a cannot be one, since it is a term
 * with operators or a product.
 */
export function givesName(before: readonly Token[], side: readonly Token[]): boolean {
  return isName(side) && isTerm(before);
}

/** Whether tokens are one name with what is set below it, and its primes. */
function isName(tokens: readonly Token[]): boolean {
  const behind = skipLetter(tokens, 0);
  if (behind === undefined) return false;
  let at = behind;
  while (at < tokens.length) {
    if (tokens[at].text === "'") at++;
    else if (tokens[at].text === "_") at = skipGroup(tokens, at + 1);
    else return false;
  }
  return true;
}

/** Where the letter that begins at a place ends, with its fonts and accents. */
function skipLetter(tokens: readonly Token[], at: number): number | undefined {
  const token = tokens.at(at);
  if (!token) return undefined;
  if (styleCommands.includes(token.text)) return skipGroup(tokens, at + 1);
  return token.kind === "letter" || letterCommands.has(token.text) ? at + 1 : undefined;
}

/** Where the token or the group in braces that begins at a place ends. */
function skipGroup(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    depth += tokens[at].text === "{" ? 1 : tokens[at].text === "}" ? -1 : 0;
    const isStyle = depth === 0 && styleCommands.includes(tokens[at].text);
    if (depth === 0 && !isStyle) return at + 1;
  }
  return tokens.length;
}

/** Whether tokens are a sum, a quotient, a derivative, or a product without parentheses, which may be arguments. */
function isTerm(tokens: readonly Token[]): boolean {
  if (tokens.some((token) => isOperator(token) || operators.has(token.text))) return true;
  if (tokens.some(({ text }) => text === "(" || text === "[")) return false;
  let letters = 0;
  for (let at = 0; at < tokens.length;) {
    const behind = skipLetter(tokens, at);
    if (behind !== undefined) letters++;
    at = behind ?? (/^[_^]$/.test(tokens[at].text) ? skipGroup(tokens, at + 1) : at + 1);
  }
  return letters > 1;
}

const operators = new Set(["\\frac", "\\dfrac", "\\tfrac", "\\sum", "\\prod", "\\partial", "\\nabla"]);
