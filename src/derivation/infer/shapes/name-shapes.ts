import { countedKey, type Definition } from "../../declare/declarations";
import type { Bound, Expression, IndexName, SymbolName } from "../../latex/expression";
import { indexText, letterText, nameText } from "../../latex/name-text";
import { variableBefore } from "../../typed/look-up";
import { countedRange } from "../../typed/ranges";
import { DefinitionShapes } from "./definition-shapes";
import type { IndexSizes } from "./index-sizes";
import type { Meanings } from "./meanings";
import type { FoundShape, OperationShapes } from "./operation-shapes";
import type { Kind } from "../readings";
import type { OpenShape, Size, Sizes } from "./sizes";
import { isFigure } from "../uses";

/** The name of the identity matrix, of whatever size. */
const identity = "I";

/** Draws by shorthand: `u_k` for column `w_k`, where k counts draws. */
interface Shorthand {
  index: string;
  of: string;
}

/** The shapes of names: as they are declared, as they are defined, or by the readings that are tried. */
export class NameShapes {
  readonly variables = new Map<string, OpenShape>();
  readonly shorthands = new Map<string, Shorthand>();
  /** Names of identity matrices, of whatever size. */
  readonly identities = new Set([identity]);
  private readonly definitions: DefinitionShapes<FoundShape>;

  /** @param shapeOf reads the shape of what a name is defined by */
  constructor(
    private readonly sizes: Sizes,
    private readonly meanings: Meanings,
    private readonly indices: IndexSizes,
    private readonly operations: OperationShapes,
    private readonly shapeOf: (body: Expression) => FoundShape,
  ) {
    this.definitions = new DefinitionShapes(sizes);
  }

  /** The shape of a name, also of one that nothing says anything of. */
  of(symbol: SymbolName, sums: readonly Bound[]): FoundShape {
    const [size] = symbol.indices ?? [];
    if (size && this.meanings.isSized?.(symbol)) {
      const rows = this.sizes.named(countedRange(size.name, this.meanings.declared));
      return { rows, columns: symbol.name === identity ? rows : this.sizes.one };
    }
    return (
      this.named(symbol, sums) ??
      (this.meanings.isNumber?.(symbol) ? this.operations.scalar : this.operations.open)
    );
  }

  /** The shape of a name, from what is declared, from its definition, or by the reading that is tried. */
  named(symbol: SymbolName, sums: readonly Bound[]): FoundShape | undefined {
    const { declared, readings } = this.meanings;
    const [text, letter] = [nameText(symbol), letterText(symbol)];
    const whole = this.known(text);
    if (whole) return whole;
    if (!symbol.indices) return readings.has(text) ? this.read(symbol, sums) : this.allEntries(text);
    const slices = declared.slices.get(letter);
    if (slices) return this.slice(symbol, slices.of, slices.side, sums);
    const definition = this.counted(letter);
    if (definition) return this.instance(symbol, definition, sums);
    const one = variableBefore(symbol, declared);
    const variable = one && this.known(one.text);
    if (variable) return this.operations.entry(variable, one.rest, symbol, sums);
    const of = this.known(letter);
    if (of) return this.operations.entry(of, symbol.indices, symbol, sums);
    return readings.has(letter) ? this.read(symbol, sums) : undefined;
  }

  /** The definition of a name or of a function, by its key. */
  definition(text: string): Definition | undefined {
    return this.meanings.defined.get(text) ?? this.meanings.declared.definitions.get(text);
  }

  private known(text: string): FoundShape | undefined {
    const { variables, oneHots, identities } = this.meanings.declared;
    const named = (rows: string, columns: string): FoundShape => ({
      rows: this.sizes.named(rows),
      columns: this.sizes.named(columns),
    });
    const variable = variables.get(text);
    if (variable) return named(variable.shape.rows, variable.shape.columns);
    const hot = oneHots.get(text);
    if (hot) return { rows: this.indices.sizeOf(hot.at, []), columns: this.sizes.one };
    const identity = identities.get(text);
    if (identity !== undefined) return named(identity, identity);
    const definition = this.definition(text);
    return definition ? this.written(text, definition) : undefined;
  }

  private counted(letter: string): Definition | undefined {
    const { defined, declared } = this.meanings;
    return defined.get(countedKey(letter)) ?? declared.definitions.get(countedKey(letter));
  }

  /** What is defined for every index, at others, which run through the same. */
  private instance(symbol: SymbolName, definition: Definition, sums: readonly Bound[]): FoundShape {
    const [own, places] = [definition.name.indices ?? [], symbol.indices ?? []];
    const letters = own.map(indexText);
    if (own.length === places.length)
      places.forEach((place, i) => {
        const isOwn = isFigure(place) || place.offset || place.before || letters.includes(indexText(place));
        if (!isOwn) this.sizes.equate(this.indices.sizeOf(place, sums), this.ownSize(definition, own[i], i));
      });
    return this.written(countedKey(letterText(symbol)), definition);
  }

  /** The vector p whose entries are defined by `p_i = …`. */
  private allEntries(letter: string): FoundShape | undefined {
    const definition = this.counted(letter);
    const [row, column, third] = definition?.name.indices ?? [];
    if (
      !definition ||
      !row ||
      third ||
      !this.operations.isScalar(this.written(countedKey(letter), definition))
    )
      return undefined;
    return {
      rows: this.ownSize(definition, row, 0),
      columns: column ? this.ownSize(definition, column, 1) : this.sizes.one,
    };
  }

  private written(text: string, definition: Definition): FoundShape {
    return (
      this.definitions.read(text, () =>
        this.indices.within(definition, () => this.shapeOf(definition.body)),
      ) ?? this.operations.open
    );
  }

  /** What an index runs through by which a name is defined. */
  private ownSize(definition: Definition, index: IndexName, at: number): Size {
    const range = definition.ranges?.[at];
    return range
      ? this.sizes.named(range)
      : this.indices.within(definition, () => this.indices.sizeOf(index, []));
  }

  private read(symbol: SymbolName, sums: readonly Bound[]): FoundShape {
    const [text, letter] = [nameText(symbol), letterText(symbol)];
    const reading = this.meanings.readings.get(letter);
    if (!reading) return this.operations.open;
    if (reading.way === "slices") {
      if (reading.unit) this.identities.add(reading.of);
      if (!this.known(reading.of))
        this.variable(reading.of, !reading.single ? "matrix" : reading.side === "row" ? "column" : "row");
      return this.slice(symbol, reading.of, reading.side, sums);
    }
    if (reading.way === "separate") return this.variable(text, reading.kind);
    const whole = this.variable(letter, reading.kind);
    if (!symbol.indices) return whole;
    if (reading.slices) return this.slice(symbol, letter, reading.slices, sums);
    return this.operations.entry(whole, symbol.indices, symbol, sums);
  }

  private slice(symbol: SymbolName, of: string, side: "column" | "row", sums: readonly Bound[]): FoundShape {
    const matrix = this.known(of) ?? this.variable(of, "matrix");
    const [along, across] = side === "column" ? [matrix.rows, matrix.columns] : [matrix.columns, matrix.rows];
    const [place, ...rest] = symbol.indices ?? [];
    if (place && !isFigure(place) && !this.sizes.equate(this.indices.sizeOf(place, sums), across)) {
      this.shorthands.set(indexText(place), { index: indexText(place), of });
    }
    const slice = { rows: along, columns: this.sizes.one };
    return rest.length > 0 ? this.operations.entry(slice, rest, symbol, sums) : slice;
  }

  /** The sides of a variable of a kind, the same ones each time. */
  private variable(text: string, kind: Kind): OpenShape {
    const found = this.variables.get(text);
    if (found) return found;
    const { sizes } = this;
    const rows = kind === "column" || kind === "matrix" ? sizes.many() : sizes.one;
    const isSquare = kind === "matrix" && this.identities.has(text);
    const columns = isSquare ? rows : kind === "row" || kind === "matrix" ? sizes.many() : sizes.one;
    const shape = { rows, columns };
    this.variables.set(text, shape);
    return shape;
  }
}
