import { Cursor } from "./cursor";
import type { IndexName, SymbolName } from "./expression";
import { Malformed } from "./malformed";
import { readIndex, readName } from "./names";
import { refuseHere } from "./reader";

/** A declaration in its parts, each with its offset. */
export class Clauses {
  constructor(
    readonly source: string,
    readonly from: number,
    readonly to: number,
  ) {}

  get text(): string {
    return this.source.slice(this.from, this.to);
  }

  /** The part before `sign` and the part after it. */
  cut(sign: string): [Clauses, Clauses] {
    const at = this.from + this.text.indexOf(sign);
    return [new Clauses(this.source, this.from, at), new Clauses(this.source, at + sign.length, this.to)];
  }

  /** The parts between commas that are not inside braces or parentheses. */
  list(): Clauses[] {
    const ends: number[] = [];
    let depth = 0;
    [...this.text].forEach((character, i) => {
      depth += "{(".includes(character) ? 1 : "})".includes(character) ? -1 : 0;
      if (character === "," && depth === 0) ends.push(this.from + i);
    });
    return [...ends, this.to].map((end, i) => new Clauses(this.source, i ? ends[i - 1] + 1 : this.from, end));
  }

  cursor(functions?: ReadonlySet<string>): Cursor {
    return new Cursor(this.source, functions, this.from, this.to);
  }

  fail(says: string, hint?: string): never {
    throw new Malformed(says, this.from + (/^\s*/.exec(this.text)?.[0].length ?? 0), hint);
  }
}

function whole<T>(clause: Clauses, read: (cursor: Cursor) => T): T {
  const cursor = clause.cursor();
  const found = read(cursor);
  return cursor.end ? found : refuseHere(cursor);
}

/** The one name that a clause is. */
export const symbolOf = (clause: Clauses): SymbolName => whole(clause, readName);
/** The one index that a clause is. */
export const indexOf = (clause: Clauses): IndexName => whole(clause, (cursor) => readIndex(cursor, true));
