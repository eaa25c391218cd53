import type { Counterexample } from "./counterexample";
import type { Declarations } from "./declarations";
import type { Point } from "./point";

/**
 * A case in words, ids counted from 1 as in the formulas: `d = 1, n = 2, o = 1, w_1 = 2; u_1 = 1, u_2 = 0, v_c = 2`.
 */
export function pointText(point: Point, declared: Declarations): string {
  const sizes = [...point.sizes].map(([letter, size]) => `${letter} = ${size}`);
  const ids = [...point.indices].map(([name, id]) => `${bare(name)} = ${id + 1}`);
  const draws = [...point.draws].map(([key, id]) => `${drawText(key)} = ${id + 1}`);
  const values = [...point.values].flatMap(([name, rows]) => valueTexts(name, rows, declared));
  return [[...sizes, ...ids, ...draws].join(", "), values.join(", ")].filter((part) => part).join("; ");
}

/** `the left side is 0.1192, the right side 0.7311`, with the entry where there are several. */
export function valuesText(found: Counterexample): string {
  const { row, column } = found;
  const where = row === 0 && column === 0 ? "" : ` in row ${row + 1}, column ${column + 1}`;
  return `the left side is ${numberText(found.left)}, the right side ${numberText(found.right)}${where}`;
}

function valueTexts(name: string, rows: number[][], declared: Declarations): string[] {
  const slices = [...declared.slices].find(([, { of, side }]) => of === name && side === "column");
  const columns = rows[0]?.map((_, j) => rows.map((row) => row[j])) ?? [];
  if (slices) return columns.map((column, j) => `${bare(slices[0])}_${j + 1} = ${listText(column)}`);
  const byRow = [...declared.slices].find(([, { of, side }]) => of === name && side === "row");
  if (byRow) return rows.map((row, i) => `${bare(byRow[0])}_${i + 1} = ${listText(row)}`);
  if (columns.length === 1) return [`${bare(name)} = ${listText(columns[0])}`];
  return [`${bare(name)} = [${rows.map((row) => row.join(" ")).join("; ")}]`];
}

const listText = (list: number[]): string => (list.length === 1 ? String(list[0]) : `(${list.join(", ")})`);

/** `w[K]:0` is w_1. */
function drawText(key: string): string {
  const [name, at] = key.split(":");
  const ids = at.split(",").map((id) => Number(id) + 1);
  return `${bare(name.replace(/\[.*/, ""))}_${ids.join(",")}`;
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

/** Four significant digits, or that there is no value. */
export function numberText(value: number | undefined): string {
  return value === undefined ? "not defined" : String(Number(value.toPrecision(4)));
}
