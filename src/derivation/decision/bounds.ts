import { structureKey } from "../typed/structure-key";
import type { Variable } from "../declare/declarations";
import { hasProperty } from "../declare/properties";
import type { TypedExpression } from "../typed/typed-expression";
import { typedParts } from "../typed/typed-expression";
import type { Context } from "../typed/context";
import { indicesIn } from "../typed/context";
import { isNonzero, isPositiveForm, isSemidefinite } from "./semidefinite";

/** What every entry of an expression lies between, wherever it has a value. */
export interface Bounds {
  low: number;
  high: number;
  /** Whether the bound itself is never reached. */
  lowOpen: boolean;
  highOpen: boolean;
}

const anything: Bounds = { low: -Infinity, high: Infinity, lowOpen: true, highOpen: true };
const zeroToOne: Bounds = { low: 0, high: 1, lowOpen: false, highOpen: false };
/** A part of a sum of positive numbers, of which there are several. */
const share: Bounds = { ...zeroToOne, lowOpen: true, highOpen: true };
const nonnegative: Bounds = { ...anything, low: 0, lowOpen: false };
const positive: Bounds = { ...nonnegative, lowOpen: true };

/** Bounds that follow from exponentials, squares, norms, sigma, softmax and logarithms; they are never too narrow. */
export function findBounds(typed: TypedExpression, context: Context): Bounds {
  const of = (part: TypedExpression): Bounds => findBounds(part, context);
  switch (typed.kind) {
    case "number":
      return exactly(Number(typed.value));
    case "size":
      return { ...nonnegative, low: 1 };
    case "variable":
      return variableBounds(context.variables.get(typed.name));
    case "one-hot":
    case "identity":
    case "indicator":
    case "greater":
      return zeroToOne;
    case "softmax":
      return share; // of one word it would be 1, which nobody means
    case "norm":
      return isNonzero(typed.of, context) ? positive : nonnegative;
    case "part":
      return isOnDiagonal(typed) && isSemidefinite(typed.of, context, of) ? nonnegative : of(typed.of);
    case "transpose":
      return of(typed.of);
    case "trace":
    case "determinant":
      return isSemidefinite(typed.of, context, of) ? nonnegative : anything;
    case "diag":
      return union(of(typed.of), exactly(0));
    case "negate":
      return negated(of(typed.of));
    case "add":
      return addBounds(of(typed.left), of(typed.right));
    case "subtract":
      return hasSameText(typed.left, typed.right)
        ? exactly(0)
        : addBounds(of(typed.left), negated(of(typed.right)));
    case "max":
      return extremeBounds(Math.max, of(typed.left), of(typed.right));
    case "min":
      return extremeBounds(Math.min, of(typed.left), of(typed.right));
    case "hadamard":
      return hasSameText(typed.left, typed.right)
        ? nonnegative
        : multiplyBounds(of(typed.left), of(typed.right));
    case "dot":
    case "product":
      return matrixProduct(typed, context, of);
    case "fraction":
      return isShare(typed.left, typed.right) && of(typed.left).low >= 0
        ? share
        : multiplyBounds(of(typed.left), reciprocal(of(typed.right)));
    case "power":
      return raiseBounds(of(typed.of), typed.exponent);
    case "sum":
      return total(of(typed.of), typed.except === undefined);
    case "cases":
      return typed.branches.map(({ value }) => of(value)).reduce(union);
    case "map":
      return mapped(typed.name, of(typed.of));
    default:
      return anything;
  }
}

/** Whether a part is an entry A_ii. */
const isOnDiagonal = ({ row, column }: TypedExpression & { kind: "part" }): boolean =>
  row !== undefined && column !== undefined && JSON.stringify(row) === JSON.stringify(column);

function variableBounds(variable: Variable | undefined): Bounds {
  if (!variable) return anything;
  if (hasProperty(variable.properties, "ones")) return exactly(1);
  if (hasProperty(variable.properties, "in (0, 1)")) return { ...zeroToOne, lowOpen: true, highOpen: true };
  const low = variable.positive ? { ...nonnegative, lowOpen: true } : anything;
  return variable.positive && hasProperty(variable.properties, "sums to 1")
    ? { ...low, high: 1, highOpen: false }
    : low;
}

function exactly(value: number): Bounds {
  return widened({ low: value, high: value, lowOpen: false, highOpen: false });
}

/** Wider by more than doubles round, except where they are exact. */
function widened(bounds: Bounds): Bounds {
  const { low, high } = bounds;
  const isExact = (value: number): boolean => !Number.isFinite(value) || Number.isSafeInteger(value * 1024);
  return {
    ...bounds,
    low: isExact(low) ? low : low - Math.abs(low) * 1e-12,
    high: isExact(high) ? high : high + Math.abs(high) * 1e-12,
  };
}

const negated = ({ low, high, lowOpen, highOpen }: Bounds): Bounds => ({
  low: -high,
  high: -low,
  lowOpen: highOpen,
  highOpen: lowOpen,
});

const addBounds = (a: Bounds, b: Bounds): Bounds =>
  widened({
    low: a.low + b.low,
    high: a.high + b.high,
    lowOpen: a.lowOpen || b.lowOpen,
    highOpen: a.highOpen || b.highOpen,
  });

/** Both bounds of a union are open only if those that reach as far are. */
function union(a: Bounds, b: Bounds): Bounds {
  return {
    low: Math.min(a.low, b.low),
    high: Math.max(a.high, b.high),
    lowOpen: (a.low > b.low || a.lowOpen) && (b.low > a.low || b.lowOpen),
    highOpen: (a.high < b.high || a.highOpen) && (b.high < a.high || b.highOpen),
  };
}

const extremeBounds = (choose: (...values: number[]) => number, a: Bounds, b: Bounds): Bounds => ({
  low: choose(a.low, b.low),
  high: choose(a.high, b.high),
  lowOpen: a.lowOpen && b.lowOpen,
  highOpen: a.highOpen && b.highOpen,
});

/** The greatest and the least product of bounds; a bound is open unless both factors reach it. */
function multiplyBounds(a: Bounds, b: Bounds): Bounds {
  const ends = [
    [a.low, a.lowOpen],
    [a.high, a.highOpen],
  ].flatMap(([x, xOpen]) =>
    [
      [b.low, b.lowOpen],
      [b.high, b.highOpen],
    ].map(([y, yOpen]) => {
      const value = x === 0 || y === 0 ? 0 : Number(x) * Number(y);
      const zeroReached = (x === 0 && !xOpen) || (y === 0 && !yOpen);
      return { value, open: value === 0 ? !zeroReached : Boolean(xOpen) || Boolean(yOpen) };
    }),
  );
  const low = Math.min(...ends.map(({ value }) => value));
  const high = Math.max(...ends.map(({ value }) => value));
  const open = (at: number): boolean => ends.every(({ value, open }) => value !== at || open);
  const crossesZero = [a, b].some((each) => each.low < 0 && each.high > 0);
  return widened({
    low,
    high,
    lowOpen: open(low) && !(low === 0 && crossesZero),
    highOpen: open(high) && !(high === 0 && crossesZero),
  });
}

/** A quotient has a value only where what divides is not 0. */
function reciprocal({ low, high, lowOpen, highOpen }: Bounds): Bounds {
  if (low >= 0)
    return widened({
      low: 1 / high,
      high: low === 0 ? Infinity : 1 / low,
      lowOpen: highOpen,
      highOpen: lowOpen || low === 0,
    });
  if (high <= 0) return negated(reciprocal(negated({ low, high, lowOpen, highOpen })));
  return anything;
}

function raiseBounds(of: Bounds, exponent: number): Bounds {
  if (exponent < 0) return reciprocal(raiseBounds(of, -exponent));
  if (of.low >= 0) return widened({ ...of, low: of.low ** exponent, high: of.high ** exponent });
  return exponent % 2 === 0 ? nonnegative : anything;
}

function matrixProduct(
  typed: TypedExpression & { left: TypedExpression; right: TypedExpression },
  context: Context,
  of: (part: TypedExpression) => Bounds,
): Bounds {
  const { kind, left, right } = typed;
  const [a, b] = [of(left), of(right)];
  const isNumber = (part: TypedExpression): boolean => part.rows === "1" && part.columns === "1";
  const same = hasSameText(left, right);
  if (isNumber(left) || isNumber(right)) return same ? raiseBounds(a, 2) : multiplyBounds(a, b);
  if (isNumber(typed) && isPositiveForm(typed, context, of)) return positive;
  const square = kind === "dot" ? same : isNumber(typed) && isSemidefinite(typed, context, of);
  return square || (a.low >= 0 && b.low >= 0) ? nonnegative : anything;
}

function total(of: Bounds, full: boolean): Bounds {
  if (of.low >= 0) return { ...nonnegative, lowOpen: full && (of.low > 0 || of.lowOpen) };
  return of.high <= 0 ? negated(total(negated(of), full)) : anything;
}

function mapped(name: string, of: Bounds): Bounds {
  switch (name) {
    case "exp":
      return widened({ ...of, low: Math.exp(of.low), high: Math.exp(of.high) });
    case "log":
      return widened({
        ...of,
        low: of.low > 0 ? Math.log(of.low) : -Infinity,
        high: of.high > 0 ? Math.log(of.high) : Infinity,
      });
    case "sigma":
      return { low: 0, high: 1, lowOpen: true, highOpen: true };
    case "tanh":
      return { low: -1, high: 1, lowOpen: true, highOpen: true };
    case "sin":
    case "cos":
    case "sign":
      return { ...zeroToOne, low: -1 };
    case "sqrt":
    case "abs":
    case "relu":
      return of.low > 0 && name !== "relu" ? { ...nonnegative, lowOpen: true } : nonnegative;
    default:
      return anything;
  }
}

/** Whether what is divided is one of the exponentials by whose sum it is divided, as in `e^{x_i} / \sum_j e^{x_j}`. */
function isShare(part: TypedExpression, sum: TypedExpression): boolean {
  if (sum.kind !== "sum" || sum.except || sum.of.kind !== "map" || sum.of.name !== "exp") return false;
  const { index, of } = sum;
  if (part.kind !== "map" || part.name !== "exp") return false;
  const [one, each] = [structureKey(part), structureKey(of)];
  return freeIndices(part).some(
    (name) => each.replaceAll(JSON.stringify(index), JSON.stringify(name)) === one,
  );
}

/** The names of the indices that stand in an expression. */
function freeIndices(of: TypedExpression): string[] {
  const own = indicesIn(of).flatMap((each) => (each.kind === "index" ? [each.name] : []));
  return [...new Set([...own, ...typedParts(of).flatMap(freeIndices)])];
}

const hasSameText = (a: TypedExpression, b: TypedExpression): boolean => structureKey(a) === structureKey(b);
