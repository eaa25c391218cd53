/** Cosines and sines that are decimals: 0.6² + 0.8² = 1. */
const angles: readonly (readonly [cosine: number, sine: number])[] = [
  [0.6, 0.8],
  [0.8, 0.6],
  [0.28, 0.96],
  [0.96, 0.28],
];
/** After so many angles only the first two are used, so that products of them stay decimals of a double. */
const wide = 3;
const longest = 12;

/**
 * Numbers of which the squares sum to 1, as decimals, chosen by the given ones: x_i is the product of i sines and a cosine,
 * with the signs of the given numbers. Numbers of which they do so already stay.
 *
 * @returns undefined for more numbers than decimals of a double hold
 */
export function unitVector(list: readonly number[]): number[] | undefined {
  if (isUnit(list)) return [...list];
  if (list.length > longest) return undefined;
  let rest = 1;
  return list.map((value, i) => {
    const [cosine, sine] = angleOf(value, i);
    const size = i === list.length - 1 ? rest : exact(rest * cosine);
    rest = exact(rest * sine);
    return value < 0 ? -size : size;
  });
}

/**
 * A matrix with orthonormal columns, as decimals, chosen by the given one: a product of rotations of neighbouring rows.
 * One that has them already stays.
 *
 * @returns undefined where there are more columns than rows, or more rows than decimals of a double hold
 */
export function orthonormalColumns(rows: readonly (readonly number[])[]): number[][] | undefined {
  const width = rows[0]?.length ?? 0;
  if (hasOrthonormalColumns(rows)) return rows.map((row) => [...row]);
  if (width > rows.length || rows.length > longest) return undefined;
  let found: number[][] = rows.map((row, i) => row.map((value, j) => (i === j ? (value < 0 ? -1 : 1) : 0)));
  const pairs = rows.slice(1).map((_, i) => [i, i + 1] as const);
  const planes = rows.length === 3 ? [...pairs, [0, 2] as const] : pairs;
  planes.forEach(([a, b], i) => {
    const [cosine, sine] = angleOf(rows[a][Math.min(a, width - 1)], i);
    found = found.map((row, at) =>
      at === a
        ? row.map((value, j) => exact(cosine * value - sine * found[b][j]))
        : at === b
          ? row.map((value, j) => exact(sine * found[a][j] + cosine * value))
          : row,
    );
  });
  return found;
}

/** Rows and columns exchanged. */
export function transposed(rows: readonly (readonly number[])[]): number[][] {
  return (rows[0] ?? []).map((_, j) => rows.map((row) => row[j]));
}

function angleOf(value: number, i: number): readonly [number, number] {
  return angles[Math.abs(Math.round(value * 1000)) % (i < wide ? angles.length : 2)];
}

/** A product of such decimals without the error of doubles. */
const exact = (value: number): number => Number(value.toFixed(14));

const isUnit = (list: readonly number[]): boolean => isNumber(dot(list, list), 1) && list.every(isShort);

/** Whether the columns are orthonormal to the last digit. */
function hasOrthonormalColumns(rows: readonly (readonly number[])[]): boolean {
  const columns = transposed(rows);
  return columns.every(
    (a, i) => a.every(isShort) && columns.every((b, j) => isNumber(dot(a, b), i === j ? 1 : 0)),
  );
}

/** Whether a number has at most six decimals, so that sums of squares have at most twelve. */
const isShort = (value: number): boolean => Number(value.toFixed(6)) === value;
const isNumber = (value: number, wanted: number): boolean => Math.abs(value - wanted) < 1e-13;
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i], 0);
