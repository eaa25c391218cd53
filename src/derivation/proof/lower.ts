import type { Range } from "../declare/range";
import { fixedSize } from "../declare/range";
import type { Shape } from "../declare/shape";
import { isScalar } from "../declare/shape";
import type { Index } from "../typed/indices";
import { fixedIndex, fixedValue, freshName, index } from "../typed/indices";
import type { Branch, EntryFunction, Target, TypedExpression } from "../typed/typed-expression";
import { determinantName, inverseName } from "./matrix-names";
import type { Scalar } from "./scalar";
import {
  add,
  delta,
  derivative,
  entry,
  exp,
  log,
  multiply,
  number,
  power,
  productOver,
  step,
  sum,
  wave,
} from "./scalar";
import { signedOrders } from "./signed-orders";
import { Undecided } from "./undecided";

type Side = Index | undefined;

/** Entries of a fixed size up to this many are proved one by one. */
const mostEntries = 16;

/**
 * One entry of an expression as a scalar, with its sums and indicators written out.
 *
 * @param typed   the expression
 * @param row    which row; undefined where there is one row
 * @param column which column; undefined where there is one column
 */
export function lower(typed: TypedExpression, row?: Index, column?: Index): Scalar {
  return new Lowering().entry(typed, row, column);
}

/** The entries to ask `lower` for, so that they stand for all: any row and column, or each where sizes are numbers. */
export function listEntries(typed: Shape): { row?: Index; column?: Index }[] {
  const { row, column } = anyEntry(typed);
  const sides = [
    { size: typed.rows, any: row },
    { size: typed.columns, any: column },
  ].map(({ size, any }): Side[] => {
    const fixed = fixedSize(size);
    if (any === undefined || fixed === undefined || fixed > mostEntries) return [any];
    return Array.from({ length: fixed }, (_, i) => fixedIndex(i + 1, size));
  });
  return sides[0].flatMap((eachRow) => sides[1].map((eachColumn) => ({ row: eachRow, column: eachColumn })));
}

/** The indices by which `lower` is asked for any entry of this shape: `row` and `column`, where there are several. */
export function anyEntry(typed: { rows: Range; columns: Range }): { row?: Index; column?: Index } {
  return {
    row: typed.rows === "1" ? undefined : index("row"),
    column: typed.columns === "1" ? undefined : index("column"),
  };
}

/** Sums over a fixed size up to this are written out, determinants up to this as well. */
const largestWrittenOut = 6;
const largestDeterminant = 4;

const one = number(1);
const fixedSide = (i: number, range: Range): Side => (range === "1" ? undefined : fixedIndex(i + 1, range));
const minus = (of: Scalar): Scalar => multiply(number(-1), of);
const inverse = (of: Scalar): Scalar => power(of, -1);
const known = (...sides: Side[]): Index[] => sides.filter((side) => side !== undefined);

class Lowering {
  private fresh = 0;

  /** Entry (i, j); a number has one entry, whatever i and j are. */
  entry(typed: TypedExpression, i: Side, j: Side): Scalar {
    if (isScalar(typed)) [i, j] = [undefined, undefined];
    switch (typed.kind) {
      case "number":
        return decimal(typed.value);
      case "size":
        return this.over(typed.range, () => one);
      case "constant":
        return entry(typed.name);
      case "variable":
        return entry(typed.name, ...known(i, j));
      case "one-hot":
        return i ? delta(i, typed.at) : one;
      case "identity":
        return i && j ? delta(i, j) : one;
      case "indicator":
        return condition(typed.left, typed.right, typed.equal);
      case "part":
        return this.entry(typed.of, typed.row ?? i, typed.column ?? j);
      case "map":
        return mapped(typed.name, this.entry(typed.of, i, j));
      case "power":
        return this.raised(typed.of, typed.exponent, i, j);
      case "real power":
        return exp(
          multiply(this.entry(typed.exponent, undefined, undefined), log(this.entry(typed.of, i, j))),
        );
      case "let": {
        const [row, column] = [typed.value.rows, typed.value.columns].map((range, side): Side =>
          range === "1" ? undefined : index(freshName(side === 0 ? "row" : "column", ++this.fresh)),
        );
        const names = known(row, column).flatMap((each) => (each.kind === "index" ? [each.name] : []));
        const value = this.entry(typed.value, row, column);
        return { kind: "let", name: typed.name, indices: names, value, of: this.entry(typed.of, i, j) };
      }
      case "cases":
        return this.chosen(typed.branches, i, j);
      case "matrix":
        return this.written(typed.entries, i, j);
      case "trace":
        return this.over(typed.of.rows, (m) => this.entry(typed.of, m, m));
      case "determinant":
        return this.determinant(typed.of);
      case "inverse":
        return this.inverse(typed.of, i, j);
      case "derivative":
        return this.slope(typed, i, j);
      case "product over": {
        const factor = this.entry(typed.of, i, j);
        return productOver(
          typed.index,
          typed.range,
          typed.except ? exceptOne(index(typed.index), typed.except, factor) : factor,
        );
      }
      case "sum": {
        const body = this.entry(typed.of, i, j);
        return sum(
          typed.index,
          typed.range,
          typed.except ? multiply(condition(index(typed.index), typed.except, false), body) : body,
        );
      }
      default:
        return "left" in typed ? this.joined(typed, i, j) : this.changed(typed, i, j);
    }
  }

  private joined(
    typed: TypedExpression & { left: TypedExpression; right: TypedExpression },
    i: Side,
    j: Side,
  ): Scalar {
    const both = (): [Scalar, Scalar] => [this.entry(typed.left, i, j), this.entry(typed.right, i, j)];
    if (typed.kind === "add") return add(...both());
    if (typed.kind === "max" || typed.kind === "min") {
      const [left, right] = both();
      return extreme(typed.kind === "max", left, right);
    }
    if (typed.kind === "greater") {
      const [left, right] = both();
      return step(add(left, minus(right)));
    }
    if (typed.kind === "hadamard") return multiply(...both());
    if (typed.kind === "dot") {
      return this.over(typed.left.rows, (m) =>
        multiply(this.entry(typed.left, m, undefined), this.entry(typed.right, m, undefined)),
      );
    }
    if (typed.kind === "subtract") {
      const [left, right] = both();
      return add(left, minus(right));
    }
    if (typed.kind === "fraction") {
      const [left, right] = both();
      return multiply(left, inverse(right));
    }
    if (isScalar(typed.left) || isScalar(typed.right)) return multiply(...both());
    return this.over(typed.left.columns, (m) =>
      multiply(this.entry(typed.left, i, m), this.entry(typed.right, m, j)),
    );
  }

  private changed(typed: TypedExpression & { of: TypedExpression }, i: Side, j: Side): Scalar {
    if (typed.kind === "negate") return minus(this.entry(typed.of, i, j));
    if (typed.kind === "transpose") return this.entry(typed.of, j, i);
    if (typed.kind === "norm") return exp(multiply(number(1, 2), log(this.squares(typed.of))));
    if (typed.kind === "diag")
      return multiply(i && j ? delta(i, j) : one, this.entry(typed.of, i, undefined));
    const total = this.over(typed.of.rows, (m) => exp(this.entry(typed.of, m, undefined)));
    return multiply(exp(this.entry(typed.of, i, undefined)), inverse(total));
  }

  /** An even power of a length needs no root. */
  private raised(of: TypedExpression, exponent: number, i: Side, j: Side): Scalar {
    if (of.kind === "norm" && exponent % 2 === 0) return power(this.squares(of.of), exponent / 2);
    return power(this.entry(of, i, j), exponent);
  }

  private squares(of: TypedExpression): Scalar {
    return this.over(of.rows, (i) => this.over(of.columns, (j) => power(this.entry(of, i, j), 2)));
  }

  /** The first branch whose condition holds; one of them does, so the last one needs no question. */
  private chosen(branches: readonly Branch[], i: Side, j: Side): Scalar {
    const [{ value, condition }, ...others] = branches;
    const found = this.entry(value, i, j);
    if (others.length === 0 || condition === undefined) return found;
    const holds = this.entry(condition, undefined, undefined);
    const rest = this.chosen(others, i, j);
    return add(multiply(holds, found), multiply(add(one, minus(holds)), rest));
  }

  /** An entry of a matrix written out, whose rows and columns are counted by fixed indices. */
  private written(entries: TypedExpression[][], i: Side, j: Side): Scalar {
    const at = (side: Side): number | undefined =>
      side === undefined ? 0 : side.kind === "index" ? (fixedValue(side.name)?.value ?? NaN) - 1 : NaN;
    const entry = entries[at(i) ?? NaN]?.[at(j) ?? NaN];
    if (entry) return this.entry(entry, undefined, undefined);
    throw new Undecided("an entry of a matrix that is written out, at an index that is not a number");
  }

  /** By the signs of all orders of columns; of a matrix of any size, a number of its own. */
  private determinant(of: TypedExpression): Scalar {
    const size = fixedSize(of.rows);
    if (size !== undefined && size <= largestDeterminant) return this.leibniz(of, size);
    if (of.kind === "variable") return entry(determinantName(of.name));
    if (of.kind === "transpose") return this.determinant(of.of);
    if (of.kind === "inverse") return inverse(this.determinant(of.of));
    if (of.kind === "product" && !isScalar(of.left) && !isScalar(of.right))
      return multiply(this.determinant(of.left), this.determinant(of.right));
    throw new Undecided("the determinant of a matrix that is no product of matrices");
  }

  private leibniz(of: TypedExpression, size: number): Scalar {
    const columns = Array.from({ length: size }, (_, i) => i);
    const terms = signedOrders(columns).map(({ order, isOdd }) => {
      const factors = order.map((column, row) =>
        this.entry(of, fixedSide(row, of.rows), fixedSide(column, of.columns)),
      );
      return multiply(number(isOdd ? -1 : 1), ...factors);
    });
    return add(...terms);
  }

  /** An entry of A⁻¹, an array of its own; of a product, the inverses in the other order. */
  private inverse(of: TypedExpression, i: Side, j: Side): Scalar {
    if (isScalar(of)) return inverse(this.entry(of, undefined, undefined));
    if (of.kind === "variable") return entry(inverseName(of.name), ...known(i, j));
    if (of.kind === "identity") return this.entry(of, i, j);
    if (of.kind === "transpose") return this.inverse(of.of, j, i);
    if (of.kind === "inverse") return this.entry(of.of, i, j);
    if (of.kind === "negate") return minus(this.inverse(of.of, i, j));
    if (of.kind === "product") {
      const { left, right } = of;
      if (isScalar(left))
        return multiply(inverse(this.entry(left, undefined, undefined)), this.inverse(right, i, j));
      if (left.rows === left.columns)
        return this.over(left.rows, (m) => multiply(this.inverse(right, i, m), this.inverse(left, m, j)));
    }
    if (!i || !j) throw new Undecided("the inverse of a matrix that is not square");
    const names = [freshName("row", ++this.fresh), freshName("column", this.fresh)] as const;
    const value = this.entry(of, index(names[0]), index(names[1]));
    return { kind: "inverse", names, range: of.rows, value, at: [i, j] };
  }

  /** The sum over a size; none where the size is 1, written out where it is a number. */
  private over(range: Range, body: (at: Side) => Scalar): Scalar {
    if (range === "1") return body(undefined);
    const size = fixedSize(range);
    if (size !== undefined && size <= largestWrittenOut)
      return add(...Array.from({ length: size }, (_, i) => body(fixedSide(i, range))));
    const name = freshName("m", ++this.fresh);
    return sum(name, range, body(index(name)));
  }

  private slope(typed: TypedExpression & { kind: "derivative" }, i: Side, j: Side): Scalar {
    const [up, across] = typed.layout === "denominator" ? [i, j] : [j, i];
    if (isScalar(typed.of))
      return derivative(
        this.entry(typed.of, undefined, undefined),
        typed.by.name,
        ...places(typed.by, up, across),
      );
    return derivative(
      this.entry(typed.of, across, undefined),
      typed.by.name,
      ...places(typed.by, up, undefined),
    );
  }
}

/** The entry of the variable: what is fixed stays, what is free goes by the sides in turn. */
function places(by: Target, up: Side, across: Side): Index[] {
  const free = known(up, across);
  const row = by.whole.rows === "1" ? undefined : (by.row ?? free.shift());
  const column = by.whole.columns === "1" ? undefined : (by.column ?? free.shift());
  return known(row, column);
}

/** The factor, or 1 where the index is the one left out. */
function exceptOne(at: Index, left: Index, factor: Scalar): Scalar {
  return add(delta(at, left), multiply(condition(at, left, false), factor));
}

function condition(left: Index, right: Index, equal: boolean): Scalar {
  return equal ? delta(left, right) : add(one, minus(delta(left, right)));
}

function decimal(text: string): Scalar {
  const [whole, part = ""] = text.split(".");
  return number(BigInt(whole + part), 10n ** BigInt(part.length));
}

/** max(a, b) = b + (a - b) step(a - b). */
function extreme(isGreater: boolean, a: Scalar, b: Scalar): Scalar {
  const apart = add(a, minus(b));
  const above = multiply(apart, step(apart));
  return isGreater ? add(b, above) : add(a, minus(above));
}

/** 1 for what is positive, -1 for what is negative. */
const signScalar = (x: Scalar): Scalar => add(multiply(number(2), step(x)), number(-1));

function mapped(name: EntryFunction, x: Scalar): Scalar {
  switch (name) {
    case "exp":
      return exp(x);
    case "log":
      return log(x);
    case "sqrt":
      return exp(multiply(number(1, 2), log(x)));
    case "sigma":
      return inverse(add(one, exp(minus(x))));
    case "abs":
      return multiply(x, signScalar(x));
    case "sign":
      return signScalar(x);
    case "relu":
      return multiply(x, step(x));
    case "sin":
    case "cos":
      return wave(name, x);
    case "tanh":
      return add(one, multiply(number(-2), inverse(add(one, exp(multiply(number(2), x))))));
  }
}
