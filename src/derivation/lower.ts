import type { Core, EntryFunction, Target } from "./core";
import { isScalar } from "./core";
import type { Index, Range, Scalar } from "./proof/scalar";
import { add, delta, derivative, entry, exp, index, log, multiply, number, power, sum } from "./proof/scalar";

type Side = Index | undefined;

/**
 * One entry of an expression as a scalar, with its sums and indicators written out.
 *
 * @param core   the expression
 * @param row    which row; undefined where there is one row
 * @param column which column; undefined where there is one column
 */
export function lower(core: Core, row?: Index, column?: Index): Scalar {
  return new Lowering().entry(core, row, column);
}

/** The indices by which `lower` is asked for any entry of this shape: `row` and `column`, where there are several. */
export function anyEntry(core: { rows: Range; columns: Range }): { row?: Index; column?: Index } {
  return {
    row: core.rows === "1" ? undefined : index("row"),
    column: core.columns === "1" ? undefined : index("column"),
  };
}

const one = number(1);
const minus = (of: Scalar): Scalar => multiply(number(-1), of);
const inverse = (of: Scalar): Scalar => power(of, -1);
const known = (...sides: Side[]): Index[] => sides.filter((side) => side !== undefined);

class Lowering {
  private fresh = 0;

  /** Entry (i, j); a number has one entry, whatever i and j are. */
  entry(core: Core, i: Side, j: Side): Scalar {
    if (isScalar(core)) [i, j] = [undefined, undefined];
    switch (core.kind) {
      case "number":
        return decimal(core.value);
      case "size":
        return this.over(core.range, () => one);
      case "variable":
        return entry(core.name, ...known(i, j));
      case "one-hot":
        return i ? delta(i, core.at) : one;
      case "identity":
        return i && j ? delta(i, j) : one;
      case "indicator":
        return condition(core.left, core.right, core.equal);
      case "part":
        return this.entry(core.of, core.row ?? i, core.column ?? j);
      case "map":
        return mapped(core.name, this.entry(core.of, i, j));
      case "power":
        return this.raised(core.of, core.exponent);
      case "derivative":
        return this.slope(core, i, j);
      case "sum": {
        const body = this.entry(core.of, i, j);
        return sum(
          core.index,
          core.range,
          core.except ? multiply(condition(index(core.index), core.except, false), body) : body,
        );
      }
      default:
        return "left" in core ? this.joined(core, i, j) : this.changed(core, i, j);
    }
  }

  private joined(core: Core & { left: Core; right: Core }, i: Side, j: Side): Scalar {
    const both = (): [Scalar, Scalar] => [this.entry(core.left, i, j), this.entry(core.right, i, j)];
    if (core.kind === "add") return add(...both());
    if (core.kind === "hadamard") return multiply(...both());
    if (core.kind === "dot") {
      return this.over(core.left.rows, (m) =>
        multiply(this.entry(core.left, m, undefined), this.entry(core.right, m, undefined)),
      );
    }
    if (core.kind === "subtract") {
      const [left, right] = both();
      return add(left, minus(right));
    }
    if (core.kind === "fraction") {
      const [left, right] = both();
      return multiply(left, inverse(right));
    }
    if (isScalar(core.left) || isScalar(core.right)) return multiply(...both());
    return this.over(core.left.columns, (m) =>
      multiply(this.entry(core.left, i, m), this.entry(core.right, m, j)),
    );
  }

  private changed(core: Core & { of: Core }, i: Side, j: Side): Scalar {
    if (core.kind === "negate") return minus(this.entry(core.of, i, j));
    if (core.kind === "transpose") return this.entry(core.of, j, i);
    if (core.kind === "norm") return exp(multiply(number(1, 2), log(this.squares(core.of))));
    if (core.kind === "diag") return multiply(i && j ? delta(i, j) : one, this.entry(core.of, i, undefined));
    const total = this.over(core.of.rows, (m) => exp(this.entry(core.of, m, undefined)));
    return multiply(exp(this.entry(core.of, i, undefined)), inverse(total));
  }

  /** An even power of a length needs no root. */
  private raised(of: Core, exponent: number): Scalar {
    if (of.kind === "norm" && exponent % 2 === 0) return power(this.squares(of.of), exponent / 2);
    return power(this.entry(of, undefined, undefined), exponent);
  }

  private squares(of: Core): Scalar {
    return this.over(of.rows, (i) => this.over(of.columns, (j) => power(this.entry(of, i, j), 2)));
  }

  /** The sum over a size; none where the size is 1. */
  private over(range: Range, body: (at: Side) => Scalar): Scalar {
    if (range === "1") return body(undefined);
    const name = `m#${++this.fresh}`;
    return sum(name, range, body(index(name)));
  }

  private slope(core: Core & { kind: "derivative" }, i: Side, j: Side): Scalar {
    const [up, across] = core.layout === "denominator" ? [i, j] : [j, i];
    if (isScalar(core.of))
      return derivative(
        this.entry(core.of, undefined, undefined),
        core.by.name,
        ...places(core.by, up, across),
      );
    return derivative(
      this.entry(core.of, across, undefined),
      core.by.name,
      ...places(core.by, up, undefined),
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

function condition(left: Index, right: Index, equal: boolean): Scalar {
  return equal ? delta(left, right) : add(one, minus(delta(left, right)));
}

function decimal(text: string): Scalar {
  const [whole, part = ""] = text.split(".");
  return number(BigInt(whole + part), 10n ** BigInt(part.length));
}

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
    case "tanh":
      return multiply(add(exp(x), minus(exp(minus(x)))), inverse(add(exp(x), exp(minus(x)))));
  }
}
