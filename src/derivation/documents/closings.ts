import { isRows } from "./environments";

/** Where a formula that has begun ends: before its closing sign, or, unclosed, where the text goes on. */
export interface Closing {
  end: number;
  closed: boolean;
}

/** What closes a formula: a sign, or the `\end` of an environment. */
export type Close = "$$" | "$" | "\\]" | "\\)" | "\\\\]" | "\\\\)" | `\\end{${string}}`;

const pieces =
  /\\(?:begin|end)\{[a-zA-Z]+\*?\}|\\(?:part|chapter|(?:sub){0,2}section|paragraph|item|maketitle)(?![a-zA-Z])|\\\\[\])]|\\[^]|%[^\n]*|\$\$|[${}]|\n[ \t\r]*\n/g;
const headings = /^\\(?:part|chapter|(?:sub){0,2}section|paragraph|item|maketitle)$/;

/**
 * Finds the ends of the formulas of one text. A sign that does not come is looked for once only, so that
 * finding all ends takes time in proportion to the text.
 */
export class Closings {
  /** By sign, a stretch in which it does not come. */
  private readonly absent = new Map<Close, { from: number; to: number }>();

  constructor(private readonly text: string) {}

  /** The end of a display that began before `from`. */
  display(close: Close, from: number): Closing {
    const end = this.find(close, from);
    const unclosed = end === undefined ? this.paragraph(from) : close === "$$" && this.takenFor(from, end);
    return unclosed ? { end: unclosed, closed: false } : { end: end ?? from, closed: true };
  }

  /** The end of inline mathematics, before the paragraph ends; undefined if it is not closed. */
  inline(close: Close, from: number, isEnd: (at: number) => boolean = () => true): number | undefined {
    return this.find(close, from, isEnd);
  }

  private find(close: Close, from: number, isEnd: (at: number) => boolean = () => true): number | undefined {
    const absent = this.absent.get(close);
    if (absent && absent.from <= from && from < absent.to) return undefined;
    const inline = close === "$" || close.endsWith(")");
    const begin = close.replace("\\end", "\\begin");
    const begun: string[] = [];
    let depth = 0;
    pieces.lastIndex = from;
    for (let found = pieces.exec(this.text); found; found = pieces.exec(this.text)) {
      const [text] = found;
      const at = found.index;
      const closes = text === close || (close === "$" && text === "$$");
      if (closes && begun.length === 0 && (depth <= 0 || !inline)) return isEnd(at) ? at : undefined;
      if (text === "{") depth++;
      else if (text === "}") depth--;
      else if (headings.test(text) || text === begin || (text === "\\[" && close === "\\]")) return undefined;
      else if (inline && text.startsWith("\n")) {
        this.absent.set(close, { from, to: at });
        return undefined;
      } else if (text.startsWith("\\begin{")) begun.push(text.slice(7, -1));
      else if (text.startsWith("\\end{") && !ends(begun, text.slice(5, -1))) return undefined;
    }
    this.absent.set(close, { from, to: Infinity });
    return undefined;
  }

  /** Where the paragraph ends. */
  paragraph(from: number): number {
    const blankLine = /\n[ \t\r]*\n/g;
    blankLine.lastIndex = from;
    return blankLine.exec(this.text)?.index ?? this.text.length;
  }

  /**
   * Whether the `$$` at `end` opens the next display, for prose stands before it in a later row than the first
   * and none behind it: then, where the unclosed display ends, else undefined.
   */
  private takenFor(from: number, end: number): number | undefined {
    const body = this.text.slice(from, end);
    const first = body.indexOf("\n");
    const at = first < 0 ? undefined : proseIn(body, first);
    if (at === undefined) return undefined;
    const next = this.text.indexOf("$$", end + 2);
    const behind = this.text.slice(end + 2, next < 0 ? end + 2 : next);
    return next < 0 || (behind.trim() !== "" && proseIn(behind, 0) === undefined) ? from + at : undefined;
  }
}

/** Leaves the environment of this name; one of rows may also end that did not begin. */
function ends(begun: string[], name: string): boolean {
  const at = begun.lastIndexOf(name);
  if (at >= 0) begun.length = at;
  return at >= 0 || isRows(name.replace("*", ""));
}

const notes =
  /\\(?:text\w*|mbox|hbox|(?:short)?intertext|mathrm|operatorname|label|tag)\*?\s*\{(?:[^{}]|\{[^{}]*\})*\}|%[^\n]*/g;
const threeWords = /(?<![\\a-zA-Z{])[a-zA-Z]{2,},?[ \t]+[a-zA-Z]{2,},?[ \t]+[a-zA-Z]{2,}(?![a-zA-Z({_^])/g;

/** The beginning of the first row, from an offset on, that has three words in a row. */
function proseIn(body: string, from: number): number | undefined {
  const bare = body.replace(notes, (note) => note.replace(/[^\n]/g, " "));
  threeWords.lastIndex = from;
  const found = threeWords.exec(bare);
  return found ? Math.max(from, bare.lastIndexOf("\n", found.index)) : undefined;
}
