import { drawnSet, findIndexRange, type Definition } from "../../declare/declarations";
import { windowRange } from "../../declare/range";
import type { Bound, IndexName } from "../../latex/expression";
import { indexText } from "../../latex/name-text";
import { countedRange } from "../../typed/ranges";
import type { Meanings } from "./meanings";
import type { Equation } from "../section";
import type { Size, Sizes } from "./sizes";
import { isFigure } from "../uses";

/** What indices run through, as sizes: as a sum or a declaration says, else one unknown size for each letter. */
export class IndexSizes {
  /** The sizes of indices of which nothing says what they run through, by their usual letters. */
  readonly unsaid = new Map<string, Size>();
  /** The equation that is read. */
  equation?: Equation;

  constructor(
    private readonly sizes: Sizes,
    private readonly meanings: Meanings,
  ) {}

  /** What an index runs through: what the sum around it says, what is declared, or a size that its letter has. */
  sizeOf(index: IndexName, sums: readonly Bound[]): Size {
    const { declared, counted } = this.meanings;
    const text = indexText(index);
    const bound = sums.find((each) => indexText(each.index) === text);
    if (bound?.over) {
      const { kind, name } = bound.over;
      if (kind === "window") return this.sizes.named(windowRange(name));
      if (kind === "count") return this.sizes.named(countedRange(name, declared));
      const set = declared.sets.get(name) ?? name;
      return this.sizes.named(declared.draws.get(drawnSet(set, declared) ?? "")?.into ?? set);
    }
    const letter = usualLetter(index);
    const isLoose = !bound && this.meanings.countedTwice?.has(text) === true;
    const range =
      (bound ? undefined : this.equation?.ranges?.get(text)) ??
      (isLoose ? undefined : findIndexRange(declared, text)) ??
      (bound ? findIndexRange(declared, letter) : undefined) ??
      (isLoose ? undefined : counted.get(text));
    if (range !== undefined) return this.sizes.named(countedRange(range, declared));
    const drawn = index.at && [...declared.draws.values()].find(({ letter: each }) => each === index.name);
    if (drawn) return this.sizes.named(drawn.into);
    const own = index.at && letter !== index.name ? `draw ${index.name}` : letter;
    const key = isLoose ? `${own} at ${this.equation?.at ?? ""}` : own;
    const found = this.unsaid.get(key) ?? this.sizes.many();
    this.unsaid.set(key, found);
    return found;
  }

  /** Reads something as it stands in the equation of a definition. */
  within<T>(definition: Definition & { equation?: Equation }, read: () => T): T {
    const outer = this.equation;
    this.equation = definition.equation ?? outer;
    try {
      return read();
    } finally {
      this.equation = outer;
    }
  }
}

/** `w` for `w'`, `w^*` and `w_0`, which run through what w runs through. */
export function usualLetter({ name, at }: IndexName): string {
  const letter = name.replace(/'*(?:\^\{\*\})?$/, "");
  return at && !at.every(isFigure) ? `${letter}_` : letter;
}
