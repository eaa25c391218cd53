import type { Message } from "../latex/message";
import type { Macros } from "../documents/macros";
import { withoutMacros } from "../documents/token-stream";
import { Cursor } from "../latex/cursor";
import { lex } from "../latex/lexer";
import type { IndexName, SymbolName } from "../latex/expression";
import { Malformed } from "../latex/malformed";
import { readIndex } from "../latex/indices";
import type { KnownNames } from "../latex/known-names";
import { nothingKnown } from "../latex/known-names";
import { readName } from "../latex/names";
import { refuseHere } from "../latex/reader";

/** A declaration in its parts, each with its offset. */
export class Clauses {
  constructor(
    readonly source: string,
    readonly from: number,
    readonly to: number,
    private readonly macros?: Macros,
  ) {}

  /** The part between two offsets. */
  part(from: number, to: number): Clauses {
    return new Clauses(this.source, from, to, this.macros);
  }

  get text(): string {
    return this.source.slice(this.from, this.to);
  }

  /** The part before `sign` and the part after it. */
  cut(sign: string): [Clauses, Clauses] {
    const at = this.from + this.text.indexOf(sign);
    return [this.part(this.from, at), this.part(at + sign.length, this.to)];
  }

  /** The part before the first `sign` outside of braces, and the part after it. */
  cutOutside(sign: string): [Clauses, Clauses] {
    let depth = 0;
    for (const [i, character] of [...this.text].entries()) {
      depth += character === "{" ? 1 : character === "}" ? -1 : 0;
      if (character !== sign || depth > 0) continue;
      return [this.part(this.from, this.from + i), this.part(this.from + i + 1, this.to)];
    }
    return this.cut(sign);
  }

  /** The parts between commas that are not inside braces or parentheses. */
  list(): Clauses[] {
    const ends: number[] = [];
    let depth = 0;
    [...this.text].forEach((character, i) => {
      depth += "{(".includes(character) ? 1 : "})".includes(character) ? -1 : 0;
      if (character === "," && depth === 0) ends.push(this.from + i);
    });
    return [...ends, this.to].map((end, i) => this.part(i ? ends[i - 1] + 1 : this.from, end));
  }

  cursor(names?: KnownNames): Cursor {
    const run = lex(this.source, this.from, this.to);
    return new Cursor(this.source, this.macros ? withoutMacros(run, this.macros) : run, names);
  }

  fail(says: Message, hint?: Message): never {
    throw new Malformed(says, this.from + (/^\s*/.exec(this.text)?.[0].length ?? 0), hint);
  }
}

function whole<T>(clause: Clauses, read: (cursor: Cursor) => T, names?: KnownNames | ""): T {
  const cursor = clause.cursor(names || undefined);
  const found = read(cursor);
  return cursor.end ? found : refuseHere(cursor);
}

/** The one name that a clause is; a word of letters is one, as CE. */
export function readWholeName(clause: Clauses): SymbolName {
  const word = /^\s*([a-zA-Z]{2,})\s*$/.exec(clause.text)?.[1];
  return whole(clause, readName, word && { ...nothingKnown, values: new Set([`\\text{${word}}`]) });
}
/** The one index that a clause is. */
export const readWholeIndex = (clause: Clauses): IndexName =>
  whole(clause, (cursor) => readIndex(cursor, true));

/** The name of a set without its font: V of `\mathcal{V}`. */
export function setName(text: string): string {
  return text
    .trim()
    .replace(/^\\(?:mathcal|mathbb|mathscr|mathrm|mathit|text|operatorname)\s*(?:\{(.*)\}|(\w))$/, "$1$2");
}
