import { arityKey } from "../../declare/definition-keys";
import type { Application, Bound, Expression, List, SymbolName } from "../../latex/expression";
import { letterText, nameText } from "../../latex/name-text";
import { isZero } from "../../latex/zero";
import { IndexSizes } from "./index-sizes";
import type { Meanings } from "./meanings";
import { misfitOf } from "./misfit";
import { NameShapes } from "./name-shapes";
import { OperationShapes, type FoundShape } from "./operation-shapes";
import type { Sizes } from "./sizes";

/** Reads the shape of expressions by unification: every side of every name is a size, and each operation equates some. */
export class ShapeReader {
  readonly indices: IndexSizes;
  readonly names: NameShapes;
  /** Transposes of numbers, which nobody writes on purpose. */
  readonly transposedNumbers = new Set<Expression>();
  /** What primes transpose that is no number. */
  readonly primed = new Set<Expression>();
  /** Whether it met the derivative of a vector by a vector. */
  jacobians = false;
  /** How many nodes it has read. */
  nodes = 0;
  private readonly operations: OperationShapes;

  constructor(
    readonly sizes: Sizes,
    private readonly meanings: Meanings,
  ) {
    this.indices = new IndexSizes(sizes, meanings);
    this.operations = new OperationShapes(sizes, this.indices);
    this.names = new NameShapes(sizes, meanings, this.indices, this.operations, (body) => this.shapeOf(body));
  }

  /** @throws Misfit */
  shapeOf(node: Expression, sums: readonly Bound[] = []): FoundShape {
    this.nodes++;
    const { operations, names, indices } = this;
    const inner = (child: Expression): FoundShape => this.shapeOf(child, sums);
    switch (node.kind) {
      case "number":
        return { ...operations.scalar, constant: true };
      case "symbol":
        return names.of(node, sums);
      case "apply":
        return this.applied(node, sums);
      case "negate":
        return inner(node.of);
      case "add":
      case "subtract":
        return operations.joined(node, inner(node.left), inner(node.right));
      case "times":
        return operations.times(node, inner);
      case "fraction":
        return operations.quotient(node, inner(node.over), inner(node.under));
      case "power":
        return operations.power(node, inner);
      case "transpose": {
        const of = inner(node.of);
        if (operations.isScalar(of)) this.transposedNumbers.add(node);
        else if (node.sign === "'") this.primed.add(node);
        return { rows: of.columns, columns: of.rows };
      }
      case "norm":
      case "bars":
        inner(node.of);
        return operations.scalar;
      case "extremum":
        return node.of.map(inner).reduce((left, right) => operations.joined(node, left, right));
      case "comparison":
        return operations.joined(node, inner(node.left), inner(node.right));
      case "cases":
        return node.branches
          .map(({ value }) => inner(value))
          .reduce((left, right) => operations.joined(node, left, right));
      case "matrix":
        return operations.matrix(node, inner);
      case "call":
        return operations.call(node, operations.argument(node, inner), sums);
      case "entry":
        return operations.entry(inner(node.of), node.indices, node, sums);
      case "indicator":
        operations.equate(indices.sizeOf(node.left, sums), indices.sizeOf(node.right, sums), node);
        return operations.scalar;
      case "sum":
      case "product over":
        return this.shapeOf(node.body, [node.bound, ...sums]);
      case "list":
        return operations.list(node, this.shapeOf(node.body, [node.bound, ...sums]), sums);
      case "derivative":
        return this.derivative(node, inner(node.of), sums);
      default:
        return operations.open;
    }
  }

  /** Requires that two sides of an equation can be equal. */
  equateSides(left: Expression, right: Expression): void {
    const [a, b] = [this.shapeOf(left), this.shapeOf(right)];
    if (isZero(left) || isZero(right)) return;
    this.operations.equateShapes(a, b, right);
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
  private applied(node: Application, sums: readonly Bound[]): FoundShape {
    const text = nameText(node.of);
    const definition =
      this.names.definition(arityKey(text, node.arguments.length)) ?? this.names.definition(text);
    definition?.parameters.forEach((parameter, i) => {
      const argument = node.arguments.at(i);
      if (!argument || definition.pattern || !("kind" in parameter)) return;
      const shape = this.names.named(parameter, sums);
      if (shape) this.operations.joined(node, shape, this.shapeOf(argument, sums));
    });
    return this.names.named(node.of, sums) ?? this.operations.open;
  }

  private derivative(
    node: Expression & { kind: "derivative" },
    of: FoundShape,
    sums: readonly Bound[],
  ): FoundShape {
    const by = node.by ? this.names.of(node.by, sums) : this.operations.open;
    const { layout } = this.meanings.declared;
    const flat = layout !== "denominator";
    if (this.operations.isScalar(of))
      return layout === "numerator"
        ? { rows: by.columns, columns: by.rows }
        : { rows: by.rows, columns: by.columns };
    if (this.operations.isOpen(of) || this.operations.isOpen(by)) return this.operations.open;
    this.jacobians ||= !this.operations.isScalar(by);
    this.operations.equate(of.columns, this.sizes.one, node);
    this.operations.equate(by.columns, this.sizes.one, node);
    return flat ? { rows: of.rows, columns: by.rows } : { rows: by.rows, columns: of.rows };
  }
}
