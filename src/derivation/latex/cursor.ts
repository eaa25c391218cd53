import type { Message } from "./message";
import { asMessage, code, message } from "./message";
import type { KnownNames } from "./known-names";
import { nothingKnown } from "./known-names";
import { Beyond, Malformed } from "./malformed";
import type { Run, Token } from "./tokens";
import { requireReadable } from "./tokens";

const deepest = 100;

/** A place in a list of tokens; the functions that read an expression move it on. */
export class Cursor {
  private next = 0;
  private depth = 0;
  /** What waits to be closed, innermost last: tells a bar that closes from one that opens. */
  private readonly open: string[] = [];
  private readonly list: Token[];
  private limit: number;

  /**
   * @param source the text that the places of the tokens are offsets into
   * @param run    the tokens, without layout and decoration
   * @param names  what is known of names
   * @throws Malformed where a token cannot be part of an expression
   */
  constructor(
    readonly source: string,
    run: Run,
    readonly names: KnownNames = nothingKnown,
  ) {
    requireReadable(run);
    this.list = [...run.tokens, endAt(run.end)];
    this.limit = this.list.length - 1;
  }

  peek(ahead = 0): Token {
    const at = this.next + ahead;
    return at < this.limit ? this.list[at] : endAt(this.list[this.limit].start);
  }

  /** The tokens that come next, up to the first that is not so. */
  peekWhile(isSo: (token: Token, ahead: number) => boolean): readonly Token[] {
    let ahead = 0;
    while (this.peek(ahead).kind !== "end" && isSo(this.peek(ahead), ahead)) ahead++;
    return this.list.slice(this.next, this.next + ahead);
  }

  /** The token before the next one; undefined at the beginning. */
  get last(): Token | undefined {
    return this.list[this.next - 1];
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

  expect(text: string, why: string | Message): Token {
    return this.accept(text) ?? this.missing(message`${code(text)} ${asMessage(why)}`);
  }

  get end(): boolean {
    return this.peek().kind === "end";
  }

  /** Where the last token taken ends. */
  get before(): number {
    return this.next === 0 ? this.list[0].start : this.list[this.next - 1].end;
  }

  /** Reads from the next so many tokens as if they were all; `read` must take each of them. */
  readNext<T>(count: number, read: () => T): T {
    const outside = this.list.length - this.limit;
    this.limit = Math.min(this.next + count, this.limit);
    const found = this.within("part", read);
    if (!this.end) this.fail(message`${code(this.peek().text)} was not expected here`);
    this.limit = this.list.length - outside;
    return found;
  }

  /** What `look` finds behind the next so many tokens, none of which is taken. */
  ahead<T>(count: number, look: () => T): T {
    const start = this.next;
    this.next = Math.min(start + count, this.limit);
    const found = look();
    this.next = start;
    return found;
  }

  /** Puts tokens before what comes next. */
  insert(...texts: string[]): void {
    const { start } = this.peek();
    this.list.splice(
      this.next,
      0,
      ...texts.map((text): Token => ({ kind: "sign", text, start, end: start })),
    );
    this.limit += texts.length;
  }

  /** Puts a letter in the place of the token that stands so far ahead. */
  replace(ahead: number, letter: string): void {
    const kind = letter.startsWith("\\") ? "command" : "letter";
    this.list[this.next + ahead] = { ...this.peek(ahead), kind, text: letter };
  }

  /** Leaves out the token that stands so far ahead. */
  drop(ahead: number): void {
    this.list.splice(this.next + ahead, 1);
    this.limit--;
  }

  /** Takes the first figure of the number that comes next, as `\frac12` does. */
  takeFigure(): Token {
    const { text, start, end, ...rest } = this.peek();
    const [figure, other] = [text.slice(0, 1), text.slice(1)].map((part, i) => ({
      ...rest,
      text: part,
      start: start + i,
      end: i === 0 ? start + 1 : end,
    }));
    if (other.text) this.list.splice(this.next, 1, figure, other);
    if (other.text) this.limit++;
    return this.take();
  }

  /** Reads what `read` reads, and goes back if it gives undefined. */
  attempt<T>(read: () => T | undefined): T | undefined {
    const [start, open] = [this.next, this.open.length];
    const found = read();
    if (found === undefined) {
      this.next = start;
      this.open.length = open;
    }
    return found;
  }

  /** The same for what may also refuse what stands there. */
  tryRead<T>(read: () => T | undefined): T | undefined {
    const { depth } = this;
    return this.attempt(() => {
      try {
        return read();
      } catch (error) {
        if (!(error instanceof Malformed)) throw error;
        this.depth = depth;
        return undefined;
      }
    });
  }

  /** Reads what stands after an opening sign, up to its closing one. */
  within<T>(opened: string, read: () => T): T {
    this.open.push(opened);
    const found = read();
    this.open.pop();
    return found;
  }

  /** The sign opened last that is not yet closed. */
  get opened(): string | undefined {
    return this.open.at(-1);
  }

  /** Refuses nesting so deep that reading it would exhaust the stack. */
  nested<T>(read: () => T): T {
    if (++this.depth > deepest) this.fail(`more than ${deepest} levels of nesting`);
    const found = read();
    this.depth--;
    return found;
  }

  /** Refuses what stands here. */
  fail(says: string | Message, hint?: string | Message): never {
    throw new Malformed(says, this.peek().start, hint);
  }

  /** Refuses what people can read here and the checker cannot judge. */
  leave(says: string | Message, hint?: string | Message): never {
    throw new Beyond(says, this.peek().start, hint);
  }

  /** Refuses what stands here instead of what is wanted. */
  missing(wanted: string | Message, hint?: Message): never {
    const { kind, text } = this.peek();
    const came = kind === "end" ? "the end" : code(text);
    return this.fail(message`${asMessage(wanted)} is missing, got ${came}`, hint);
  }
}

function endAt(at: number): Token {
  return { kind: "end", text: "the end", start: at, end: at };
}
