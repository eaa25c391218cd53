import type { Message } from "../latex/message";
import { code, message } from "../latex/message";
import type { Index } from "./indices";
import { drawAt, fixedIndex, freshName } from "./indices";
import { fixedSize, type Range } from "../declare/range";
import type { Declarations, Definition } from "../declare/declarations";
import { declaredNames, drawName, findIndexRange } from "../declare/declarations";
import type { Expression, IndexName, Located, SymbolName } from "../latex/expression";
import { Malformed, Unsaid } from "../latex/malformed";
import { indexText } from "../latex/name-text";
import { nearest } from "../latex/spelling";
import type { TypedExpression } from "./typed-expression";

/** An index with its meaning and what it runs through. */
export interface KnownIndex {
  index: Index;
  range: Range;
}

/** What the parameters of definitions stand for, by their texts, where that is not themselves. */
export interface Arguments {
  indices: ReadonlyMap<string, KnownIndex>;
  values: ReadonlyMap<string, TypedExpression>;
}

export const noArguments: Arguments = { indices: new Map(), values: new Map() };

/** Which names stand for which index at one place of an expression. */
export class Scope {
  private constructor(
    readonly declared: Declarations,
    private readonly bound: ReadonlyMap<string, KnownIndex>,
    private readonly counter: { bound: number },
    private readonly inside: readonly Definition[],
    private readonly given: Arguments,
  ) {}

  static of(declared: Declarations): Scope {
    return new Scope(declared, new Map(), { bound: 0 }, [], noArguments);
  }

  /**
   * The scope of a sum's body; the index gets a name that nothing else has.
   *
   * @param drawn by what the draws are found of which the index stands for one, as in a sum over a set that is drawn
   */
  binding(index: IndexName, range: Range, drawn?: string): { scope: Scope; name: string } {
    const name = this.fresh(indexText(index));
    const into = drawn === undefined ? undefined : this.declared.draws.get(drawn)?.into;
    const known: KnownIndex =
      drawn !== undefined && into !== undefined
        ? { index: drawAt(drawn, name), range: into }
        : { index: { kind: "index", name }, range };
    // In a sum over `w_j \in N` t_j is that of the word w_j.
    const texts = [index, ...(into !== undefined ? (index.at ?? []) : [])].map(indexText);
    return {
      scope: new Scope(
        this.declared,
        new Map([...this.bound, ...texts.map((text) => [text, known] as const)]),
        this.counter,
        this.inside,
        this.given,
      ),
      name,
    };
  }

  /**
   * The scope of a definition's body: its parameters differ from what is declared, and those of the definitions
   * around it, since o in J(v_c, o, U) is also the o of what J is defined by.
   */
  entering(definition: Definition, { indices, values }: Arguments, at: Located): Scope {
    if (this.isInside(definition)) {
      throw new Malformed(message`${definition.name} is defined by itself`, at.span?.[0] ?? 0);
    }
    const given: Arguments = {
      indices: new Map([...this.given.indices, ...indices]),
      values: new Map([...this.given.values, ...values]),
    };
    return new Scope(this.declared, given.indices, this.counter, [...this.inside, definition], given);
  }

  /** Whether this is inside what a definition says. */
  isInside(definition: Definition): boolean {
    return this.inside.includes(definition);
  }

  /** A name that nothing else has. */
  fresh(letter: string): string {
    return freshName(letter, ++this.counter.bound);
  }

  /** What a variable stands for as the parameter of a definition, where that is not itself. */
  valueOf(text: string): TypedExpression | undefined {
    return this.given.values.get(text);
  }

  /** Whether an index is that of a sum around it, which hides what is declared, and no parameter of a definition. */
  isCounted(name: IndexName): boolean {
    const text = indexText(name);
    return this.bound.has(text) && this.bound.get(text) !== this.given.indices.get(text);
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
    const draws = of === undefined ? undefined : this.declared.draws.get(of);
    if (draws?.inOrder) return places?.[0]; // w_j is word j
    if (of && draws) return { index: drawAt(of, ...listIndices(places)), range: draws.into };
    if (name.before) return this.find({ ...name, before: undefined }); // w_{t+j} counts by j
    const range = findIndexRange(this.declared, text);
    const named = this.declared.indices.named.get(text)?.name;
    if (named?.at && indexText(named) !== text) return this.find(named); // k = w_i is drawn
    return range === undefined
      ? undefined
      : { index: { kind: "index", name: named ? indexText(named) : text }, range };
  }

  /** The indices of an entry, where these ranges are wanted: a number such as the 1 of x_1 fits any range. */
  places(names: readonly IndexName[], wanted: readonly Range[]): KnownIndex[] {
    return names.map((name, i) => {
      const found = this.find(name);
      if (found || !/^[1-9]\d?$/.test(indexText(name)) || i >= wanted.length) return found ?? this.get(name);
      const size = fixedSize(wanted[i]);
      if (size !== undefined && Number(name.name) > size)
        throw new Malformed(
          message`the index ${name} is not there: it counts to ${String(size)}`,
          name.span?.[0] ?? 0,
        );
      return { index: fixedIndex(Number(name.name), wanted[i]), range: wanted[i] };
    });
  }

  get(name: IndexName): KnownIndex {
    const found = this.find(name);
    if (found) return found;
    if (name.offset && this.find({ ...name, offset: undefined }))
      throw new Malformed(
        message`the index ${name} leaves its range at an end, so what it names is not there for every ${name.name}`,
        name.span?.[0] ?? 0,
      );
    throw new Malformed(
      message`the index ${name} is not declared`,
      name.span?.[0] ?? 0,
      message`declare it: ${code(`${indexText(name)} in Vocab`)}`,
    );
  }

  /** Indices of draws over these ranges, into `into`, at these places. */
  drawn(places: KnownIndex[], into: Range): Index | undefined {
    const ranges = places.map(({ range }) => range).join(" ");
    const fitting = [...this.declared.draws].filter(
      ([, draws]) => draws.into === into && draws.over.join(" ") === ranges,
    );
    if (fitting.length !== 1) return undefined;
    return drawAt(fitting[0][0], ...listIndices(places));
  }

  /** The range of an index that a sum names without saying: declared, or by its letter (`w_0` is like `w`). */
  usual(index: IndexName): Range | undefined {
    const letter = index.name.replace(/'+$/, "");
    return findIndexRange(this.declared, indexText(index)) ?? findIndexRange(this.declared, letter);
  }
}

function listIndices(places: (KnownIndex | undefined)[]): Index[] {
  return places.flatMap((place) => (place ? [place.index] : []));
}

/** What to write for a name: the columns of U where it is `u_o` and U is declared, else a kind or a definition. */
function howToDeclare({ variables }: Declarations, symbol: SymbolName, text: string): Message {
  const capital = symbol.name.toUpperCase();
  const shape = symbol.indices && capital !== symbol.name ? variables.get(capital)?.shape : undefined;
  if (shape) {
    const columns = `${capital}: matrix ${shape.rows} x ${shape.columns}, columns ${symbol.name}_w`;
    return message`if it is a column of ${code(capital)}, declare ${code(columns)}`;
  }
  const kind = code(`${text}: vector d`);
  return message`declare it, for example ${kind}, or define it: ${code(`${text} := ...`)}`;
}

/** The error for a name without a meaning, which teaches how to give it one. */
export function undeclared(declared: Declarations, symbol: SymbolName, text: string): Malformed {
  const names = declaredNames(declared);
  const near = nearest(text, names, 1);
  const list = names.length ? `declared are ${names.join(", ")}` : "nothing is declared";
  const advice = near ? message`perhaps ${code(near)} is meant` : howToDeclare(declared, symbol, text);
  const at = symbol.span?.[0] ?? 0;
  const says = message`${code(text)} is not declared`;
  const hint = message`${advice}; ${list}`;
  return near ? new Malformed(says, at, hint) : new Unsaid(says, at, hint, text);
}

/** An argument that names a word: `w_j` of `J(v_c, w_j, U)`. */
export function asIndex(expression: Expression): IndexName | undefined {
  if (expression.kind === "number") return { name: expression.value, span: expression.span };
  if (expression.kind !== "symbol" || expression.accent || expression.label !== undefined) return undefined;
  if (expression.raised) return undefined;
  return { name: expression.name, at: expression.indices, span: expression.span };
}
