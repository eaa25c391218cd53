import type { Message, Part } from "../latex/message";
import { formula, message } from "../latex/message";
import type { Counterexample } from "./counterexample";
import type { Declarations } from "../declare/declarations";
import { fixedValue } from "../typed/indices";
import type { Point } from "../numbers/point";

/**
 * A point, ids counted from 1 as in the formulas: `d = 1, n = 2, o = 1, w_1 = 2; u_1 = 1, u_2 = 0, v_c = 2`. On a
 * page its vectors stand upright and its matrices have rows.
 */
export function pointMessage(point: Point, declared: Declarations): Message {
  const sizes = [...point.sizes].map(([letter, size]) => equal(letter, size));
  const free = [...point.indices].filter(([name]) => fixedValue(name) === undefined);
  const ids = free.map(([name, id]) => equal(name, id + 1));
  const draws = point.draws.list().map(({ of, at, id }) => equal(drawName(of, at, declared), id + 1));
  const values = [...point.values].flatMap(([name, rows]) => valueParts(name, rows, declared));
  const lists = [[...sizes, ...ids, ...draws], values].filter((list) => list.length > 0);
  return lists.flatMap((list, i): Part[] => [...(i === 0 ? [] : ["; "]), ...separated(list)]);
}

const separated = (list: readonly Part[]): Part[] =>
  list.flatMap((part, i) => (i === 0 ? [part] : [", ", part]));

const equal = (name: string, value: number): Part =>
  formula(`${name} = ${value}`, `${bare(name)} = ${value}`);

/** The point and the values there; the values alone where nothing is free. */
export function counterexampleText(found: Counterexample, declared: Declarations): Message {
  const point = pointMessage(found.point, declared);
  return point.length > 0 ? message`${point}: ${valuesMessage(found)}` : valuesMessage(found);
}

/** `the left side is 0.1192, the right side 0.7311`, with the entry where there are several. */
function valuesMessage(found: Counterexample): Message {
  const { row, column } = found;
  const where = row === 0 && column === 0 ? "" : ` in row ${row + 1}, column ${column + 1}`;
  return message`the left side is ${valuePart(found.left)}, the right side ${valuePart(found.right)}${where}`;
}

const negative = "^{-}";

function valueParts(name: string, rows: number[][], declared: Declarations): Part[] {
  // In a case in which x is negative it is minus this one.
  if (name.endsWith(negative))
    return valueParts(
      name.slice(0, -negative.length),
      rows.map((row) => row.map((value) => -value)),
      declared,
    );
  const slices = [...declared.slices].find(([, { of, side }]) => of === name && side === "column");
  const columns = rows[0]?.map((_, j) => rows.map((row) => row[j])) ?? [];
  if (slices) return columns.map((column, j) => vector(sliceName(slices[0], j), column));
  const byRow = [...declared.slices].find(([, { of, side }]) => of === name && side === "row");
  if (byRow) return rows.map((row, i) => vector(sliceName(byRow[0], i), row));
  if (columns.length === 1) return [vector(name, columns[0])];
  return [
    formula(
      `${name} = ${matrixLatex(rows)}`,
      `${bare(name)} = [${rows.map((row) => row.join(" ")).join("; ")}]`,
    ),
  ];
}

function vector(name: string, entries: number[]): Part {
  const [text, latex] =
    entries.length === 1
      ? [String(entries[0]), String(entries[0])]
      : [`(${entries.join(", ")})`, matrixLatex(entries.map((entry) => [entry]))];
  return formula(`${name} = ${latex}`, `${bare(name)} = ${text}`);
}

const matrixLatex = (rows: number[][]): string =>
  `\\begin{bmatrix} ${rows.map((row) => row.join(" & ")).join(" \\\\ ")} \\end{bmatrix}`;

/** The name of a column or row, counted from 0: `u_1`, and `x^{(1)}` of samples. */
const sliceName = (letter: string, i: number): string =>
  letter.includes("^{()}") ? letter.replace("^{()}", `^{(${i + 1})}`) : `${letter}_{${i + 1}}`;

/** The first draw of w is w_1. */
function drawName(of: string, at: readonly number[], { draws }: Declarations): string {
  return `${draws.get(of)?.letter ?? of}_{${at.map((id) => id + 1).join(",")}}`;
}

const accents: Record<string, string> = { hat: "\u0302", tilde: "\u0303", bar: "\u0304" };

/** Without braces and backslashes: `\hat{y}` reads as ŷ, which is not y, and `v_{c}` as v_c. */
function bare(name: string): string {
  return name
    .replace(
      /\\(hat|tilde|bar)\{([^{}]*)\}/g,
      (_, accent: string, letter: string) => letter + accents[accent],
    )
    .normalize()
    .replace(/\\text\{([^{}]*)\}/g, "$1")
    .replace(/[{}\\]/g, "");
}

/** A value in few digits, which on a page has the minus sign of a formula. */
function valuePart(value: number | undefined): Part {
  if (value === undefined) return "not defined";
  const text = String(Number(value.toPrecision(4)));
  return formula(
    text.replace(/e([+-]\d+)$/, (_, power: string) => ` \\cdot 10^{${Number(power)}}`),
    text,
  );
}
