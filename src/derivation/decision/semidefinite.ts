import { hasProperty } from "../declare/properties";
import type { Context } from "../typed/context";
import { structureKey } from "../typed/structure-key";
import type { TypedExpression } from "../typed/typed-expression";

/** What the entries of an expression are at least. */
type LowerBound = (of: TypedExpression) => { low: number; lowOpen: boolean };

const isPositive = ({ low, lowOpen }: ReturnType<LowerBound>): boolean => low > 0 || (low === 0 && lowOpen);

/**
 * Whether an expression is for sure symmetric with x^\top A x never negative, as X^\top X, B A B^\top of such an A, sums of such
 * and their positive multiples; of a number, whether it is never negative.
 */
export function isSemidefinite(typed: TypedExpression, context: Context, bounds: LowerBound): boolean {
  const is = (part: TypedExpression): boolean => isSemidefinite(part, context, bounds);
  switch (typed.kind) {
    case "product":
    case "dot":
      return isCongruence(typed, context, bounds);
    case "variable":
      if (isNumber(typed)) break;
      return hasProperty(context.variables.get(typed.name)?.properties ?? [], "positive semidefinite");
    case "identity":
      return true;
    case "diag":
      return bounds(typed.of).low >= 0;
    case "transpose":
    case "inverse":
    case "sum":
      return is(typed.of);
    case "power":
      if (isNumber(typed)) break;
      return is(typed.of);
    case "add":
    case "hadamard":
      if (isNumber(typed)) break;
      return is(typed.left) && is(typed.right);
    case "fraction":
      if (isNumber(typed)) break;
      return is(typed.left) && isNumber(typed.right) && bounds(typed.right).low >= 0;
  }
  return isNumber(typed) && bounds(typed).low >= 0;
}

/** Whether x^\top A x is positive for every x but 0, as of A + \lambda I with a positive \lambda. */
function isDefinite(typed: TypedExpression, context: Context, bounds: LowerBound): boolean {
  const is = (part: TypedExpression): boolean => isDefinite(part, context, bounds);
  switch (typed.kind) {
    case "variable":
      return hasProperty(context.variables.get(typed.name)?.properties ?? [], "positive definite");
    case "identity":
      return true;
    case "diag":
      return isPositive(bounds(typed.of));
    case "transpose":
    case "inverse":
      return is(typed.of);
    case "add":
      return (
        (is(typed.left) && isSemidefinite(typed.right, context, bounds)) ||
        (isSemidefinite(typed.left, context, bounds) && is(typed.right))
      );
    case "product": {
      const factors = listFactors(typed, false, context);
      const [middle, ...more] = factors.filter((each) => !isNumber(each));
      const numbers = factors.filter(isNumber);
      return more.length === 0 && numbers.every((each) => isPositive(bounds(each))) && is(middle);
    }
    default:
      return false;
  }
}

const isNumber = ({ rows, columns }: TypedExpression): boolean => rows === "1" && columns === "1";

/** Whether a number is x^\top x or x^\top A x of a definite A and a vector x that is not 0, times positive numbers. */
export function isPositiveForm(typed: TypedExpression, context: Context, bounds: LowerBound): boolean {
  const factors = listFactors(typed, false, context);
  const [first, ...rest] = factors.filter((each) => !isNumber(each));
  const last = rest.pop();
  if (first?.kind !== "transpose" || !last || !isNonzero(last, context)) return false;
  return (
    structureKey(first.of) === structureKey(last) &&
    factors.every((each) => !isNumber(each) || isPositive(bounds(each))) &&
    (rest.length === 0 || (rest.length === 1 && isDefinite(rest[0], context, bounds)))
  );
}

/** Whether a vector is never 0. */
export const isNonzero = (typed: TypedExpression, context: Context): boolean =>
  typed.kind === "variable" && hasProperty(context.variables.get(typed.name)?.properties ?? [], "nonzero");

/** Whether a product is a Bᵀ … A … B with a semidefinite A, or none, in the middle, times numbers that are never negative. */
function isCongruence(typed: TypedExpression, context: Context, bounds: LowerBound): boolean {
  const factors = listFactors(typed, false, context);
  const numbers = factors.filter(isNumber);
  const chain = factors.filter((each) => !isNumber(each));
  // Numbers that are products themselves are written out, and stand only where the rest fits around them.
  const fits = chain.every((each, i) => i === 0 || chain[i - 1].columns === each.rows);
  if (!fits || !numbers.every((each) => bounds(each).low >= 0)) return false;
  while (chain.length > 1) {
    const [first] = listFactors(chain[0], true, context);
    if (structureKey(first) !== structureKey(chain[chain.length - 1])) return false;
    chain.shift();
    chain.pop();
  }
  return chain.length === 0 || isSemidefinite(chain[0], context, bounds);
}

/** The factors of a product or, in the other order and each transposed, of its transpose. */
function listFactors(typed: TypedExpression, transposed: boolean, context: Context): TypedExpression[] {
  const list = (part: TypedExpression, turned = transposed): TypedExpression[] =>
    listFactors(part, turned, context);
  if (typed.kind === "transpose") return list(typed.of, !transposed);
  if (typed.kind === "product")
    return transposed
      ? [...list(typed.right), ...list(typed.left)]
      : [...list(typed.left), ...list(typed.right)];
  if (typed.kind === "dot" && typed.left.columns === "1" && typed.right.columns === "1")
    return [...list(typed.left, true), ...list(typed.right, false)];
  const isSymmetric =
    isNumber(typed) ||
    typed.kind === "identity" ||
    typed.kind === "diag" ||
    (typed.kind === "variable" &&
      hasProperty(context.variables.get(typed.name)?.properties ?? [], "symmetric"));
  if (!transposed || isSymmetric) return [typed];
  return [{ kind: "transpose", of: typed, rows: typed.columns, columns: typed.rows }];
}
