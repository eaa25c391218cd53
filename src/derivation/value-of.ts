import type { Range } from "./declare/range";
import { fixedSize } from "./declare/range";
import { doubles } from "./numbers/arithmetic";
import type { Declarations } from "./declare/declarations";
import type { Derivation } from "./derivation";
import { elaborate } from "./typed/elaborate";
import { evaluate } from "./numbers/evaluate";
import { nameText } from "./latex/name-text";
import type { Point } from "./numbers/point";
import { DrawnIds } from "./numbers/point";
import { readExpression } from "./latex/reader";

/** A dense matrix of doubles, row after row. */
export interface DenseMatrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
}

/** Numbers for the names of a derivation; ids count from 0, as in the code. */
export interface Given {
  /** numbers, vectors, and matrices in the shape they are declared in */
  values: Record<string, number | Float64Array | DenseMatrix>;
  /** `{ o: 2 }` */
  ids?: Record<string, number>;
  /** `{ w_k: [1, 1, 2] }`, and a row for each first index where there are two: `{ w_jk: [[1, 2], [0, 2]] }` */
  draws?: Record<string, readonly number[] | readonly (readonly number[])[]>;
}

/**
 * The value of a line's right side, in doubles: a checked formula as a second opinion on code.
 *
 * @param line  of the derivation, counted from 1 as it is shown
 * @param given a value for each name that the line uses; sizes follow from them
 * @returns a matrix of the line's shape; a column of d numbers is d x 1
 * @throws RangeError where there is no such line, a value does not fit or a name has none
 */
export function valueOf(of: Derivation, line: number, given: Given): DenseMatrix {
  const shown = of.lines.find(({ number }) => number === line);
  if (!shown || typeof shown.right === "string") {
    throw new RangeError(
      `valueOf requires a line from 1 to ${of.lines.length} that can be read, got ${line}`,
    );
  }
  const { declared } = of;
  const typed = elaborate(shown.right, declared);
  const rows = evaluate(typed, createPoint(given, declared), doubles);
  return { rows: rows.length, cols: rows[0].length, data: Float64Array.from(rows.flat()) };
}

function createPoint({ values, ids = {}, draws = {} }: Given, declared: Declarations): Point {
  const point: Point = { sizes: new Map(), indices: new Map(), draws: new DrawnIds(), values: new Map() };
  for (const [name, value] of Object.entries(values)) placeValue(point, name, value, declared);
  for (const [name, id] of Object.entries(ids)) point.indices.set(name, id);
  for (const [name, drawn] of Object.entries(draws)) placeDraws(point, name, drawn, declared);
  return point;
}

function placeValue(
  point: Point,
  name: string,
  value: number | Float64Array | DenseMatrix,
  { variables }: Declarations,
): void {
  const read = readExpression(name); // v_c and v_{c} are one name
  const known = read.kind === "symbol" ? nameText(read) : name;
  const shape = variables.get(known)?.shape;
  if (!shape) {
    throw new RangeError(
      `valueOf requires a declared variable, one of ${[...variables.keys()].join(", ")}, got ${name}`,
    );
  }
  const { rows, cols, data } = asMatrix(value, shape.rows === "1");
  setSize(point, shape.rows, rows, name);
  setSize(point, shape.columns, cols, name);
  const list = Array.from({ length: rows }, (_, r) => Array.from(data.subarray(r * cols, (r + 1) * cols)));
  point.values.set(known, list);
}

function asMatrix(value: number | Float64Array | DenseMatrix, isRow: boolean): DenseMatrix {
  if (typeof value === "number") return { rows: 1, cols: 1, data: Float64Array.of(value) };
  if (!(value instanceof Float64Array)) return value;
  return isRow ? { rows: 1, cols: value.length, data: value } : { rows: value.length, cols: 1, data: value };
}

/** `w_k` names the only draws by the letter w over as many indices. */
function placeDraws(
  point: Point,
  name: string,
  drawn: readonly (number | readonly number[])[],
  { draws }: Declarations,
): void {
  const two = drawn.some((each) => typeof each !== "number");
  const found = [...draws].find(
    ([, { letter, over }]) => letter === name.replace(/_.*/, "") && over.length === (two ? 2 : 1),
  );
  if (!found) throw new RangeError(`valueOf requires declared draws, got ${name}`);
  const [key, { over }] = found;
  setSize(point, over[0], drawn.length, name);
  drawn.forEach((each, j) => {
    if (typeof each === "number") point.draws.set(key, [j], each);
    else {
      setSize(point, over[1], each.length, name);
      each.forEach((id, k) => point.draws.set(key, [j, k], id));
    }
  });
}

function setSize(point: Point, range: Range, size: number, name: string): void {
  const known = fixedSize(range) ?? point.sizes.get(range) ?? size;
  if (known !== size) throw new RangeError(`valueOf requires ${range} = ${known} in ${name}, got ${size}`);
  point.sizes.set(range, size);
}
