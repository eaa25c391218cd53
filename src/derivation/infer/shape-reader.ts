import type { Declarations, Definition } from "../declare/declarations";
import { arityKey } from "../declare/definition-keys";
import { countedKey, drawnSet, findIndexRange } from "../declare/declarations";
import { windowRange } from "../declare/range";
import type { Application, Bound, Expression, IndexName, List, SymbolName } from "../latex/expression";
import { indexText, letterText, nameText } from "../latex/name-text";
import { variableBefore } from "../typed/look-up";
import { countedRange } from "../typed/ranges";
import { DefinitionShapes } from "./definition-shapes";
import { Misfit, misfitOf } from "./misfit";
import type { Kind, Reading } from "./readings";
import type { Equation } from "./section";
import type { OpenShape, Sizes } from "./sizes";
import { withProductFirst } from "../latex/products";
import { freeIndex } from "../latex/rename-index";
import { isFigure } from "./uses";

/** The name of the identity matrix, of whatever size. */
const identity = "I";

/** A number without a name fits every shape. */
type Found = OpenShape & { constant?: boolean };

/** Draws by shorthand: `u_k` for column `w_k`, where k counts draws. */
export interface Shorthand {
  index: string;
  of: string;
}

/** What the names of a section are taken to mean: declared, defined by an equation, or read in one of several ways. */
export interface Meanings {
  declared: Declarations;
  defined: ReadonlyMap<string, Definition>;
  readings: ReadonlyMap<string, Reading>;
  /** Ranges that a sum gives to an index somewhere, for where it stands without one: K of `\sum_{k=1}^K`. */
  counted: ReadonlyMap<string, string>;
  /** Indices that count to several ends: what such a one runs through is looked for in each equation by itself. */
  countedTwice?: ReadonlySet<string>;
  /** Whether a name without a reading is a number, as the size m of `\frac{1}{m}`. */
  isNumber?: (symbol: SymbolName) => boolean;
  /** Whether it is a vector of ones or an identity matrix with its size below it, as `I_n`. */
  isSized?: (symbol: SymbolName) => boolean;
}

/** Reads the shape of expressions by unification: every side of every name is a size, and each operation equates some. */
export class ShapeReader {
  readonly variables = new Map<string, OpenShape>();
  readonly indices = new Map<string, number>();
  readonly shorthands = new Map<string, Shorthand>();
  /** Names of identity matrices, of whatever size. */
  readonly identities = new Set([identity]);
  /** Transposes of numbers, which nobody writes on purpose. */
  readonly transposedNumbers = new Set<Expression>();
  /** What primes transpose that is no number. */
  readonly primed = new Set<Expression>();
  /** Whether it met the derivative of a vector by a vector. */
  jacobians = false;
  /** How many nodes it has read. */
  nodes = 0;
  /** The equation that is read. */
  equation?: Equation;
  private readonly definitions: DefinitionShapes<Found>;

  constructor(
    readonly sizes: Sizes,
    readonly meanings: Meanings,
  ) {
    this.definitions = new DefinitionShapes(sizes);
  }

  /** @throws Misfit */
  shapeOf(node: Expression, sums: readonly Bound[] = []): Found {
    this.nodes++;
    const inner = (child: Expression): Found => this.shapeOf(child, sums);
    switch (node.kind) {
      case "number":
        return { ...this.scalar, constant: true };
      case "symbol":
        return this.symbol(node, sums);
      case "apply":
        return this.applied(node, sums);
      case "negate":
        return inner(node.of);
      case "add":
      case "subtract":
        return this.joined(node, inner(node.left), inner(node.right));
      case "times":
        return this.times(node, inner);
      case "fraction":
        return this.quotient(node, inner(node.over), inner(node.under));
      case "power":
        return this.power(node, inner);
      case "transpose": {
        const of = inner(node.of);
        if (this.isScalar(of)) this.transposedNumbers.add(node);
        else if (node.sign === "'") this.primed.add(node);
        return { rows: of.columns, columns: of.rows };
      }
      case "norm":
      case "bars":
        inner(node.of);
        return this.scalar;
      case "extremum":
        return node.of.map(inner).reduce((left, right) => this.joined(node, left, right));
      case "comparison":
        return this.joined(node, inner(node.left), inner(node.right));
      case "cases":
        return node.branches
          .map(({ value }) => inner(value))
          .reduce((left, right) => this.joined(node, left, right));
      case "matrix":
        return this.matrix(node, inner);
      case "call":
        return this.call(node, this.argument(node, inner), sums);
      case "entry":
        return this.entry(inner(node.of), node.indices, node, sums);
      case "indicator":
        this.equate(this.indexSize(node.left, sums), this.indexSize(node.right, sums), node);
        return this.scalar;
      case "sum":
      case "product over":
        return this.shapeOf(node.body, [node.bound, ...sums]);
      case "list":
        return this.list(node, this.shapeOf(node.body, [node.bound, ...sums]), sums);
      case "derivative":
        return this.derivative(node, inner(node.of), sums);
      default:
        return this.open;
    }
  }

  /** Requires that two sides of an equation can be equal. */
  equateSides(left: Expression, right: Expression): void {
    const [a, b] = [this.shapeOf(left), this.shapeOf(right)];
    if (isZero(left) || isZero(right)) return;
    this.equateShapes(a, b, right);
    if (left.kind === "symbol" && right.kind === "list") this.equateSlices(left, right);
  }

  /** Requires that what a matrix is said to have side by side are its columns, and what below each other its rows. */
  private equateSlices(matrix: SymbolName, { upright, body }: List): void {
    const entry = body.kind === "transpose" ? body.of : body;
    if (entry.kind !== "symbol" || !entry.indices) return;
    const { declared, readings } = this.meanings;
    const letter = letterText(entry);
    const reading = readings.get(letter);
    const slices = declared.slices.get(letter) ?? (reading?.way === "slices" ? reading : undefined);
    if (slices?.of === nameText(matrix) && (slices.side === "row") !== upright) throw misfitOf(entry);
  }

  /** The shape of a function's value, where its arguments have the shapes of its parameters. */
  private applied(node: Application, sums: readonly Bound[]): Found {
    const text = nameText(node.of);
    const definition = this.definition(arityKey(text, node.arguments.length)) ?? this.definition(text);
    definition?.parameters.forEach((parameter, i) => {
      const argument = node.arguments.at(i);
      if (!argument || definition.pattern || !("kind" in parameter)) return;
      const shape = this.named(parameter, sums);
      if (shape) this.joined(node, shape, this.shapeOf(argument, sums));
    });
    return this.named(node.of, sums) ?? this.open;
  }

  private definition(text: string): Definition | undefined {
    return this.meanings.defined.get(text) ?? this.meanings.declared.definitions.get(text);
  }

  private matrix(node: Expression & { kind: "matrix" }, inner: (child: Expression) => Found): Found {
    const size = (count: number): number => (count === 1 ? this.sizes.one : this.sizes.named(String(count)));
    const numbers = node.entries
      .flat()
      .map(inner)
      .every((entry) => this.isScalar(entry));
    return numbers ? { rows: size(node.entries.length), columns: size(node.entries[0].length) } : this.open;
  }

  /** Columns side by side, rows below each other, or the numbers of either. */
  private list(node: List, { rows, columns }: OpenShape, sums: readonly Bound[]): Found {
    const [along, across] = node.upright ? [columns, rows] : [rows, columns];
    if (!this.sizes.isOne(across)) return this.open;
    const count = this.indexSize(node.bound.index, [node.bound, ...sums]);
    return node.upright ? { rows: count, columns: along } : { rows: along, columns: count };
  }

  private get scalar(): Found {
    return { rows: this.sizes.one, columns: this.sizes.one };
  }

  private get open(): Found {
    return { rows: this.sizes.unknown(), columns: this.sizes.unknown() };
  }

  isScalar({ rows, columns }: OpenShape): boolean {
    return this.sizes.isOne(rows) && this.sizes.isOne(columns);
  }

  private isOpen({ rows, columns }: OpenShape): boolean {
    return [rows, columns].some((size) => !this.sizes.isOne(size) && !this.sizes.isMany(size));
  }

  private equate(a: number, b: number, node: Expression): void {
    if (!this.sizes.equate(a, b)) throw misfitOf(node);
  }

  private equateShapes(a: OpenShape, b: OpenShape, node: Expression): void {
    this.equate(a.rows, b.rows, node);
    this.equate(a.columns, b.columns, node);
  }

  private joined(node: Expression, left: Found, right: Found): Found {
    if (left.constant) return right;
    if (right.constant) return left;
    this.equateShapes(left, right, node);
    return left;
  }

  /** A product, where need be with what stands behind \odot multiplied first. */
  private times(node: Expression & { kind: "times" }, inner: (child: Expression) => Found): Found {
    const regrouped = withProductFirst(node);
    const read = (each: typeof node): Found => this.product(each, inner(each.left), inner(each.right));
    if (!regrouped) return read(node);
    let found: Found = this.open;
    try {
      this.sizes.whole(() => (found = read(node)));
    } catch (error) {
      if (!(error instanceof Misfit)) throw error;
      found = read(regrouped);
    }
    return found;
  }

  private product(node: Expression & { kind: "times" }, left: Found, right: Found): Found {
    if (left.constant && right.constant) return left;
    if (this.isScalar(left)) return { ...right, constant: undefined };
    if (this.isScalar(right)) return { ...left, constant: undefined };
    if (node.by === "\\odot") return this.joined(node, left, right);
    if (this.isOpen(left) || this.isOpen(right)) return this.open;
    if (node.by === "\\cdot" && this.sizes.isOne(left.columns) && this.sizes.isOne(right.columns)) {
      this.equate(left.rows, right.rows, node);
      return this.scalar;
    }
    this.equate(left.columns, right.rows, node);
    return { rows: left.rows, columns: right.columns };
  }

  private quotient(node: Expression & { kind: "fraction" }, over: Found, under: Found): Found {
    if (this.isScalar(under) || this.isOpen(under)) return over;
    if (this.isScalar(over)) throw misfitOf(node);
    this.equateShapes(over, under, node);
    return over;
  }

  private power(node: Expression & { kind: "power" }, inner: (child: Expression) => Found): Found {
    if (node.base.kind === "symbol" && node.base.name === "e" && !node.base.indices)
      return inner(node.exponent);
    const base = inner(node.base);
    if (node.exponent.kind !== "number" && node.exponent.kind !== "negate") inner(node.exponent);
    if (this.isOpen(base) || this.isScalar(base)) return base;
    if (node.exponent.kind === "negate" && node.exponent.of.kind === "number") {
      this.equate(base.rows, base.columns, node);
      return base;
    }
    throw misfitOf(node);
  }

  /** The shape of what a function is applied to; softmax takes a column with a number added to all of it. */
  private argument(
    { name, argument }: Expression & { kind: "call" },
    inner: (child: Expression) => Found,
  ): Found {
    if (name !== "softmax" || (argument.kind !== "add" && argument.kind !== "subtract"))
      return inner(argument);
    const [left, right] = [inner(argument.left), inner(argument.right)];
    if (this.isScalar(right)) return left;
    return this.isScalar(left) ? right : this.joined(argument, left, right);
  }

  private call(node: Expression & { kind: "call" }, argument: Found, sums: readonly Bound[]): Found {
    if (node.name === "trace" || node.name === "determinant") {
      this.equate(argument.rows, argument.columns, node);
      return this.scalar;
    }
    if (node.name !== "softmax" && node.name !== "diag") return { ...argument, constant: undefined };
    if (node.name === "softmax" && this.sizes.isOne(argument.rows) && this.sizes.isMany(argument.columns))
      return { rows: argument.rows, columns: argument.columns };
    this.equate(argument.columns, this.sizes.one, node);
    if (this.sizes.isOne(argument.rows)) return this.diagonalOf(node, sums);
    return { rows: argument.rows, columns: node.name === "diag" ? argument.rows : this.sizes.one };
  }

  /** The shape of `\operatorname{diag}(p_i)`, which is meant for every i. */
  private diagonalOf(node: Expression & { kind: "call" }, sums: readonly Bound[]): Found {
    const index = node.name === "diag" ? freeIndex(node.argument) : undefined;
    if (!index || sums.some((each) => indexText(each.index) === indexText(index))) throw misfitOf(node);
    const size = this.indexSize(index, sums);
    return { rows: size, columns: size };
  }

  private derivative(node: Expression & { kind: "derivative" }, of: Found, sums: readonly Bound[]): Found {
    const by = node.by ? this.symbol(node.by, sums) : this.open;
    const { layout } = this.meanings.declared;
    const flat = layout !== "denominator";
    if (this.isScalar(of))
      return layout === "numerator"
        ? { rows: by.columns, columns: by.rows }
        : { rows: by.rows, columns: by.columns };
    if (this.isOpen(of) || this.isOpen(by)) return this.open;
    this.jacobians ||= !this.isScalar(by);
    this.equate(of.columns, this.sizes.one, node);
    this.equate(by.columns, this.sizes.one, node);
    return flat ? { rows: of.rows, columns: by.rows } : { rows: by.rows, columns: of.rows };
  }

  private entry(of: Found, places: readonly IndexName[], node: Expression, sums: readonly Bound[]): Found {
    if (this.isOpen(of)) return this.open;
    const sides = [of.rows, of.columns].filter((side) => !this.sizes.isOne(side));
    if (sides.length !== places.length || sides.length === 0) throw misfitOf(node);
    places.forEach((place, i) => {
      if (!isFigure(place)) this.equate(sides[i], this.indexSize(place, sums), node);
    });
    return this.scalar;
  }

  private symbol(symbol: SymbolName, sums: readonly Bound[]): Found {
    const [size] = symbol.indices ?? [];
    if (size && this.meanings.isSized?.(symbol)) {
      const rows = this.sizes.named(countedRange(size.name, this.meanings.declared));
      return { rows, columns: symbol.name === identity ? rows : this.sizes.one };
    }
    return this.named(symbol, sums) ?? (this.meanings.isNumber?.(symbol) ? this.scalar : this.open);
  }

  /** The shape of a name, from what is declared, from its definition, or by the reading that is tried. */
  private named(symbol: SymbolName, sums: readonly Bound[]): Found | undefined {
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
    if (variable) return this.entry(variable, one.rest, symbol, sums);
    const of = this.known(letter);
    if (of) return this.entry(of, symbol.indices, symbol, sums);
    return readings.has(letter) ? this.read(symbol, sums) : undefined;
  }

  private known(text: string): Found | undefined {
    const { variables, oneHots, identities } = this.meanings.declared;
    const named = (rows: string, columns: string): Found => ({
      rows: this.sizes.named(rows),
      columns: this.sizes.named(columns),
    });
    const variable = variables.get(text);
    if (variable) return named(variable.shape.rows, variable.shape.columns);
    const hot = oneHots.get(text);
    if (hot) return { rows: this.indexSize(hot.at, []), columns: this.sizes.one };
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
  private instance(symbol: SymbolName, definition: Definition, sums: readonly Bound[]): Found {
    const [own, places] = [definition.name.indices ?? [], symbol.indices ?? []];
    const letters = own.map(indexText);
    if (own.length === places.length)
      places.forEach((place, i) => {
        const isOwn = isFigure(place) || place.offset || place.before || letters.includes(indexText(place));
        if (!isOwn) this.sizes.equate(this.indexSize(place, sums), this.ownSize(definition, own[i], i));
      });
    return this.written(countedKey(letterText(symbol)), definition);
  }

  /** The vector p whose entries are defined by `p_i = …`. */
  private allEntries(letter: string): Found | undefined {
    const definition = this.counted(letter);
    const [row, column, third] = definition?.name.indices ?? [];
    if (!definition || !row || third || !this.isScalar(this.written(countedKey(letter), definition)))
      return undefined;
    return {
      rows: this.ownSize(definition, row, 0),
      columns: column ? this.ownSize(definition, column, 1) : this.sizes.one,
    };
  }

  private written(text: string, definition: Definition): Found {
    return (
      this.definitions.read(text, () => this.within(definition, () => this.shapeOf(definition.body))) ??
      this.open
    );
  }

  /** What an index runs through by which a name is defined. */
  private ownSize(definition: Definition, index: IndexName, at: number): number {
    const range = definition.ranges?.[at];
    return range ? this.sizes.named(range) : this.within(definition, () => this.indexSize(index, []));
  }

  /** Reads something as it stands in the equation of a definition. */
  private within<T>(definition: Definition & { equation?: Equation }, read: () => T): T {
    const outer = this.equation;
    this.equation = definition.equation ?? outer;
    try {
      return read();
    } finally {
      this.equation = outer;
    }
  }

  private read(symbol: SymbolName, sums: readonly Bound[]): Found {
    const [text, letter] = [nameText(symbol), letterText(symbol)];
    const reading = this.meanings.readings.get(letter);
    if (!reading) return this.open;
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
    return this.entry(whole, symbol.indices, symbol, sums);
  }

  private slice(symbol: SymbolName, of: string, side: "column" | "row", sums: readonly Bound[]): Found {
    const matrix = this.known(of) ?? this.variable(of, "matrix");
    const [along, across] = side === "column" ? [matrix.rows, matrix.columns] : [matrix.columns, matrix.rows];
    const [place, ...rest] = symbol.indices ?? [];
    if (place && !isFigure(place) && !this.sizes.equate(this.indexSize(place, sums), across)) {
      this.shorthands.set(indexText(place), { index: indexText(place), of });
    }
    const slice = { rows: along, columns: this.sizes.one };
    return rest.length > 0 ? this.entry(slice, rest, symbol, sums) : slice;
  }

  /** The sides of a variable of a kind, the same ones each time. */
  variable(text: string, kind: Kind): OpenShape {
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

  /** What an index runs through: what the sum around it says, what is declared, or a size that its letter has. */
  indexSize(index: IndexName, sums: readonly Bound[]): number {
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
    const found = this.indices.get(key) ?? this.sizes.many();
    this.indices.set(key, found);
    return found;
  }
}

/** `w` for `w'`, `w^*` and `w_0`, which run through what w runs through. */
export function usualLetter({ name, at }: IndexName): string {
  const letter = name.replace(/'*(?:\^\{\*\})?$/, "");
  return at && !at.every(isFigure) ? `${letter}_` : letter;
}

const isZero = (node: Expression): boolean => node.kind === "number" && Number(node.value) === 0;
