import { letterCommands } from "../latex/names";
import type { Run, Token } from "../latex/tokens";

/**
 * Whether an equation is one of differentials, `df = f'(x)\,dx`, `d\sigma(x) \cdot h = \dots`, `\partial (v^\top h) = v^\top
 * \partial h`: its left side begins with one, and another stands in it outside of fractions, or what it is applied to.
 */
export function isOfDifferentials(left: Run, steps: readonly { side: Run }[]): boolean {
  const tokens = plain(left.tokens);
  const from = tokens.at(0)?.text === "-" ? 1 : 0;
  if (!beginsDifferential(tokens, from)) return false;
  const isApplied = tokens[from].text === "d" && ["(", "["].includes(tokens.at(from + 2)?.text ?? "");
  return isApplied || steps.some(({ side }) => hasDifferential(plain(side.tokens)));
}

/** Tokens with `d` for `\mathrm{d}` and `\text{d}`. */
function plain(tokens: readonly Token[]): Token[] {
  const found: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const [font, open, letter, close] = tokens.slice(i, i + 4);
    const isUpright =
      /^\\(?:math(?:rm|sf|bf|it)|text|operatorname|rm)$/.test(font.text) &&
      open?.text === "{" &&
      letter?.text === "d" &&
      close?.text === "}";
    found.push(isUpright ? letter : font);
    if (isUpright) i += 3;
  }
  return found;
}

const isName = (token: Token | undefined): boolean =>
  token !== undefined && (token.kind === "letter" || letterCommands.has(token.text));

/** Whether `dx`, `d\sigma`, `\partial x` or `\partial (` begins here. */
function beginsDifferential(tokens: readonly Token[], at: number): boolean {
  const [sign, next] = tokens.slice(at, at + 2);
  if (sign?.text === "\\partial") return (isName(next) || next?.text === "(") && !isQuotient(tokens, at);
  return sign?.text === "d" && isName(next) && !isWord(tokens, at) && !isQuotient(tokens, at);
}

/** Whether letters spell a word that begins with d: `diag(x)`, `dist(x, y)`. */
function isWord(tokens: readonly Token[], at: number): boolean {
  const end = tokens.findIndex(({ kind, spaced }, i) => i > at && (kind !== "letter" || spaced === true));
  const letters = tokens.slice(at, end < 0 ? undefined : end);
  return /^d(?:[a-z]{3,}|et|im|eg|iv|ot)$/.test(letters.map(({ text }) => text).join(""));
}

/** Whether what begins here is divided by: `\partial J / \partial x`, `dy/dx`. */
const isQuotient = (tokens: readonly Token[], at: number): boolean =>
  tokens
    .slice(at + 1)
    .some(
      ({ text }, i, rest) => text === "/" && (rest[i + 1]?.text === "\\partial" || rest[i + 1]?.text === "d"),
    );

/** Whether a differential stands outside of braces and the scripts of a name. */
function hasDifferential(tokens: readonly Token[]): boolean {
  let depth = 0;
  return tokens.some(({ text }, i) => {
    depth += text === "{" ? 1 : text === "}" ? -1 : 0;
    const before = tokens.at(i - 1)?.text ?? "";
    const isScript = i > 0 && (before === "_" || before === "^");
    return depth === 0 && !isScript && beginsDifferential(tokens, i);
  });
}
