/** The number of rows or of columns, known or not: a node of a forest in which equal sizes share their root. */
export type Size = number;

/** A shape whose sides may be unknown. */
export interface OpenShape {
  rows: Size;
  columns: Size;
}

/** What is known of a size: that it is 1, that it is more, or its letter. */
interface Known {
  parent: Size;
  many: boolean;
  letter?: string;
}

/**
 * Sizes and which of them are equal. Equating is unification: it gives false, and changes nothing, where one
 * size is 1 and the other is not, or where both have letters that differ.
 */
export class Sizes {
  /** The size 1. */
  readonly one: Size = 0;
  /** Differs wherever something else is known of the sizes that there are. */
  version = 0;
  private versions = 0;
  private readonly known: Known[] = [{ parent: 0, many: false, letter: "1" }];
  /** What was known before each change of `whole`. */
  private readonly before: [size: Size, known: Known][] = [];
  private readonly letters = new Map<string, Size>([["1", 0]]);

  /** A size of which nothing is known. */
  unknown(): Size {
    return this.add({ many: false });
  }

  /** A size that is not 1. */
  many(): Size {
    return this.add({ many: true });
  }

  /** The size with a letter, such as d; "1" is the size 1. */
  named(letter: string): Size {
    const found = this.letters.get(letter) ?? this.add({ many: true, letter });
    this.letters.set(letter, found);
    return found;
  }

  /** Makes two sizes equal, if they can be. */
  equate(a: Size, b: Size): boolean {
    const [x, y] = [this.root(a), this.root(b)];
    if (x === y) return true;
    const [left, right] = [this.known[x], this.known[y]];
    if (left.letter !== undefined && right.letter !== undefined) return false;
    const letter = left.letter ?? right.letter;
    const many = left.many || right.many;
    if (letter === "1" && many) return false;
    const [child, parent] = left.letter !== undefined ? [y, x] : [x, y];
    this.set(child, { ...this.known[child], parent });
    this.set(parent, { parent, many, letter });
    this.version = ++this.versions;
    return true;
  }

  same(a: Size, b: Size): boolean {
    return this.root(a) === this.root(b);
  }

  isOne(size: Size): boolean {
    return this.root(size) === 0;
  }

  isMany(size: Size): boolean {
    return this.known[this.root(size)].many;
  }

  letterOf(size: Size): string | undefined {
    return this.known[this.root(size)].letter;
  }

  /** A number that equal sizes share. */
  root(size: Size): Size {
    let at = size;
    while (this.known[at].parent !== at) at = this.known[at].parent;
    return at;
  }

  /** Does all that `change` equates, or, where it throws, nothing of it; sizes that it made stay, unequated. */
  whole(change: () => void): void {
    const { version } = this;
    const begun = this.before.length;
    try {
      change();
    } catch (error) {
      for (const [size, known] of this.before.splice(begun).reverse()) this.known[size] = known;
      this.version = version;
      throw error;
    }
  }

  /** How many sizes there are, each a number below. */
  get count(): number {
    return this.known.length;
  }

  private set(size: Size, known: Known): void {
    this.before.push([size, this.known[size]]);
    this.known[size] = known;
  }

  private add(known: { many: boolean; letter?: string }): Size {
    const size = this.known.length;
    this.known.push({ ...known, parent: size });
    return size;
  }
}
