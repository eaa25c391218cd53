import { Malformed } from "./malformed";
import type { Token } from "./tokens";
import { tokens } from "./tokens";

const deepest = 100;

/** A place in a list of tokens; the functions that read an expression move it on. */
export class Cursor {
  private next = 0;
  private depth = 0;
  private readonly list: Token[];

  /**
   * @param source    the text, read verbatim
   * @param functions names of functions of one's own: before a parenthesis they are applied, not multiplied
   * @param from      offset to begin at
   * @param to        offset to end before
   */
  constructor(
    readonly source: string,
    readonly functions: ReadonlySet<string> = new Set(),
    from = 0,
    to = source.length,
  ) {
    this.list = tokens(source, from, to);
  }

  peek(ahead = 0): Token {
    return this.list[Math.min(this.next + ahead, this.list.length - 1)];
  }

  /** Whether the next token is one of these texts. */
  sees(...texts: string[]): boolean {
    const { kind, text } = this.peek();
    return kind !== "end" && texts.includes(text);
  }

  take(): Token {
    const token = this.peek();
    if (token.kind !== "end") this.next++;
    return token;
  }

  /** Takes the next token if it is one of these texts. */
  accept(...texts: string[]): Token | undefined {
    return this.sees(...texts) ? this.take() : undefined;
  }

  expect(text: string, why: string): Token {
    return this.accept(text) ?? this.fail(`\`${text}\` ${why} is missing`);
  }

  get end(): boolean {
    return this.peek().kind === "end";
  }

  /** Where the last token taken ends. */
  get before(): number {
    return this.next === 0 ? this.list[0].start : this.list[this.next - 1].end;
  }

  /** Reads what `read` reads, and goes back if it gives undefined. */
  attempt<T>(read: () => T | undefined): T | undefined {
    const start = this.next;
    const found = read();
    if (found === undefined) this.next = start;
    return found;
  }

  /** Refuses nesting so deep that reading it would exhaust the stack. */
  nested<T>(read: () => T): T {
    if (++this.depth > deepest) this.fail(`more than ${deepest} levels of nesting`);
    const found = read();
    this.depth--;
    return found;
  }

  fail(says: string, hint?: string, at = this.peek().start): never {
    const found = this.peek();
    const came = found.kind === "end" ? "the end" : `\`${found.text}\``;
    throw new Malformed(
      at === found.start && says.endsWith("is missing") ? `${says}, got ${came}` : says,
      at,
      hint,
    );
  }
}
