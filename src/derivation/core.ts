import type { Index, Range } from "./proof/scalar";

/** Rows and columns: size letters such as "d" and "n", or "1". */
export interface Shape {
  rows: Range;
  columns: Range;
}

/** A variable, or the part of it, by which something is differentiated; `undefined` stands for every row, every column. */
export interface Target {
  name: string;
  row?: Index;
  column?: Index;
  /** Shape of the whole variable, one index for each side that is not 1. */
  whole: Shape;
}

/** `denominator`: a gradient has the shape of its variable; `numerator`: its transpose. */
export type Layout = "denominator" | "numerator";

export type EntryFunction = "exp" | "log" | "sigma" | "tanh" | "sqrt";

/**
 * An expression whose names have their meaning: definitions are written out, every bound index has a name of
 * its own, and every node has its shape. Lowering and evaluation both start here, each on its own.
 */
export type Core = Shape &
  (
    | { kind: "number"; value: string }
    | { kind: "size"; range: Range }
    | { kind: "variable"; name: string }
    | { kind: "one-hot"; at: Index }
    | { kind: "identity" }
    | { kind: "indicator"; left: Index; right: Index; equal: boolean }
    /** One column, row or entry; `undefined` keeps that side whole. */
    | { kind: "part"; of: Core; row?: Index; column?: Index }
    | { kind: "add" | "subtract" | "product" | "hadamard" | "dot" | "fraction"; left: Core; right: Core }
    | { kind: "negate" | "transpose" | "softmax" | "diag" | "norm"; of: Core }
    | { kind: "map"; name: EntryFunction; of: Core }
    | { kind: "power"; of: Core; exponent: number }
    | { kind: "sum"; index: string; range: Range; except?: Index; of: Core }
    | { kind: "derivative"; of: Core; by: Target; layout: Layout }
  );

export function isScalar({ rows, columns }: Shape): boolean {
  return rows === "1" && columns === "1";
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.rows === b.rows && a.columns === b.columns;
}

/** `d × n`, or `a number`. */
export function shapeText(shape: Shape): string {
  return isScalar(shape) ? "a number" : `${shape.rows} × ${shape.columns}`;
}
