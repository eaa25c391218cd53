import type { Bound, Expression, IndexName, List } from "../../latex/expression";
import { indexText } from "../../latex/name-text";
import { withProductFirst } from "../../latex/products";
import { freeIndex } from "../../latex/rename-index";
import { partFigures } from "../../typed/indices";
import type { IndexSizes } from "./index-sizes";
import { Misfit, misfitOf } from "./misfit";
import type { OpenShape, Size, Sizes } from "./sizes";
import { isFigure } from "../uses";

/** The shape of an expression; a number without a name fits every shape. */
export type FoundShape = OpenShape & { constant?: boolean };

/** Reads the shape of a part of an expression. */
type ReadPart = (child: Expression) => FoundShape;

/** What operations make of the shapes of their parts, and which sizes they equate; each throws a `Misfit` where it cannot. */
export class OperationShapes {
  constructor(
    private readonly sizes: Sizes,
    private readonly indices: IndexSizes,
  ) {}

  /** The shape of a number. */
  get scalar(): FoundShape {
    return { rows: this.sizes.one, columns: this.sizes.one };
  }

  /** A shape of which nothing is known. */
  get open(): FoundShape {
    return { rows: this.sizes.unknown(), columns: this.sizes.unknown() };
  }

  isScalar({ rows, columns }: OpenShape): boolean {
    return this.sizes.isOne(rows) && this.sizes.isOne(columns);
  }

  isOpen({ rows, columns }: OpenShape): boolean {
    return [rows, columns].some((size) => !this.sizes.isOne(size) && !this.sizes.isMany(size));
  }

  /** @throws Misfit at a node where two sizes cannot be equal */
  equate(a: Size, b: Size, node: Expression): void {
    if (!this.sizes.equate(a, b)) throw misfitOf(node);
  }

  /** @throws Misfit at a node where two shapes cannot be equal */
  equateShapes(a: OpenShape, b: OpenShape, node: Expression): void {
    this.equate(a.rows, b.rows, node);
    this.equate(a.columns, b.columns, node);
  }

  /** The shape of two parts that must have the same, as those of a sum. */
  joined(node: Expression, left: FoundShape, right: FoundShape): FoundShape {
    if (left.constant) return right;
    if (right.constant) return left;
    this.equateShapes(left, right, node);
    return left;
  }

  /** A matrix of numbers; of one made of blocks nothing is known. */
  matrix(node: Expression & { kind: "matrix" }, inner: ReadPart): FoundShape {
    const size = (count: number): Size => (count === 1 ? this.sizes.one : this.sizes.named(String(count)));
    const numbers = node.entries
      .flat()
      .map(inner)
      .every((entry) => this.isScalar(entry));
    return numbers ? { rows: size(node.entries.length), columns: size(node.entries[0].length) } : this.open;
  }

  /** Columns side by side, rows below each other, or the numbers of either. */
  list(node: List, { rows, columns }: OpenShape, sums: readonly Bound[]): FoundShape {
    const [along, across] = node.upright ? [columns, rows] : [rows, columns];
    if (!this.sizes.isOne(across)) return this.open;
    const count = this.indices.sizeOf(node.bound.index, [node.bound, ...sums]);
    return node.upright ? { rows: count, columns: along } : { rows: along, columns: count };
  }

  /** A product, where need be with what stands behind \odot multiplied first. */
  times(node: Expression & { kind: "times" }, inner: ReadPart): FoundShape {
    const regrouped = withProductFirst(node);
    const read = (each: typeof node): FoundShape => this.product(each, inner(each.left), inner(each.right));
    if (!regrouped) return read(node);
    let found: FoundShape = this.open;
    try {
      this.sizes.whole(() => (found = read(node)));
    } catch (error) {
      if (!(error instanceof Misfit)) throw error;
      found = read(regrouped);
    }
    return found;
  }

  private product(node: Expression & { kind: "times" }, left: FoundShape, right: FoundShape): FoundShape {
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

  /** The shape of a fraction, entry by entry where it divides by more than a number. */
  quotient(node: Expression & { kind: "fraction" }, over: FoundShape, under: FoundShape): FoundShape {
    if (this.isScalar(under) || this.isOpen(under)) return over;
    if (this.isScalar(over)) throw misfitOf(node);
    this.equateShapes(over, under, node);
    return over;
  }

  /** The shape of a power of a number, of the inverse of a matrix, and of e to whatever power. */
  power(node: Expression & { kind: "power" }, inner: ReadPart): FoundShape {
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
  argument({ name, argument }: Expression & { kind: "call" }, inner: ReadPart): FoundShape {
    if (name !== "softmax" || (argument.kind !== "add" && argument.kind !== "subtract"))
      return inner(argument);
    const [left, right] = [inner(argument.left), inner(argument.right)];
    if (this.isScalar(right)) return left;
    return this.isScalar(left) ? right : this.joined(argument, left, right);
  }

  /** The value of a known function. */
  call(node: Expression & { kind: "call" }, argument: FoundShape, sums: readonly Bound[]): FoundShape {
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
  private diagonalOf(node: Expression & { kind: "call" }, sums: readonly Bound[]): FoundShape {
    const index = node.name === "diag" ? freeIndex(node.argument) : undefined;
    if (!index || sums.some((each) => indexText(each.index) === indexText(index))) throw misfitOf(node);
    const size = this.indices.sizeOf(index, sums);
    return { rows: size, columns: size };
  }

  /** An entry, with one place for each side that is not 1. */
  entry(of: FoundShape, places: readonly IndexName[], node: Expression, sums: readonly Bound[]): FoundShape {
    if (this.isOpen(of)) return this.open;
    const sides = [of.rows, of.columns].filter((side) => !this.sizes.isOne(side));
    const apart = partFigures(places, sides.length);
    if (sides.length !== apart.length || sides.length === 0) throw misfitOf(node);
    apart.forEach((place, i) => {
      if (!isFigure(place)) this.equate(sides[i], this.indices.sizeOf(place, sums), node);
    });
    return this.scalar;
  }
}
