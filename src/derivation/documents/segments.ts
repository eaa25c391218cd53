import type { Token } from "../latex/tokens";
import { bracket, Brackets, outside } from "./brackets";
import type { Note } from "./decoration";
import { findConnective, findRelation } from "./relations";
import { bareWords } from "./words";

/** What stands between two pieces of a display. */
export interface Separator {
  kind: "row" | "cell" | "comma" | "colon" | "room" | "words" | "arrow" | "prose";
  token: Note;
}

/** A piece of a display without a separator outside its brackets, and all that stands between it and the last. */
export interface Segment {
  tokens: Token[];
  separators: Separator[];
  /** How many `&` stand before it in its row. */
  cells: number;
  /** Whether it has a relation outside its brackets. */
  relates: boolean;
  /** Whether it was joined from two cells, of which the second begins with a relation: `a &= b`. */
  aligned?: boolean;
}

/** Cuts a display, without its decoration, at its rows, columns, commas, words and arrows. */
export function cutSegments(tokens: readonly Token[]): Segment[] {
  return new Segments(tokens).cut();
}

class Segments {
  private readonly found: Segment[] = [];
  private tokens: Token[] = [];
  private separators: Separator[] = [];
  private cells = 0;
  private readonly depth = new Brackets();

  constructor(private readonly list: readonly Token[]) {}

  cut(): Segment[] {
    for (let at = 0; at < this.list.length; at++) at += this.readOne(this.list[at], at);
    this.finish();
    if (this.separators.length > 0)
      this.found.push({ tokens: [], separators: this.separators, cells: this.cells, relates: false });
    return this.found;
  }

  /** Takes a token, and says how many after it are taken with it. */
  private readOne(token: Note, at: number): number {
    this.depth.pass(token);
    const kind = this.depth.hard > 0 ? undefined : this.separatorKind(token, at);
    const word = kind || !this.depth.outside ? undefined : this.bareWord(at);
    if (word) this.separate("words", word);
    else if (kind) this.separate(kind, token);
    else if (
      token.kind !== "space" &&
      !(this.depth.hard === 0 && (token.kind === "break" || token.text === "&"))
    )
      this.tokens.push(token);
    return word ? word.text.length - 1 : 0;
  }

  private separatorKind(token: Note, at: number): Separator["kind"] | undefined {
    if (token.prose) return "prose";
    if (token.kind === "break") return this.depth.soft > 0 && this.goesOn(at) ? undefined : "row";
    if (this.depth.soft > 0) return undefined;
    if (token.kind === "space") return "room";
    if (token.kind === "word") return token.label ? undefined : "words";
    if (token.text === "&") return "cell";
    if (token.text === "," || token.text === ";") return "comma";
    if (token.text === ":") return "colon";
    return findConnective(token) ? "arrow" : undefined;
  }

  /** Whether a bracket that is open at the end of a row is closed in the next, which begins without a relation. */
  private goesOn(at: number): boolean {
    let depth = 0;
    let first = true;
    for (let i = at + 1; i < this.list.length && this.list[i].kind !== "break"; i++) {
      if (first && findRelation(this.list[i])) return false;
      if (this.list[i].text !== "&" && this.list[i].kind !== "space") first = false;
      depth += bracket(this.list[i]);
      if (depth < 0) return true;
    }
    return false;
  }

  /** `and` between spaces, written without `\text`. */
  private bareWord(at: number): Note | undefined {
    const first = this.list[at];
    if (first.kind !== "letter" || (at > 0 && this.list[at - 1].kind === "letter" && !first.spaced))
      return undefined;
    let text = "";
    let next = at;
    for (; this.list[next]?.kind === "letter" && (next === at || !this.list[next].spaced); next++)
      text += this.list[next].text;
    const apart = this.list[next] === undefined || this.list[next].spaced;
    if (!apart || !bareWords.has(text.toLowerCase())) return undefined;
    return { ...first, kind: "word", text, end: this.list[next - 1].end };
  }

  private separate(kind: Separator["kind"], token: Note): void {
    this.finish();
    if (kind === "row" || kind === "prose") {
      this.cells = 0;
      this.depth.soft = 0;
    }
    if (kind === "cell") this.cells++;
    this.separators.push({ kind, token });
  }

  private finish(): void {
    if (this.tokens.length === 0) return;
    const { tokens, separators, cells } = this;
    this.found.push({ tokens, separators, cells, relates: relatesIn(tokens) });
    this.tokens = [];
    this.separators = [];
  }
}

/** Whether tokens have a relation outside all brackets. */
export function relatesIn(tokens: readonly Token[]): boolean {
  return outside(tokens, (token) => findRelation(token) !== undefined);
}
