import type { Token } from "../latex/tokens";
import { joinTokens } from "../latex/tokens";
import { seeThrough } from "./decoration";
import type { Inline, Prose, Source, Words } from "./document";
import { readStatements } from "./statements";

/** Text while it is read: words and inline mathematics in turn. */
export class ProseDraft {
  private pieces: (Words | Inline)[] = [];
  private words: string[] = [];
  private start = 0;
  private end = 0;

  /** Adds a word; a paragraph begins with "\n\n". */
  addWord({ text, spaced, start, end }: Token, paragraph: boolean): void {
    if (this.words.length === 0) this.start = start;
    const first = this.words.length === 0 && this.pieces.length === 0;
    const apart = first ? "" : paragraph ? "\n\n" : spaced ? " " : "";
    this.words.push(apart + text);
    this.end = end;
  }

  /** Adds inline mathematics; `spaced` says whether white space stands before it. */
  addMaths(piece: Inline, spaced = false): void {
    if (spaced && this.words.length > 0) this.words.push(" ");
    this.endWords();
    this.pieces.push(piece);
  }

  /** All that was added, which is then forgotten; undefined if it was nothing. */
  take(source: Source): Prose | undefined {
    this.endWords();
    const { pieces } = this;
    const [first] = pieces;
    if (!first) return undefined;
    this.pieces = [];
    return { kind: "prose", source, start: first.start, end: pieces[pieces.length - 1].end, pieces };
  }

  private endWords(): void {
    const text = this.words.join("");
    if (text.trim() !== "") this.pieces.push({ kind: "words", text, start: this.start, end: this.end });
    this.words = [];
  }
}

/** Inline mathematics from its tokens. */
export function createInline(tokens: readonly Token[], start: number, end: number): Inline {
  const clean = seeThrough(tokens);
  const statements = readStatements(clean).parts.flatMap((part) =>
    "statements" in part ? part.statements : [],
  );
  const shown = clean.filter(({ kind }) => kind !== "space" && kind !== "word");
  return { kind: "maths", tokens: shown, start, end, statements };
}

/** Text that stands in a display, such as that of an `\intertext`, where mathematics is between dollars. */
export function createProse(tokens: readonly Token[], source: Source): Prose | undefined {
  const draft = new ProseDraft();
  let maths: Token[] | undefined;
  let words: Token[] = [];
  const endWords = (): void => {
    if (words.length > 0)
      draft.addWord({ ...words[0], text: joinTokens(words), end: words[words.length - 1].end }, false);
    words = [];
  };
  for (const token of tokens) {
    if (token.text !== "$") (maths ?? words).push(token);
    else if (maths) {
      draft.addMaths(createInline(maths, maths[0]?.start ?? token.start, token.start));
      maths = undefined;
    } else {
      endWords();
      maths = [];
    }
  }
  endWords();
  return draft.take(source);
}
