import type { Token } from "../latex/tokens";

/** Where tokens come from: a document, or a list. */
export interface TokenReader {
  /** The next token; undefined at the end. */
  raw(): Token | undefined;
  /** Puts tokens before what comes next. */
  push(tokens: readonly Token[]): void;
}

/** A list of tokens to read from. */
export class TokenList implements TokenReader {
  private at = 0;
  private readonly pushed: Token[] = [];

  constructor(private readonly tokens: readonly Token[]) {}

  raw(): Token | undefined {
    return this.pushed.pop() ?? this.tokens[this.at++];
  }

  push(tokens: readonly Token[]): void {
    for (let i = tokens.length - 1; i >= 0; i--) this.pushed.push(tokens[i]);
  }

  /** All that comes next. */
  rest(): Token[] {
    const found = [...this.pushed.reverse(), ...this.tokens.slice(this.at)];
    this.pushed.length = 0;
    this.at = this.tokens.length;
    return found;
  }

  peek(): Token | undefined {
    return this.pushed.at(-1) ?? this.tokens[this.at];
  }
}

/** Takes the next token if it has this text. */
export function accept(reader: TokenReader, text: string): boolean {
  const token = reader.raw();
  if (token?.text === text) return true;
  if (token) reader.push([token]);
  return false;
}

/** The next token, or what is between the next braces; none at the end. */
export function argument(reader: TokenReader): Token[] {
  const token = reader.raw();
  if (token?.text !== "{") return token ? [token] : [];
  return between(reader, "{", "}").tokens;
}

/** What is between the next `[` and its `]`, or undefined if no `[` comes. */
export function optional(reader: TokenReader): Token[] | undefined {
  return accept(reader, "[") ? between(reader, "[", "]").tokens : undefined;
}

/** The tokens up to the one that closes what was opened, and that one; all to the end if none does. */
export function between(
  reader: TokenReader,
  open: string,
  close: string,
): { tokens: Token[]; closing?: Token } {
  const tokens: Token[] = [];
  let depth = 0;
  let braces = 0;
  for (let token = reader.raw(); token; token = reader.raw()) {
    if (braces === 0 && token.text === close && depth-- === 0) return { tokens, closing: token };
    if (braces === 0 && token.text === open) depth++;
    if (open !== "{" && token.text === "{") braces++;
    if (open !== "{" && token.text === "}") braces--;
    tokens.push(token);
  }
  return { tokens };
}
