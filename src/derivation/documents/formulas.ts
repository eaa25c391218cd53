import type { Token } from "../latex/tokens";
import type { Close } from "./closings";
import { Closings } from "./closings";
import type { TokenStream } from "./token-stream";

/** A formula and its place; one that is not closed has no tokens, and ends where the text goes on. */
export interface Formula {
  tokens?: Token[];
  start: number;
  end: number;
}

/** Takes the formulas of a text from its tokens. */
export class Formulas {
  private readonly closings = new Map<string, Closings>();
  /** Tokens that may be read again, where they were read for a display that is not closed. */
  private patience = 500_000;

  /** @param strict whether every `$` is a sign of mathematics, as in LaTeX, and none of money */
  constructor(
    private readonly stream: TokenStream,
    private readonly strict: boolean,
  ) {}

  /** The display that was opened, up to its closing sign. */
  display(open: Token, close: Close): Formula {
    const { stream } = this;
    if (!stream.inText) return this.madeByMacro(open, close);
    const { end, closed } = this.closingsHere().display(close, stream.lexer.at);
    if (!closed && this.macroCloses(close)) return this.madeByMacro(open, close);
    if (closed) return this.before(open, end, close);
    stream.lexer.at = end;
    return { start: open.start, end };
  }

  /** The inline formula that was opened; undefined where the sign opens none. */
  inline(open: Token, close: Close): Formula | undefined {
    const { lexer, inText } = this.stream;
    if (!inText) return { tokens: this.until(close), start: open.start, end: open.end };
    const end = this.inlineEnd(close, lexer.at);
    if (end !== undefined) return this.before(open, end, close);
    const row = this.strict ? rowFrom(lexer.source, lexer.at) : "";
    return row.includes("=") ? { start: open.start, end: lexer.at + row.length } : undefined;
  }

  /** The tokens before the next one that has this text. */
  until(text: string): Token[] {
    const tokens: Token[] = [];
    for (let token = this.stream.next(); token && token.text !== text; token = this.stream.next())
      tokens.push(token);
    return tokens;
  }

  private before({ start }: Token, end: number, { length }: Close): Formula {
    const tokens = this.stream.before(end);
    this.stream.lexer.at = end + length;
    return { tokens, start, end: end + length };
  }

  private closingsHere(): Closings {
    const { source } = this.stream.lexer;
    const found = this.closings.get(source) ?? new Closings(source);
    this.closings.set(source, found);
    return found;
  }

  private macroCloses(close: Close): boolean {
    const { commands, environments } = this.stream.macros;
    const bodies = [...commands.values(), ...[...environments.values()].map(({ end }) => end)];
    return bodies.some(({ body }) => body.some(({ text }) => text === close));
  }

  /** A display that a macro opens or closes. */
  private madeByMacro(open: Token, close: Close): Formula {
    const { lexer, depth } = this.stream;
    const from = lexer.at;
    const tokens: Token[] = [];
    for (let token = this.stream.next(); token; token = this.stream.next()) {
      const pair = close === "$$" && token.text === "$" && tokens.at(-1)?.text === "$";
      if (pair) tokens.pop();
      if (pair || token.text === close)
        return {
          tokens,
          start: open.start,
          end: Math.max(open.end, token.end, tokens.at(-1)?.end ?? 0),
        };
      tokens.push(token);
    }
    const end = this.closingsHere().paragraph(from);
    if (depth === this.stream.depth && lexer === this.stream.lexer && this.patience > 0) lexer.at = end;
    this.patience -= tokens.length;
    return { start: open.start, end: Math.max(open.end, end) };
  }

  /** In Markdown, space inside the signs of a formula, and a digit behind them, make them signs of money. */
  private inlineEnd(close: Close, from: number): number | undefined {
    const { source } = this.stream.lexer;
    const closings = this.closingsHere();
    if (this.strict || close !== "$") return closings.inline(close, from);
    const blank = (at: number): boolean => /\s/.test(source[at] ?? " ");
    const wide = source.startsWith("$ ", from - 1); // a formula between $` and `$
    if (blank(from) && !wide) return undefined;
    return closings.inline(close, from, (at) => (wide || !blank(at - 1)) && !/\d/.test(source[at + 1] ?? ""));
  }
}

function rowFrom(text: string, from: number): string {
  const end = text.indexOf("\n", from);
  return text.slice(from, end < 0 ? text.length : end);
}
