import { letterCommands } from "../latex/names";
import type { Run, Token } from "../latex/tokens";
import { joinTokens } from "../latex/tokens";
import type { Chain, Condition } from "./document";

/** Letters below which a relation stands for a 1 or a 0: `I_{i = j}`, `\delta_{i = j}`. */
const indicators = ["1", "I", "\\delta"];

/**
 * A chain in which no index has a relation: `u_{w \neq o}` is u_w under the condition that w is not o, and
 * `u_{w = o}` under the one that w is o.
 *
 * @returns the chain and the conditions that its indices say
 */
export function withoutIndexConditions(chain: Chain): { chain: Chain; conditions: Condition[] } {
  const conditions: Condition[] = [];
  const cut = (run: Run): Run => ({ ...run, tokens: withoutRelations(run.tokens, conditions) });
  const steps = chain.steps.map((step) => ({ ...step, side: cut(step.side) }));
  return { chain: { ...chain, left: cut(chain.left), steps }, conditions };
}

function withoutRelations(tokens: readonly Token[], conditions: Condition[]): readonly Token[] {
  const kept: Token[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const found = tokens[i].text === "_" && isLetter(tokens, i - 1) ? relationAt(tokens, i) : undefined;
    if (!found) {
      kept.push(tokens[i]);
      continue;
    }
    const { left, sign, right, length } = found;
    kept.push(tokens[i], tokens[i + 1], ...left, tokens[i + length - 1]);
    if (!conditions.some((condition) => says(condition, found)))
      conditions.push(createCondition(left, sign, right));
    i += length - 1;
  }
  return kept.length === tokens.length ? tokens : kept;
}

/** Whether a letter ends here that can have an index: u, \theta, `\boldsymbol{u}`. */
function isLetter(tokens: readonly Token[], at: number): boolean {
  const token = tokens.at(Math.max(at, 0));
  if (!token || at < 0) return false;
  if (token.text === "'") return isLetter(tokens, at - 1);
  if (token.text === "}" && tokens[at - 2]?.text === "{") return isLetter(tokens, at - 1);
  return !indicators.includes(token.text) && (token.kind === "letter" || letterCommands.has(token.text));
}

interface Found {
  left: readonly Token[];
  sign: Token;
  right: readonly Token[];
  /** The number of tokens from `_` to the closing brace. */
  length: number;
}

/** `_{w \neq o}`: one index on each side, in any font; it may be named before, `_{w, w \neq o}`. */
function relationAt(tokens: readonly Token[], at: number): Found | undefined {
  if (tokens[at + 1]?.text !== "{") return undefined;
  let depth = 0;
  const end = tokens.findIndex(({ text }, i) => {
    if (i > at && text === "{") depth++;
    return i > at && text === "}" && --depth === 0;
  });
  const inner = withoutFonts(tokens.slice(at + 2, end));
  const comma = inner.findIndex(({ text }) => text === ",");
  const relation = inner.slice(comma + 1);
  const middle = relation.findIndex(({ text }) => /^(?:=|\\neq?)$/.test(text));
  const [left, right] = [relation.slice(0, middle), relation.slice(middle + 1)];
  if (end < 0 || middle < 1 || !isIndex(left) || !isIndex(right)) return undefined;
  if (comma >= 0 && joinTokens(inner.slice(0, comma)).trim() !== joinTokens(left).trim()) return undefined;
  return { left, sign: relation[middle], right, length: end - at + 1 };
}

/** Indices without a font around each of them. */
const withoutFonts = (tokens: readonly Token[]): readonly Token[] =>
  tokens.filter(
    ({ text }, i) =>
      !boldFonts.has(text) &&
      !(text === "{" && boldFonts.has(tokens.at(i - 1)?.text ?? "")) &&
      !(text === "}" && boldFonts.has(tokens.at(i - 3)?.text ?? "")),
  );

const boldFonts = new Set(["\\mathbf", "\\boldsymbol", "\\bm", "\\mathrm", "\\mathit"]);

const isIndex = ([first, ...rest]: readonly Token[]): boolean =>
  first?.kind === "letter" && rest.every(({ text }) => text === "'");

function createCondition(left: readonly Token[], sign: Token, right: readonly Token[]): Condition {
  const [start, end] = [left[0].start, right[right.length - 1].end];
  return {
    word: "",
    start,
    end,
    left: { tokens: left, start, end: sign.start },
    steps: [
      {
        relation: sign.text === "=" ? "=" : "\\neq",
        at: { start: sign.start, end: sign.end },
        side: { tokens: right, start: sign.end, end },
      },
    ],
  };
}

function says({ left, steps }: Condition, found: Found): boolean {
  const text = (list: readonly Token[]): string => list.map((token) => token.text).join("");
  return text(left.tokens) === text(found.left) && text(steps[0].side.tokens) === text(found.right);
}
