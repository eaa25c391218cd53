import { isScalar } from "../declare/shape";
import type { Arithmetic } from "./arithmetic";
import { Undefined } from "./arithmetic";
import type { Branch, EntryFunction, TypedExpression, Target } from "../typed/typed-expression";
import type { Matrix } from "./matrices";
import { createDuals, type Dual } from "./duals";
import { determinant, inverse } from "./elimination";
import { map, zipWith, transpose } from "./matrices";
import type { Point } from "./point";
import { idAt, sizeAt } from "./point";
import { piText } from "./pi";
import { boundIndices, isCostly } from "./repeated";
import { TooLong } from "./too-long";

/** Nodes that may be visited for one value. */
const most = 100_000;
/** A whole power beyond this is taken by its logarithm. */
const largestPower = 64;

/**
 * The value of an expression at a point, with matrices as matrices and derivatives by dual numbers: nothing here
 * knows of the lowering or of the normal form.
 *
 * @throws Undefined where there is no value
 * @throws TooLong   where it takes too many steps
 */
export function evaluate<T>(typed: TypedExpression, point: Point, arithmetic: Arithmetic<T>): Matrix<T> {
  const values = new Map<string, Matrix<T>>();
  for (const [name, rows] of point.values)
    values.set(
      name,
      rows.map((row) => row.map((value) => arithmetic.from(value))),
    );
  return new Evaluation({ point, bound: new Map(), visited: 0 }, arithmetic, values).value(typed);
}

/** What an evaluation shares with those of its derivatives. */
interface Progress {
  readonly point: Point;
  /** Values of bound indices. */
  readonly bound: Map<string, number>;
  visited: number;
}

/** The value of a node, and the steps that it took. */
interface Kept<T> {
  value: Matrix<T>;
  steps: number;
}

class Evaluation<T> {
  private readonly point: Point;
  private readonly bound: Map<string, number>;
  private readonly known = new Map<TypedExpression, Map<string, Kept<T>>>();

  constructor(
    private readonly progress: Progress,
    private readonly real: Arithmetic<T>,
    private readonly values: ReadonlyMap<string, Matrix<T>>,
  ) {
    this.point = progress.point;
    this.bound = progress.bound;
  }

  /** The value of a node, worked out once for the ids that its indices stand for; each use counts its steps. */
  value(typed: TypedExpression): Matrix<T> {
    if (!isCostly(typed)) return this.valueAnew(typed);
    const key = boundIndices(typed)
      .map((name) => this.bound.get(name) ?? "")
      .join();
    const known = this.known.get(typed) ?? new Map<string, Kept<T>>();
    this.known.set(typed, known);
    const kept = known.get(key);
    if (kept) {
      this.count(kept.steps);
      return kept.value;
    }
    const before = this.progress.visited;
    const value = this.valueAnew(typed);
    known.set(key, { value, steps: this.progress.visited - before });
    return value;
  }

  private count(steps: number): void {
    this.progress.visited += steps;
    if (this.progress.visited > most) throw new TooLong("it takes too many steps to compute");
  }

  private valueAnew(typed: TypedExpression): Matrix<T> {
    const { real } = this;
    this.count(1);
    switch (typed.kind) {
      case "number":
        return [[real.from(typed.value)]];
      case "size":
        return [[real.from(sizeAt(this.point, typed.range))]];
      case "constant":
        return [[real.from(piText)]];
      case "variable":
        return map(this.values.get(typed.name) ?? fail(typed.name), (x) => x);
      case "one-hot":
        return this.made(typed, (i) => Number(i === this.id(typed.at)));
      case "identity":
        return this.made(typed, (i, j) => Number(i === j));
      case "indicator":
        return this.made(typed, () => Number((this.id(typed.left) === this.id(typed.right)) === typed.equal));
      case "part": {
        const rows = this.value(typed.of);
        const kept = typed.row ? [rows[this.id(typed.row)]] : rows;
        const { column } = typed;
        return column ? kept.map((row) => [row[this.id(column)]]) : kept;
      }
      case "map":
        return map(this.value(typed.of), (x) => this.mapped(typed.name, x));
      case "power":
        return map(this.value(typed.of), (x) => this.raised(x, typed.exponent));
      case "real power":
        return map(this.value(typed.of), (x) => this.realPower(x, this.value(typed.exponent)[0][0]));
      case "let": {
        const values = new Map([...this.values, [typed.name, this.value(typed.value)]]);
        return new Evaluation(this.progress, this.real, values).value(typed.of);
      }
      case "cases":
        return this.chosen(typed.branches);
      case "matrix":
        return typed.entries.map((row) => row.map((entry) => this.value(entry)[0][0]));
      case "sum":
      case "product over":
        return this.accumulated(typed);
      case "derivative":
        return this.gradient(typed);
      default:
        return "left" in typed ? this.joined(typed) : this.changed(typed);
    }
  }

  private id(index: Parameters<typeof idAt>[1]): number {
    return idAt(this.point, index, this.bound);
  }

  private made(typed: TypedExpression, entry: (i: number, j: number) => number): Matrix<T> {
    const columns = Array.from({ length: sizeAt(this.point, typed.columns) });
    return Array.from({ length: sizeAt(this.point, typed.rows) }, (_, i) =>
      columns.map((_, j) => this.real.from(entry(i, j))),
    );
  }

  private joined(typed: TypedExpression & { left: TypedExpression; right: TypedExpression }): Matrix<T> {
    const { real } = this;
    const [left, right] = [this.value(typed.left), this.value(typed.right)];
    switch (typed.kind) {
      case "add":
        return zipWith(left, right, real.plus, typed);
      case "subtract":
        return zipWith(left, right, real.minus, typed);
      case "hadamard":
        return zipWith(left, right, real.times, typed);
      case "max":
      case "min":
        return zipWith(left, right, (a, b) => this.extreme(typed.kind === "max", a, b), typed);
      case "greater":
        return zipWith(left, right, (a, b) => real.from(Number(this.order(a, b) > 0)), typed);
      case "fraction":
        return zipWith(left, right, real.over, typed);
      case "dot":
        return this.multiplied(transpose(left), right);
      default:
        return isScalar(typed.left) || isScalar(typed.right)
          ? zipWith(left, right, real.times, typed)
          : this.multiplied(left, right);
    }
  }

  private multiplied(left: Matrix<T>, right: Matrix<T>): Matrix<T> {
    const { real } = this;
    const columns = transpose(right);
    return left.map((row) =>
      columns.map((column) => this.total(row.map((x, m) => real.times(x, column[m])))),
    );
  }

  private total(terms: T[]): T {
    return terms.reduce((sum, term) => this.real.plus(sum, term), this.real.from(0));
  }

  private changed(typed: TypedExpression & { of: TypedExpression }): Matrix<T> {
    const { real } = this;
    const of = this.value(typed.of);
    if (typed.kind === "negate") return map(of, (x) => real.minus(real.from(0), x));
    if (typed.kind === "transpose") return transpose(of);
    if (typed.kind === "norm") return [[real.sqrt(this.total(of.flat().map((x) => real.times(x, x))))]];
    if (typed.kind === "trace") return [[this.total(of.map((row, i) => row[i]))]];
    if (typed.kind === "determinant") return [[determinant(of, real)]];
    if (typed.kind === "inverse") return inverse(of, real);
    if (typed.kind === "diag") return of.map((row, i) => of.map((_, j) => (i === j ? row[0] : real.from(0))));
    const powers = map(of, real.exp);
    const total = this.total(powers.flat());
    return map(powers, (x) => real.over(x, total));
  }

  private mapped(name: EntryFunction, x: T): T {
    const { real } = this;
    const [zero, one] = [real.from(0), real.from(1)];
    switch (name) {
      case "sigma":
        return real.over(one, real.plus(one, real.exp(real.minus(zero, x))));
      case "tanh": {
        const [up, down] = [real.exp(x), real.exp(real.minus(zero, x))];
        return real.over(real.minus(up, down), real.plus(up, down));
      }
      case "abs":
        return this.extreme(true, x, real.minus(zero, x));
      case "relu":
        return this.extreme(true, x, zero);
      case "sign":
        return real.from(Math.sign(this.order(x, zero)));
      default:
        return real[name](x);
    }
  }

  /** The greater or the smaller of two; where they are equal it has no slope. */
  private extreme(greater: boolean, a: T, b: T): T {
    const { real } = this;
    const apart = real.number(real.minus(a, b));
    if (apart === 0 && (real.varies(a) || real.varies(b)))
      throw new Undefined("a greatest value has no derivative where two are equal", "kink");
    return apart > 0 === greater ? a : b;
  }

  /** Above 0 where a > b, below where a < b. */
  private order(a: T, b: T): number {
    const apart = this.real.number(this.real.minus(a, b));
    if (apart === 0) throw new Undefined("a condition compares two equal values", "kink");
    return apart;
  }

  /** The value of the first branch whose condition holds. */
  private chosen(branches: readonly Branch[]): Matrix<T> {
    const holds = ({ condition }: Branch): boolean =>
      condition === undefined || this.real.number(this.value(condition)[0][0]) !== 0;
    const found = branches.find(holds);
    if (!found) throw new Undefined("no case holds");
    return this.value(found.value);
  }

  /** A whole power where the exponent is a whole number, else x^p = exp(p log x). */
  private realPower(x: T, exponent: T): T {
    const { real } = this;
    const whole = real.number(exponent);
    if (Number.isInteger(whole) && Math.abs(whole) <= largestPower && !real.varies(exponent))
      return this.raised(x, whole);
    return real.exp(real.times(exponent, real.log(x)));
  }

  private raised(x: T, exponent: number): T {
    const { real } = this;
    let product = real.from(1);
    for (let k = 0; k < Math.abs(exponent); k++) product = real.times(product, x);
    return exponent < 0 ? real.over(real.from(1), product) : product;
  }

  /** The sum or the product of the values of all ids of a range. */
  private accumulated(typed: TypedExpression & { kind: "sum" | "product over" }): Matrix<T> {
    const { plus, times } = this.real;
    const isSum = typed.kind === "sum";
    let found = this.made(typed, () => (isSum ? 0 : 1));
    const size = sizeAt(this.point, typed.range);
    for (let id = 0; id < size; id++) {
      this.bound.set(typed.index, id);
      const left = typed.except !== undefined && this.id(typed.except) === id;
      if (!left) found = zipWith(found, this.value(typed.of), isSum ? plus : times, typed);
    }
    this.bound.delete(typed.index);
    return found;
  }

  private gradient(typed: TypedExpression & { kind: "derivative" }): Matrix<T> {
    const { real } = this;
    const places = this.places(typed.by);
    const found = this.withSlopes(typed, places.flat());
    const slope = ({ slopes }: Dual<T>, variable: number): T => slopes?.get(variable) ?? real.from(0);
    // One row of slopes for each entry of the variable, or the slopes of one number laid out as the variable.
    const width = places[0]?.length ?? 0;
    const upright = isScalar(typed.of)
      ? places.map((line, i) => line.map((_, j) => slope(found[0][0], i * width + j)))
      : places.flat().map((_, variable) => found.map(([entry]) => slope(entry, variable)));
    const laidOut = isScalar(typed) ? [[upright[0][0] ?? real.from(0)]] : upright;
    return typed.layout === "denominator" ? laidOut : transpose(laidOut);
  }

  /** The entries of the variable, laid out as the part of it by which is differentiated. */
  private places(by: Target): [number, number][][] {
    const rows = by.row ? [this.id(by.row)] : range(sizeAt(this.point, by.whole.rows));
    const columns = by.column ? [this.id(by.column)] : range(sizeAt(this.point, by.whole.columns));
    const whole = rows.map((row) => columns.map((column): [number, number] => [row, column]));
    return by.row && !by.column ? transpose(whole) : whole; // a row named by itself stands upright
  }

  /** What is differentiated, with its slopes by these entries of the variable, which are numbered in their order. */
  private withSlopes(
    { of, by }: TypedExpression & { kind: "derivative" },
    places: readonly [row: number, column: number][],
  ): Matrix<Dual<T>> {
    const duals = createDuals(this.real);
    const values = new Map(
      [...this.values].map(([name, rows]) => [name, map(rows, (value): Dual<T> => ({ value }))]),
    );
    const rows = values.get(by.name) ?? fail(by.name);
    places.forEach(([row, column], variable) => {
      rows[row][column] = {
        value: rows[row][column].value,
        slopes: new Map([[variable, this.real.from(1)]]),
      };
    });
    return differentiable(() => new Evaluation(this.progress, duals, values).value(of));
  }
}

/** Where a function has no value it has no derivative either, and a line about its derivative says nothing. */
function differentiable<T>(evaluated: () => T): T {
  try {
    return evaluated();
  } catch (error) {
    if (error instanceof Undefined) throw new Undefined(error.message, "kink");
    throw error;
  }
}

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

function fail(name: string): never {
  throw new Undefined(`${name} has no value`);
}
