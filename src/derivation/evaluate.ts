import type { Arithmetic } from "./arithmetic";
import { Undefined } from "./arithmetic";
import type { Core, Target } from "./core";
import { isScalar } from "./core";
import type { Numbers } from "./matrices";
import { each, paired, turned } from "./matrices";
import type { Point } from "./point";
import { idAt, sizeAt } from "./point";

/** A value that takes too many steps, such as sums within sums within sums. */
export class TooLong extends Error {}

/** Nodes that may be visited for one value. */
const most = 100_000;

/**
 * The value of an expression at a point, with matrices as matrices and derivatives as differences
 * (f(x + h) - f(x - h)) / 2h: nothing here knows of the lowering or of a rule of differentiation.
 *
 * @throws Undefined where there is no value
 * @throws TooLong   where it takes too many steps
 */
export function evaluate<T>(core: Core, point: Point, arithmetic: Arithmetic<T>): Numbers<T> {
  const values = new Map<string, Numbers<T>>();
  for (const [name, rows] of point.values)
    values.set(
      name,
      rows.map((row) => row.map((value) => arithmetic.from(value))),
    );
  return new Evaluation(point, arithmetic, values).value(core);
}

class Evaluation<T> {
  private readonly bound = new Map<string, number>();
  private visited = 0;

  constructor(
    private readonly point: Point,
    private readonly real: Arithmetic<T>,
    private readonly values: Map<string, Numbers<T>>,
  ) {}

  value(core: Core): Numbers<T> {
    const { real } = this;
    if (++this.visited > most) throw new TooLong("it takes too many steps to compute");
    switch (core.kind) {
      case "number":
        return [[real.from(core.value)]];
      case "size":
        return [[real.from(sizeAt(this.point, core.range))]];
      case "variable":
        return each(this.values.get(core.name) ?? fail(core.name), (x) => x);
      case "one-hot":
        return this.made(core, (i) => Number(i === this.id(core.at)));
      case "identity":
        return this.made(core, (i, j) => Number(i === j));
      case "indicator":
        return this.made(core, () => Number((this.id(core.left) === this.id(core.right)) === core.equal));
      case "part": {
        const rows = this.value(core.of);
        const kept = core.row ? [rows[this.id(core.row)]] : rows;
        const { column } = core;
        return column ? kept.map((row) => [row[this.id(column)]]) : kept;
      }
      case "map":
        return each(this.value(core.of), (x) => this.mapped(core.name, x));
      case "power":
        return each(this.value(core.of), (x) => this.raised(x, core.exponent));
      case "sum":
        return this.summed(core);
      case "derivative":
        return this.differences(core);
      default:
        return "left" in core ? this.joined(core) : this.changed(core);
    }
  }

  private id(index: Parameters<typeof idAt>[1]): number {
    return idAt(this.point, index, this.bound);
  }

  private made(core: Core, entry: (i: number, j: number) => number): Numbers<T> {
    const columns = Array.from({ length: sizeAt(this.point, core.columns) });
    return Array.from({ length: sizeAt(this.point, core.rows) }, (_, i) =>
      columns.map((_, j) => this.real.from(entry(i, j))),
    );
  }

  private joined(core: Core & { left: Core; right: Core }): Numbers<T> {
    const { real } = this;
    const [left, right] = [this.value(core.left), this.value(core.right)];
    switch (core.kind) {
      case "add":
        return paired(left, right, real.plus, core);
      case "subtract":
        return paired(left, right, real.minus, core);
      case "hadamard":
        return paired(left, right, real.times, core);
      case "fraction":
        return paired(left, right, real.over, core);
      case "dot":
        return this.multiplied(turned(left), right);
      default:
        return isScalar(core.left) || isScalar(core.right)
          ? paired(left, right, real.times, core)
          : this.multiplied(left, right);
    }
  }

  private multiplied(left: Numbers<T>, right: Numbers<T>): Numbers<T> {
    const { real } = this;
    const columns = turned(right);
    return left.map((row) =>
      columns.map((column) => this.total(row.map((x, m) => real.times(x, column[m])))),
    );
  }

  private total(terms: T[]): T {
    return terms.reduce((sum, term) => this.real.plus(sum, term), this.real.from(0));
  }

  private changed(core: Core & { of: Core }): Numbers<T> {
    const { real } = this;
    const of = this.value(core.of);
    if (core.kind === "negate") return each(of, (x) => real.minus(real.from(0), x));
    if (core.kind === "transpose") return turned(of);
    if (core.kind === "norm") return [[this.root(this.total(of.flat().map((x) => real.times(x, x))))]];
    if (core.kind === "diag") return of.map((row, i) => of.map((_, j) => (i === j ? row[0] : real.from(0))));
    const powers = each(of, real.exp);
    const total = this.total(powers.flat());
    return each(powers, (x) => real.over(x, total));
  }

  /** The root by its logarithm; that of 0 is 0. */
  private root(x: T): T {
    if (this.real.number(x) === 0) return x;
    return this.real.exp(this.real.over(this.real.log(x), this.real.from(2)));
  }

  private mapped(name: "exp" | "log" | "sigma" | "tanh" | "sqrt", x: T): T {
    const { real } = this;
    const one = real.from(1);
    if (name === "exp") return real.exp(x);
    if (name === "log") return real.log(x);
    if (name === "sqrt") return this.root(x);
    if (name === "sigma") return real.over(one, real.plus(one, real.exp(real.minus(real.from(0), x))));
    const twice = real.exp(real.plus(x, x));
    return real.minus(one, real.over(real.from(2), real.plus(twice, one)));
  }

  private raised(x: T, exponent: number): T {
    const { real } = this;
    let product = real.from(1);
    for (let k = 0; k < Math.abs(exponent); k++) product = real.times(product, x);
    return exponent < 0 ? real.over(real.from(1), product) : product;
  }

  private summed(core: Core & { kind: "sum" }): Numbers<T> {
    let sum = this.made(core, () => 0);
    const size = sizeAt(this.point, core.range);
    for (let id = 0; id < size; id++) {
      this.bound.set(core.index, id);
      const left = core.except !== undefined && this.id(core.except) === id;
      if (!left) sum = paired(sum, this.value(core.of), this.real.plus, core);
    }
    this.bound.delete(core.index);
    return sum;
  }

  private differences(core: Core & { kind: "derivative" }): Numbers<T> {
    const { real } = this;
    const across = isScalar(core.of);
    const slopes = this.places(core.by).map((line) =>
      line.map(([row, column]) => this.slope(core, row, column)),
    );
    // One column of slopes for each entry of the variable, or one number.
    const upright = across
      ? slopes.map((line) => line.map((slope) => slope[0][0]))
      : slopes.flat().map((slope) => turned(slope)[0]);
    const found = isScalar(core) ? [[upright[0][0] ?? real.from(0)]] : upright;
    return core.layout === "denominator" ? found : turned(found);
  }

  /** The entries of the variable, laid out as the part of it by which is differentiated. */
  private places(by: Target): [number, number][][] {
    const rows = by.row ? [this.id(by.row)] : range(sizeAt(this.point, by.whole.rows));
    const columns = by.column ? [this.id(by.column)] : range(sizeAt(this.point, by.whole.columns));
    const whole = rows.map((row) => columns.map((column): [number, number] => [row, column]));
    return by.row && !by.column ? turned(whole) : whole; // a row named by itself stands upright
  }

  private slope(core: Core & { kind: "derivative" }, row: number, column: number): Numbers<T> {
    const { real } = this;
    const rows = this.values.get(core.by.name) ?? fail(core.by.name);
    const before = rows[row][column];
    const at = (value: T): Numbers<T> => {
      rows[row][column] = value;
      return this.value(core.of);
    };
    try {
      const above = at(real.plus(before, real.step));
      const below = at(real.minus(before, real.step));
      return paired(
        above,
        below,
        (a, b) => real.over(real.minus(a, b), real.plus(real.step, real.step)),
        core.of,
      );
    } finally {
      rows[row][column] = before;
    }
  }
}

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

function fail(name: string): never {
  throw new Undefined(`${name} has no value`);
}
