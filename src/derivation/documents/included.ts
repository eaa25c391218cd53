import { joinTokens, type Token } from "../latex/tokens";

/** How many files may include each other within a display. */
const deepest = 8;

/**
 * The tokens of a display with those of the files that it includes: `(a + b)^2 = \\input{square}`.
 *
 * @param read the tokens of a file, at the place of its call; undefined where there is none
 */
export function withIncluded(
  tokens: readonly Token[],
  read: (name: string, place: { start: number; end: number }) => readonly Token[] | undefined,
  depth = 0,
): readonly Token[] {
  const at = tokens.findIndex(({ text }) => text === "\\input" || text === "\\include");
  const close = tokens.findIndex(({ text }, i) => i > at && text === "}");
  if (at < 0 || close < 0 || depth > deepest || tokens[at + 1].text !== "{") return tokens;
  const name = joinTokens(tokens.slice(at + 2, close)).trim();
  const found = read(name, { start: tokens[at].start, end: tokens[close].end });
  const inner = found ? withIncluded(found, read, depth + 1) : tokens.slice(at, close + 1);
  return [...tokens.slice(0, at), ...inner, ...withIncluded(tokens.slice(close + 1), read, depth)];
}
