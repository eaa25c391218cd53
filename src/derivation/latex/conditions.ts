import type { Cursor } from "./cursor";
import type { Comparison, Expression } from "./expression";
import { code, message } from "./message";
import { readIndex } from "./indices";
import { beginsFactor, readSum } from "./reader";

/** The signs of a comparison, each as it is kept. */
const relations: Record<string, Comparison["relation"]> = {
  "=": "=",
  "\\equiv": "=",
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
  const relation = takeRelation(cursor);
  if (relation !== "=" && relation !== "\\neq") return undefined;
  const right = readIndex(cursor, true);
  return continues(cursor) ? undefined : { kind: "indicator", left, right, relation };
}

/** Takes the sign of a comparison; `==`, as in code, is `=`. */
function takeRelation(cursor: Cursor): Comparison["relation"] {
  const { text } = cursor.take();
  if (text === "=") cursor.accept("=");
  return relations[text];
}

/** Whether more than an index stands here. */
const continues = (cursor: Cursor): boolean =>
  beginsFactor(cursor) || cursor.sees("^", "-", "+", "/", "\\cdot");

function readComparison(cursor: Cursor): Expression {
  const left = readSum(cursor);
  if (!isComparison(cursor.peek().text)) cursor.missing(message`${code("=")} or another comparison`);
  const relation = takeRelation(cursor);
  return { kind: "comparison", relation, left, right: readSum(cursor) };
}
