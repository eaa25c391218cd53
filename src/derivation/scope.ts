import type { Declarations, Definition } from "./declarations";
import { declaredNames, drawName, rangeOfIndex } from "./declarations";
import type { Expression, IndexName, Located, SymbolName } from "./expression";
import { Malformed } from "./malformed";
import { indexText } from "./name-text";
import type { Index, Range } from "./proof/scalar";
import { nearest } from "./spelling";

/** An index with its meaning and what it runs through. */
export interface KnownIndex {
  index: Index;
  range: Range;
}

/** Which names stand for which index at one place of an expression. */
export class Scope {
  private constructor(
    readonly declared: Declarations,
    private readonly bound: ReadonlyMap<string, KnownIndex>,
    private readonly counter: { bound: number },
    private readonly inside: readonly Definition[],
  ) {}

  static of(declared: Declarations): Scope {
    return new Scope(declared, new Map(), { bound: 0 }, []);
  }

  /** The scope of a sum's body; the index gets a name that nothing else has. */
  binding(index: IndexName, range: Range): { scope: Scope; name: string } {
    const name = `${indexText(index)}#${++this.counter.bound}`;
    const known: KnownIndex = { index: { kind: "index", name }, range };
    return {
      scope: new Scope(
        this.declared,
        new Map([...this.bound, [indexText(index), known]]),
        this.counter,
        this.inside,
      ),
      name,
    };
  }

  /** The scope of a definition's body: only its parameters differ from what is declared. */
  entering(definition: Definition, values: ReadonlyMap<string, KnownIndex>, at: Located): Scope {
    if (this.inside.includes(definition)) throw new Malformed("a definition by itself", at.span?.[0] ?? 0);
    return new Scope(this.declared, values, this.counter, [...this.inside, definition]);
  }

  /** What an index stands for: bound by a sum, declared, or drawn at other indices. */
  find(name: IndexName): KnownIndex | undefined {
    const text = indexText(name);
    const bound = this.bound.get(text);
    if (bound) return bound;
    const places = name.at?.map((each) => this.find(each));
    const of =
      places &&
      drawName(
        name.name,
        places.map((each) => each?.range ?? ""),
      );
    const draws = of && this.declared.draws.get(of);
    if (of && draws) return { index: { kind: "sample", of, at: indicesOf(places) }, range: draws.into };
    if (name.before) return this.find({ ...name, before: undefined }); // w_{t+j} counts by j
    const range = rangeOfIndex(this.declared, text);
    return range === undefined ? undefined : { index: { kind: "index", name: text }, range };
  }

  get(name: IndexName): KnownIndex {
    const found = this.find(name);
    if (found) return found;
    const text = indexText(name);
    throw new Malformed(
      `the index \`${text}\` is not declared`,
      name.span?.[0] ?? 0,
      `declare it: \`${text} in Vocab\``,
    );
  }

  /** Indices of draws over these ranges, into `into`, at these places. */
  drawn(places: KnownIndex[], into: Range): Index | undefined {
    const ranges = places.map(({ range }) => range).join(" ");
    const fitting = [...this.declared.draws].filter(
      ([, draws]) => draws.into === into && draws.over.join(" ") === ranges,
    );
    if (fitting.length !== 1) return undefined;
    return { kind: "sample", of: fitting[0][0], at: places.map(({ index }) => index) };
  }

  /** The range of an index that a sum names without saying: declared, or by its letter (`w_0` is like `w`). */
  usual(index: IndexName): Range | undefined {
    const letter = index.name.replace(/'+$/, "");
    return rangeOfIndex(this.declared, indexText(index)) ?? rangeOfIndex(this.declared, letter);
  }
}

function indicesOf(places: (KnownIndex | undefined)[]): Index[] {
  return places.flatMap((place) => (place ? [place.index] : []));
}

/** The error for a name without a meaning, which teaches how to give it one. */
export function undeclared(declared: Declarations, symbol: SymbolName, text: string): Malformed {
  const names = declaredNames(declared).filter((name) => !name.startsWith("default "));
  const near = nearest(text, names, 1);
  const list = names.length ? `declared are ${names.join(", ")}` : "nothing is declared";
  const wish = near ? `perhaps \`${near}\` is meant` : `declare it, for example \`${text}: vector d\``;
  return new Malformed(`\`${text}\` is not declared`, symbol.span?.[0] ?? 0, `${wish}; ${list}`);
}

/** An argument that names a word: `w_j` of `J(v_c, w_j, U)`. */
export function asIndex(expression: Expression): IndexName | undefined {
  if (expression.kind === "number") return { name: expression.value, span: expression.span };
  if (expression.kind !== "symbol" || expression.accent || expression.label !== undefined) return undefined;
  return { name: expression.name, at: expression.indices, span: expression.span };
}
