import { withoutLayout } from "./layout";
import type { Run, Token } from "./tokens";
import { loweredCharacters, raisedCharacters, scriptTokens, unicodeTokens } from "./unicode";

/** How a kind of text treats `%`: as a comment anywhere, or, in prose, only where a line begins with it. */
export type Percent = "anywhere" | "line";

const blank = /\s+/y;
const environment = /\\(begin|end)\s*\{\s*([a-zA-Z]+\*?)\s*\}/y;
const command = /\\[a-zA-Z]+/y;
const lineBreak = /\\\\(?:\*|\s*\[\s*-?[\d.]+\s*(?:[a-z]{2}|\\[a-z]+)\s*\])*/y;
const lostBreak = /\\\s+(?=&|=|\\end|e?nd\{)/y;
const number = /\d+(?:\.\d+)?/y;
const prose = /[^\s\\{}$%&~#]+/y;
const script = new RegExp(`ᵀ|[${raisedCharacters}]+|[${loweredCharacters}]+`, "uy");
const character = /[^]\p{M}?/uy;
const placeholder = /#+\d?/y;
const rooms = new Set(["\\quad", "\\qquad", "\\enspace", "\\enskip", "\\hfill", "\\hfil", "\\thinspace"]);
const readable = new Set("-+=^_{}()[]|,/:!<>;.&'*");

/**
 * Cuts LaTeX into tokens, one at a time, so that its reader can say whether the next one is prose or
 * mathematics. What cannot be read is a token of kind "other". Linear in the length of the text.
 */
export class Lexer {
  private waiting: Token[] = [];

  /**
   * @param source the text
   * @param at     offset to begin at, then of what comes next
   * @param to     offset to end before
   */
  constructor(
    readonly source: string,
    public at = 0,
    public to = source.length,
    private readonly percent: Percent = "anywhere",
  ) {}

  /**
   * The next token; undefined at the end. A line that begins with `%%`, but not with `%%%`, is one token whose
   * text begins with `%%`; other comments are left out.
   *
   * @param words whether what comes is prose, of which a piece without space is one token
   */
  next(words = false): Token | undefined {
    const held = this.waiting.shift();
    if (held) return held;
    const spaced = this.skipSpace(words);
    if (this.at >= this.to) return undefined;
    const start = this.at;
    const [kind, text] = this.cut(words);
    const token: Token = { kind, text, start, end: this.at };
    if (spaced) token.spaced = true;
    return token;
  }

  /** The text of what matches at the present place, or undefined; the place moves behind it. */
  accept(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source)?.[0];
    if (found === undefined || this.at + found.length > this.to) return undefined;
    this.at += found.length;
    return found;
  }

  private skipSpace(words: boolean): boolean {
    let spaced = false;
    for (;;) {
      if (this.accept(blank)) spaced = true;
      else if (this.source[this.at] !== "%" || this.at >= this.to || !this.comments(words)) return spaced;
    }
  }

  /** Leaves out the comment that begins here; false where `%` is none, or declares. */
  private comments(words: boolean): boolean {
    if (this.declares() || (words && this.percent === "line" && !this.beginsLine())) return false;
    this.at = Math.min(this.lineEnd() + 1, this.to);
    return true;
  }

  private declares(): boolean {
    return /^%%(?!%)/.test(this.source.slice(this.at, this.at + 3)) && this.beginsLine();
  }

  private beginsLine(): boolean {
    let before = this.at - 1;
    while (before >= 0 && " \t".includes(this.source[before])) before--;
    return before < 0 || this.source[before] === "\n";
  }

  private lineEnd(): number {
    const end = this.source.indexOf("\n", this.at);
    return end < 0 ? this.to : Math.min(end, this.to);
  }

  private cut(words: boolean): [Token["kind"], string] {
    const next = this.source[this.at];
    if (next === "\\") return this.cutCommand();
    if (next === "%")
      return this.declares()
        ? this.taken("other", this.source.slice(this.at, this.lineEnd()))
        : this.taken("word", next);
    if (next === "$" && words && this.source[this.at + 1] === "$") return this.taken("sign", "$$");
    if (next === "~") return this.taken("space", "~");
    if (words) return ["word", this.accept(prose) ?? this.taken("word", next)[1]];
    if (/[a-zA-Z]/.test(next)) return this.cutLetter(next);
    if (/\d/.test(next)) return ["number", this.accept(number) ?? next];
    if (readable.has(next)) return this.taken("sign", next);
    const parameter = this.accept(placeholder);
    return parameter ? ["other", parameter] : this.cutUnicode();
  }

  private taken(kind: Token["kind"], text: string): [Token["kind"], string] {
    this.at += text.length;
    return [kind, text];
  }

  private cutCommand(): [Token["kind"], string] {
    const whole = this.accept(environment);
    if (whole) return ["command", whole.replace(/\s+/g, "")];
    const named = this.accept(command);
    if (named) return [rooms.has(named) ? "space" : "command", named];
    if (this.accept(lineBreak)) return ["break", "\\\\"];
    if (this.accept(lostBreak)) return ["other", "\\ "];
    const two = this.source.slice(this.at, this.at + 2);
    if (/^\\[,;:!/>\s]$/.test(two)) return this.taken("space", two);
    if (/^\\[|{}]$/.test(two)) return this.taken("sign", two);
    if (/^\\[[\]()%&$#_-]$/.test(two)) return this.taken("command", two);
    return this.taken("other", "\\");
  }

  private cutLetter(letter: string): [Token["kind"], string] {
    return /^\p{M}/u.test(this.source.slice(this.at + 1, this.at + 2))
      ? this.cutUnicode()
      : this.taken("letter", letter);
  }

  private cutUnicode(): [Token["kind"], string] {
    const start = this.at;
    const run = this.accept(script);
    const text = run ?? this.accept(character) ?? this.source[this.at++];
    const [first, ...rest] = (run ? scriptTokens(run) : unicodeTokens(text)) ?? [];
    if (!first) return ["other", text];
    this.waiting = rest.map((each) => ({ kind: tokenKind(each), text: each, start, end: this.at }));
    return [tokenKind(first), first];
  }
}

function tokenKind(text: string): Token["kind"] {
  if (/^\\[a-zA-Z]/.test(text)) return "command";
  if (/^[a-zA-Z]$/.test(text)) return "letter";
  return /^\d/.test(text) ? "number" : "sign";
}

/** The tokens of a text from one offset to another, without layout; what no expression can hold is among them. */
export function lex(source: string, from = 0, to = source.length): Run {
  const lexer = new Lexer(source, from, to);
  const tokens: Token[] = [];
  for (let token = lexer.next(); token; token = lexer.next()) tokens.push(token);
  return { tokens: withoutLayout(tokens), start: from, end: to };
}
