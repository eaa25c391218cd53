import type { Comparison } from "../decision/comparison";
import { nameText } from "../latex/name-text";
import type { Message } from "../latex/message";
import { code, message } from "../latex/message";
import { compareAt } from "../numbers/compare-at";
import type { Point } from "../numbers/point";
import { createTestPoints } from "../numbers/test-points";
import { TooLong } from "../numbers/too-long";
import type { Context } from "../typed/context";
import type { TypedExpression } from "../typed/typed-expression";
import { typedParts } from "../typed/typed-expression";

/** Where a right line holds, if not everywhere: away from kinks, or where its left side has a value. */
export function whereItHolds(
  left: TypedExpression,
  right: TypedExpression,
  { context, partial }: Comparison,
): Message | undefined {
  if ([left, right].some(differentiatesKink))
    return ["it holds away from the kinks, where there is no derivative"];
  if (!partial || !createTestPoints(context).some((point) => hasNoValue(left, right, point)))
    return undefined;
  const name = [...context.variables.keys()].find((each) => {
    const points = createTestPoints(withPositive(context, each));
    return points.length > 0 && !points.some((point) => hasNoValue(left, right, point));
  });
  const variable = name === undefined ? undefined : context.variables.get(name);
  if (!variable) return ["it holds where its left side has a value"];
  const { rows, columns } = variable.shape;
  const kind = columns !== "1" ? `matrix ${rows} x ${columns}` : rows === "1" ? "scalar" : `vector ${rows}`;
  return message`it holds where its left side has a value; to say so, declare ${code(`${nameText(variable.name)}: ${kind}, positive`)}`;
}

function differentiatesKink(typed: TypedExpression): boolean {
  if (typed.kind === "derivative" && hasKink(typed.of)) return true;
  return typedParts(typed).some(differentiatesKink);
}

function hasKink(typed: TypedExpression): boolean {
  const named = typed.kind === "map" && ["relu", "abs", "sign"].includes(typed.name);
  return named || ["max", "min", "greater", "cases"].includes(typed.kind) || typedParts(typed).some(hasKink);
}

function hasNoValue(left: TypedExpression, right: TypedExpression, point: Point): boolean {
  try {
    return compareAt(left, right, point).verdict === "no value";
  } catch (error) {
    if (error instanceof TooLong) return false;
    throw error;
  }
}

function withPositive(context: Context, name: string): Context {
  const variables = [...context.variables].map(
    ([text, variable]) => [text, text === name ? { ...variable, positive: true } : variable] as const,
  );
  return { ...context, variables: new Map(variables) };
}
