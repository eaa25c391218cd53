import type { Call, Expression, FunctionName, SymbolName } from "../latex/expression";
import { Malformed } from "../latex/malformed";
import { message } from "../latex/message";
import { nameText } from "../latex/name-text";
import { isScalar, layoutFor, scalarShape } from "../declare/shape";
import { elaborateIn } from "./elaborate";
import type { Scope } from "./scope";
import type { TypedExpression } from "./typed-expression";

const number = (value: string): Expression => ({ kind: "number", value });
const call = (name: FunctionName, argument: Expression): Expression => ({ kind: "call", name, argument });
const times = (left: Expression, right: Expression): Expression => ({
  kind: "times",
  by: "\\odot",
  left,
  right,
});
const minus = (left: Expression, right: Expression): Expression => ({ kind: "subtract", left, right });
const negated = (of: Expression): Expression => ({ kind: "negate", of });
const power = (base: Expression, exponent: Expression): Expression => ({ kind: "power", base, exponent });
const slope = (x: Expression): Expression => times(call("sigma", x), minus(number("1"), call("sigma", x)));
const flatness = (x: Expression): Expression => minus(number("1"), power(call("tanh", x), number("2")));

/** The first and the second derivative of functions of a number, written out. */
const derivatives: Partial<Record<FunctionName, ((x: Expression) => Expression)[]>> = {
  exp: [(x) => call("exp", x), (x) => call("exp", x)],
  log: [(x) => power(x, negated(number("1"))), (x) => negated(power(x, negated(number("2"))))],
  sigma: [slope, (x) => times(slope(x), minus(number("1"), times(number("2"), call("sigma", x))))],
  tanh: [flatness, (x) => times(negated(times(number("2"), call("tanh", x))), flatness(x))],
  sin: [(x) => call("cos", x), (x) => negated(call("sin", x))],
  cos: [(x) => negated(call("sin", x)), (x) => negated(call("cos", x))],
  abs: [(x) => call("sign", x)],
  relu: [(x) => ({ kind: "comparison", relation: ">", left: x, right: number("0") })],
};

/** `\sigma'(x)`: written out, or for another function the derivative at what x is. */
export function elaboratePrimes({ name, argument, order = 0, span }: Call, scope: Scope): TypedExpression {
  const found = derivatives[name]?.[order - 1];
  if (found) return elaborateIn(found(argument), scope);
  const value = elaborateIn(argument, scope);
  if (!isScalar(value) || wholeFunctions.includes(name))
    throw new Malformed(
      message`derivative ${order} of this function is not known at ${argument}`,
      span?.[0] ?? 0,
    );
  const fresh = scope.fresh("x");
  const by = { name: fresh, whole: scalarShape };
  const of = {
    kind: "map",
    name,
    of: { kind: "variable", name: fresh, ...scalarShape },
    ...scalarShape,
  } as TypedExpression;
  const layout = layoutFor(scope.declared.layout, scalarShape);
  const slope = Array.from({ length: order }).reduce<TypedExpression>(
    (inner) => ({ kind: "derivative", of: inner, by, layout, ...scalarShape }),
    of,
  );
  return { kind: "let", name: fresh, value, of: slope, ...scalarShape };
}

const wholeFunctions: readonly FunctionName[] = ["softmax", "diag", "trace", "determinant"];

/** Whether a name is a variable that is a number. */
export function isNumber(symbol: SymbolName, { declared }: Scope): boolean {
  const shape = declared.variables.get(nameText(symbol))?.shape;
  return shape?.rows === "1" && shape.columns === "1";
}

/** The derivative of an expression by a name, so many times. */
export function derivedBy(of: Expression, by: SymbolName, order: number): Expression {
  return Array.from({ length: order }).reduce<Expression>(
    (inner) => ({ kind: "derivative", style: "operator", of: inner, by }),
    of,
  );
}
