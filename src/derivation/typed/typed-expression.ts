import type { FunctionName } from "../latex/expression";
import type { OneLayout, Shape } from "../declare/shape";
import type { Index } from "./indices";
import type { Range } from "../declare/range";

/** A variable, or the part of it, by which something is differentiated; `undefined` stands for every row, every column. */
export interface Target {
  name: string;
  row?: Index;
  column?: Index;
  /** Shape of the whole variable, one index for each side that is not 1. */
  whole: Shape;
}

/** A function that is applied to every entry. */
export type EntryFunction = Exclude<FunctionName, WholeFunction>;
/** A function of a whole column or matrix. */
export type WholeFunction = "softmax" | "diag" | "trace" | "determinant";

/** A value and where it holds, a number that is 1 or 0; the last one may hold wherever no other does. */
export interface Branch {
  value: TypedExpression;
  condition?: TypedExpression;
}

/**
 * An expression whose names have their meaning: definitions are written out, every bound index has a name of
 * its own, and every node has its shape. Lowering and evaluation both start here, each on its own.
 */
export type TypedExpression = Shape &
  (
    | { kind: "number"; value: string }
    | { kind: "size"; range: Range }
    /** The number \pi. */
    | { kind: "constant"; name: string }
    | { kind: "variable"; name: string }
    | { kind: "one-hot"; at: Index }
    | { kind: "identity" }
    | { kind: "indicator"; left: Index; right: Index; equal: boolean }
    /** One column, row or entry; `undefined` keeps that side whole. */
    | { kind: "part"; of: TypedExpression; row?: Index; column?: Index }
    | {
        kind: "add" | "subtract" | "product" | "hadamard" | "dot" | "fraction";
        left: TypedExpression;
        right: TypedExpression;
      }
    /** The greater or the smaller one; 1 where left > right and 0 where left < right. At equality a kink. */
    | { kind: "max" | "min" | "greater"; left: TypedExpression; right: TypedExpression }
    | { kind: "cases"; branches: Branch[] }
    | { kind: "matrix"; entries: TypedExpression[][] }
    | { kind: "trace" | "determinant" | "inverse"; of: TypedExpression }
    | { kind: "negate" | "transpose" | "softmax" | "diag" | "norm"; of: TypedExpression }
    | { kind: "map"; name: EntryFunction; of: TypedExpression }
    | { kind: "power"; of: TypedExpression; exponent: number }
    /** A positive number to any power. */
    | { kind: "real power"; of: TypedExpression; exponent: TypedExpression }
    | { kind: "product over"; index: string; range: Range; except?: Index; of: TypedExpression }
    | { kind: "sum"; index: string; range: Range; except?: Index; of: TypedExpression }
    /** An expression in which a name of its own stands for a value. */
    | { kind: "let"; name: string; value: TypedExpression; of: TypedExpression }
    | { kind: "derivative"; of: TypedExpression; by: Target; layout: OneLayout }
  );

/** The parts of an expression that are expressions themselves. */
export function typedParts(typed: TypedExpression): TypedExpression[] {
  switch (typed.kind) {
    case "cases":
      return typed.branches.flatMap(({ value, condition }) => (condition ? [value, condition] : [value]));
    case "matrix":
      return typed.entries.flat();
    case "real power":
      return [typed.of, typed.exponent];
    case "let":
      return [typed.value, typed.of];
    case "indicator":
      return [];
    default:
      return "left" in typed ? [typed.left, typed.right] : "of" in typed ? [typed.of] : [];
  }
}

/** The same expression with each of its parts changed. */
export function mapParts(
  typed: TypedExpression,
  change: (part: TypedExpression) => TypedExpression,
): TypedExpression {
  switch (typed.kind) {
    case "cases":
      return {
        ...typed,
        branches: typed.branches.map(({ value, condition }) => ({
          value: change(value),
          ...(condition ? { condition: change(condition) } : {}),
        })),
      };
    case "matrix":
      return { ...typed, entries: typed.entries.map((row) => row.map(change)) };
    case "real power":
      return { ...typed, of: change(typed.of), exponent: change(typed.exponent) };
    case "let":
      return { ...typed, value: change(typed.value), of: change(typed.of) };
    case "indicator":
      return typed;
    default:
      if ("left" in typed) return { ...typed, left: change(typed.left), right: change(typed.right) };
      return "of" in typed ? { ...typed, of: change(typed.of) } : typed;
  }
}
