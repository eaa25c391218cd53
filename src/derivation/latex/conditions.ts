import type { Cursor } from "./cursor";
import type { Comparison, Expression } from "./expression";
import { code, message } from "./message";
import { readIndex } from "./indices";
import { beginsFactor, readSum } from "./reader";

/** The signs of a comparison, each as it is kept. */
const relations: Record<string, Comparison["relation"]> = {
  "=": "=",
  "\\neq": "\\neq",
  "\\ne": "\\neq",
  "<": "<",
  "\\lt": "<",
  ">": ">",
  "\\gt": ">",
  "\\le": "\\leq",
  "\\leq": "\\leq",
  "\\leqslant": "\\leq",
  "\\ge": "\\geq",
  "\\geq": "\\geq",
  "\\geqslant": "\\geq",
};

/** Whether a token compares what stands on its two sides. */
export const isComparison = (text: string): boolean => text in relations;

/** Reads `k = o`, which compares indices, or `x > 0`. */
export function readCondition(cursor: Cursor): Expression {
  const start = cursor.peek().start;
  const condition = cursor.tryRead(() => readIndicesCompared(cursor)) ?? readComparison(cursor);
  return { ...condition, span: [start, cursor.before] };
}

function readIndicesCompared(cursor: Cursor): Expression | undefined {
  const left = readIndex(cursor, true);
  const relation = relations[cursor.take().text];
  if (relation !== "=" && relation !== "\\neq") return undefined;
  const right = readIndex(cursor, true);
  return continues(cursor) ? undefined : { kind: "indicator", left, right, relation };
}

/** Whether more than an index stands here. */
const continues = (cursor: Cursor): boolean =>
  beginsFactor(cursor) || cursor.sees("^", "-", "+", "/", "\\cdot");

function readComparison(cursor: Cursor): Expression {
  const left = readSum(cursor);
  const relation = relations[cursor.peek().text];
  if (relation === undefined) cursor.missing(message`${code("=")} or another comparison`);
  cursor.take();
  return { kind: "comparison", relation, left, right: readSum(cursor) };
}
