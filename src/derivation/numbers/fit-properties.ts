import type { Variable } from "../declare/declarations";
import { hasProperty } from "../declare/properties";
import { gramMatrix, isSemidefinite } from "./definite";
import { orthonormalColumns, transposed, unitVector } from "./orthonormal";

/**
 * Entries near the given ones that have what is declared of their variable, as decimal numbers, so that it holds in
 * any number of digits. Entries that have it already stay as they are.
 *
 * @param units entries that sum to 1 are positive multiples of 1 / units
 * @returns undefined where no entries of this shape have it, as a single probability that lies between 0 and 1
 */
export function fitProperties(
  rows: number[][],
  { positive, properties }: Pick<Variable, "positive" | "properties">,
  units = 1000,
): number[][] | undefined {
  const has = (property: Parameters<typeof hasProperty>[1]): boolean => hasProperty(properties, property);
  const isPart = has("in (0, 1)");
  let found = rows;
  if (has("ones")) found = found.map((row) => row.map(() => 1));
  if (isPart) found = found.map((row) => row.map(between0And1));
  if (has("symmetric"))
    found = found.map((row, i) => row.map((_, j) => found[Math.min(i, j)][Math.max(i, j)]));
  if (has("invertible") && !has("orthonormal columns"))
    found = withLargeDiagonal(found, has("positive semidefinite"));
  else if (has("positive semidefinite") && !isSemidefinite(found)) found = gramMatrix(found);
  if (has("sums to 1")) found = summingTo1(found, positive || isPart, units);
  if (has("nonzero") && found.flat().every((value) => value === 0))
    found = found.map((row, i) => row.map((_, j) => (i + j === 0 ? 1 : 0)));
  const free = found;
  if (has("unit")) found = asRows(unitVector(found.flat()), found);
  if (has("orthonormal columns")) found = orthonormalColumns(found) ?? [];
  else if (has("orthonormal rows")) found = transposed(orthonormalColumns(transposed(found)) ?? []);
  if (found !== free && !keeps(found, { positive, properties })) return undefined;
  const fits = found.flat().every((value) => !isPart || (value > 0 && value < 1));
  return fits && (!has("sums to 1") || Math.abs(total(found.flat()) - 1) < 1e-9) ? found : undefined;
}

/** A list in the shape of some rows; no rows where there is none. */
function asRows(list: readonly number[] | undefined, rows: readonly number[][]): number[][] {
  const width = rows[0]?.length ?? 0;
  return list === undefined ? [] : rows.map((_, i) => list.slice(i * width, (i + 1) * width));
}

/** Whether entries that were changed for their lengths still have what else is declared. */
function keeps(
  rows: number[][],
  { positive, properties }: Pick<Variable, "positive" | "properties">,
): boolean {
  const has = (property: Parameters<typeof hasProperty>[1]): boolean => hasProperty(properties, property);
  const list = rows.flat();
  return (
    list.length > 0 &&
    !(positive && list.some((value) => value <= 0)) &&
    !(has("nonzero") && list.every((value) => value === 0)) &&
    !(has("ones") && list.some((value) => value !== 1)) &&
    !(has("symmetric") && rows.some((row, i) => row.some((value, j) => value !== rows[j][i]))) &&
    !has("positive semidefinite")
  );
}

const total = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0);
const thousandths = (value: number): number => Math.round(value * 1000) / 1000;

function between0And1(value: number): number {
  return value > 0 && value < 1 ? value : ((Math.abs(Math.round(value * 1000)) % 999) + 1) / 1000;
}

/** Each entry of the diagonal larger than all others of its row together: such a matrix has an inverse. */
function withLargeDiagonal(rows: number[][], positive: boolean): number[][] {
  return rows.map((row, i) => {
    const others = total(row.map((value, j) => (i === j ? 0 : Math.abs(value))));
    const size = Math.abs(row[i]) > others ? Math.abs(row[i]) : others + (Math.abs(row[i]) || 1);
    const sign = row[i] < 0 && !positive ? -1 : 1;
    return row.map((value, j) => (i === j ? sign * thousandths(size) : value));
  });
}

function summingTo1(rows: number[][], positive: boolean, units: number): number[][] {
  const list = rows.flat();
  const fits = Math.abs(total(list) - 1) < 1e-9 && (!positive || list.every((value) => value > 0));
  const first = list.slice(0, -1);
  const sum = total(list);
  const parts = positive
    ? first.map((value) => 1 + Math.floor(((units - list.length) * value) / sum))
    : first.map((value) => Math.round(value * units));
  const shares = fits ? list : [...parts, units - total(parts)].map((part) => part / units);
  return asRows(shares, rows);
}
