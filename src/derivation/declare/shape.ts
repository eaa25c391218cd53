import type { Range } from "./range";

/** Rows and columns: size letters such as "d" and "n", or "1". */
export interface Shape {
  rows: Range;
  columns: Range;
}

/**
 * `denominator`: a gradient has the shape of its variable; `numerator`: its transpose; `mixed`: a gradient of a number
 * has the shape of its variable, and the derivative of a vector by a vector is numerator, entry (i, j) of f_i by x_j.
 */
export type Layout = (typeof layouts)[number];
export const layouts = ["denominator", "numerator", "mixed"] as const;

/** The layout of one derivative. */
export type OneLayout = Exclude<Layout, "mixed">;

/** Which of the two the derivative of something has. */
export function layoutFor(layout: Layout, of: Shape): OneLayout {
  if (layout !== "mixed") return layout;
  return isScalar(of) ? "denominator" : "numerator";
}

/** The shape of a number. */
export const scalarShape: Shape = { rows: "1", columns: "1" };

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
