/** A dense matrix of doubles, row-major: row w is `data[w * cols]` to `data[(w + 1) * cols - 1]`. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float64Array;
}

/** A matrix of zeros, shape (rows, cols). */
export function zeros(rows: number, cols: number): Matrix {
  return { rows, cols, data: new Float64Array(rows * cols) };
}

/**
 * A matrix from its rows, so that a small example reads as it would on paper.
 *
 * @param rows arrays of equal length, at least one
 */
export function fromRows(rows: readonly ArrayLike<number>[]): Matrix {
  if (rows.length === 0) throw new RangeError("fromRows requires at least one row, got none");
  const cols = rows[0].length;
  const matrix = zeros(rows.length, cols);
  rows.forEach((values, r) => {
    if (values.length !== cols) {
      throw new RangeError(`fromRows requires rows of ${cols} numbers, got ${values.length} in row ${r}`);
    }
    matrix.data.set(values, r * cols);
  });
  return matrix;
}

/**
 * A matrix of numbers that are drawn one after the other, row by row, shape (rows, cols).
 *
 * @param draw the next number, such as a `standardNormal`
 */
export function drawMatrix(rows: number, cols: number, draw: () => number): Matrix {
  const matrix = zeros(rows, cols);
  for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = draw();
  return matrix;
}

/** Row r as a view: writing to it writes to the matrix. */
export function row<Numbers extends Float64Array | Float32Array>(
  matrix: { readonly rows: number; readonly cols: number; readonly data: Numbers },
  r: number,
): Numbers {
  if (!Number.isInteger(r) || r < 0 || r >= matrix.rows) {
    throw new RangeError(`row requires a row of a ${matrix.rows}-row matrix, got ${r}`);
  }
  return matrix.data.subarray(r * matrix.cols, (r + 1) * matrix.cols) as Numbers;
}

/** The transpose, a copy: between the rows of the code and the columns of the derivations. */
export function transposed({ rows, cols, data }: Matrix): Matrix {
  const matrix = zeros(cols, rows);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < cols; c++) matrix.data[c * rows + r] = data[r * cols + c];
  return matrix;
}
