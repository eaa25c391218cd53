import type { Token } from "./tokens";

const quiet = new Set(
  (
    "displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits nonumber notag mathstrut strut relax " +
    "allowbreak nobreak space nobreakspace noindent centering protect xspace tiny scriptsize footnotesize small normalsize large " +
    "Large LARGE huge Huge"
  )
    .split(" ")
    .map((name) => `\\${name}`),
);
const sizes = /^\\(?:left|right|middle|[bB]ig{1,2}[lrm]?)$/;

/**
 * Tokens without what only lays them out: room, styles, scripts with nothing in them, and the sizes of delimiters. A
 * delimiter keeps the side it was written for, and `\left.` goes. Raised primes, `f^\prime` and `f^{\prime\prime}`, become `f'`
 * and `f''`.
 *
 * @param rooms commands that make room and stay
 */
export function withoutLayout(tokens: readonly Token[], rooms?: ReadonlySet<string>): Token[] {
  const found: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if ((token.kind === "space" && !rooms?.has(token.text)) || quiet.has(token.text)) continue;
    if (token.text === "}" && endsInEmptyScript(found)) {
      found.length -= 2;
      continue;
    }
    const primes = token.text === "^" ? raisedPrimes(tokens, i + 1) : [];
    if (primes.length > 0) {
      found.push(...primes.map((prime) => ({ ...prime, kind: "sign" as const, text: "'" })));
      i += primes.length === 1 && tokens[i + 1].text !== "{" ? 1 : primes.length + 2;
      continue;
    }
    if (!sizes.test(token.text)) found.push(token);
    else if (tokens[i + 1]?.text === ".") i++;
    else if (tokens[i + 1]) found.push(sided(tokens[++i], token.text));
  }
  return found;
}

/** Whether what closes now is `^{` or `_{`. */
const endsInEmptyScript = (found: readonly Token[]): boolean =>
  found.at(-1)?.text === "{" && ["^", "_"].includes(found.at(-2)?.text ?? "");

/** The primes that are raised from a place on, one alone or all that stand between braces. */
function raisedPrimes(tokens: readonly Token[], from: number): Token[] {
  const isPrime = (at: number): boolean => ["\\prime", "'"].includes(tokens[at]?.text ?? "");
  if (tokens[from]?.text !== "{") return isPrime(from) ? [tokens[from]] : [];
  let end = from + 1;
  while (isPrime(end)) end++;
  return tokens[end]?.text === "}" ? tokens.slice(from + 1, end) : [];
}

function sided(delimiter: Token, size: string): Token {
  if (/l(?:eft)?$/.test(size)) return { ...delimiter, side: "left" };
  return /r(?:ight)?$/.test(size) ? { ...delimiter, side: "right" } : delimiter;
}
