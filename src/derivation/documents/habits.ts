import { letterCommands, styleCommands } from "../latex/names";
import type { Token } from "../latex/tokens";
import { setsText } from "./words";

/**
 * Tokens of a display as their author means them, where a habit makes them something else:
 *
 * - `\bu`, `\bU`, `\btheta`, `\vx`, `\mW`, which a file of macros that is not there makes bold letters, are those;
 * - `\bf{x}` and `\cal{L}` set a font for what follows; `\bf` before more than a name only decorates;
 * - `J\_{x}` is a subscript whose sign Markdown made its author escape;
 * - `w != o` below a sum and `-m <= j` are written as in a program;
 * - letters with room between them are a word: `J_{n e g-s a m p l e}`, `w \in V o c a b`, as programs that read a picture write.
 */
export function withoutHabits(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some((token, i) => hasHabit(token, tokens[i + 1]))) return tokens;
  const out: Token[] = [];
  const groups: Group[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const inside = groups.at(-1) ?? "maths";
    const name = inside === "text" ? undefined : boldName(token);
    const relation = inside === "text" ? undefined : relationOf(token, tokens[i + 1], inside);
    const word = inside === "text" ? 0 : spelt(tokens, i);
    if (name) out.push({ ...token, text: "\\mathbf" }, sign("{", token), name, sign("}", token));
    else if (Object.hasOwn(fonts, token.text) && tokens[i - 1]?.text !== "{") {
      if (setsOneName(tokens, i + 1, token.text)) out.push({ ...token, text: fonts[token.text] });
    } else if (relation) {
      out.push({ ...token, kind: "command", text: relation });
      i++;
    } else if (token.text === "\\_" && inside === "maths") out.push({ ...token, kind: "sign", text: "_" });
    else if (word > 0) {
      const letters = tokens.slice(i, i + word).map((each) => ({ ...each, spaced: false }));
      out.push(
        { ...token, kind: "command", text: "\\text" },
        sign("{", token),
        ...letters,
        sign("}", letters[word - 1]),
      );
      i += word - 1;
    } else out.push(token);
    if (token.text === "{") groups.push(groupAfter(tokens[i - 1], inside));
    else if (token.text === "}") groups.pop();
  }
  return out;
}

/** What stands between braces: mathematics, a script or words. */
type Group = "maths" | "script" | "text";

const fonts: Record<string, string> = {
  "\\bf": "\\mathbf",
  "\\it": "\\mathit",
  "\\rm": "\\mathrm",
  "\\cal": "\\mathcal",
};

function hasHabit(token: Token, next: Token | undefined): boolean {
  if (token.kind === "command")
    return token.text === "\\_" || Object.hasOwn(fonts, token.text) || boldName(token) !== undefined;
  if (relationOf(token, next, "script") !== undefined) return true;
  return isSpelt(token) && next !== undefined && (isSpelt(next) || next.text === "-");
}

/** The relation that two signs stand for; `n! = a` has a factorial. */
function relationOf(token: Token, next: Token | undefined, inside: Group): string | undefined {
  if (next?.text !== "=" || next.spaced) return undefined;
  if (token.text === "!") return inside === "script" ? "\\neq" : undefined;
  return { "<": "\\le", ">": "\\ge" }[token.text];
}

function groupAfter(before: Token | undefined, around: Group): Group {
  if (before === undefined || around === "text") return around;
  if (setsText(before.text) || /^\\(?:mathrm|operatorname|label|ref|eqref|tag)$/.test(before.text))
    return "text";
  return before.text === "_" || before.text === "^" ? "script" : around;
}

/** The letter of `\bu`, `\btheta`, `\vx` or `\mW`, which no command of LaTeX is. */
function boldName(token: Token): Token | undefined {
  const { kind, text } = token;
  if (kind !== "command" || letterCommands.has(text) || styleCommands.includes(text)) return undefined;
  const [, letter] = /^\\(?:b|v(?=[a-z]$)|m(?=[A-Z]$))([a-zA-Z])$/.exec(text) ?? [];
  if (letter && text !== "\\bf") return { ...token, kind: "letter", text: letter };
  const greek = text.startsWith("\\b") ? `\\${text.slice(2)}` : "";
  return letterCommands.has(greek) ? { ...token, text: greek } : undefined;
}

/** Whether a font is set for one letter with or without an accent, or for a word; a switch such as `\bf x + y` is for more. */
function setsOneName(tokens: readonly Token[], from: number, font: string): boolean {
  if (tokens.at(from)?.text !== "{") return font === "\\cal" && tokens.at(from)?.kind === "letter";
  const end = tokens.findIndex(({ text }, i) => i > from && text === "}");
  const inner = tokens.slice(from + 1, end);
  return inner.length === 1 || (font !== "\\bf" && inner.every(({ kind }) => kind === "letter"));
}

const isSpelt = ({ kind, text }: Token): boolean => kind === "letter" && /^[a-zA-Z]$/.test(text);

/** How many tokens from here on are a word of at least five letters with room between them; 0 if there is none. */
function spelt(tokens: readonly Token[], from: number): number {
  const before = tokens.at(from - 1);
  if (from > 0 && before !== undefined && isSpelt(before)) return 0;
  let end = from;
  let letters = 0;
  for (; end < tokens.length; end++) {
    const token = tokens[end];
    const isDash = token.text === "-" && letters > 0 && isSpelt(tokens.at(end + 1) ?? token);
    if (!isDash && !(isSpelt(token) && (end === from || token.spaced || tokens[end - 1].text === "-"))) break;
    if (!isDash) letters++;
  }
  const opens = before?.text === "{" || before?.text === "\\in";
  return letters >= 5 && opens && tokens.at(end)?.text === "}" ? end - from : 0;
}

const sign = (text: string, { start }: Token): Token => ({ kind: "sign", text, start, end: start });
