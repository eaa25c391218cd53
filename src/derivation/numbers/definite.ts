const units = 1000;

/** Whether a small matrix of thousandths is symmetric and positive semidefinite: no principal minor is negative. */
export function isSemidefinite(rows: readonly (readonly number[])[]): boolean {
  const whole = rows.map((row) => row.map((value) => Math.round(value * units)));
  if (rows.some((row, i) => row.some((value, j) => value !== rows[j][i] || whole[i][j] / units !== value)))
    return false;
  const exact = whole.map((row) => row.map(BigInt));
  for (let subset = 1; subset < 2 ** rows.length; subset++) {
    const kept = exact.flatMap((row, i) =>
      subset & (2 ** i) ? [row.filter((_, j) => subset & (2 ** j))] : [],
    );
    if (determinant(kept) < 0n) return false;
  }
  return true;
}

/** By elimination without fractions (Bareiss): each division is exact. */
function determinant(of: bigint[][]): bigint {
  const rows = of.map((row) => [...row]);
  let [before, sign] = [1n, 1n];
  for (let k = 0; k < rows.length - 1; k++) {
    const pivot = rows.findIndex((row, i) => i >= k && row[k] !== 0n);
    if (pivot < 0) return 0n;
    if (pivot > k) [rows[k], rows[pivot], sign] = [rows[pivot], rows[k], -sign];
    for (let i = k + 1; i < rows.length; i++)
      for (let j = k + 1; j < rows.length; j++)
        rows[i][j] = (rows[i][j] * rows[k][k] - rows[i][k] * rows[k][j]) / before;
    before = rows[k][k];
  }
  return sign * (rows.at(-1)?.at(-1) ?? 1n);
}

/** G Gᵀ of the tenths of some entries, which is positive semidefinite and in hundredths. */
export function gramMatrix(rows: readonly (readonly number[])[]): number[][] {
  const tenths = rows.map((row) => row.map((value) => Math.round(value * 10)));
  return tenths.map((row) =>
    tenths.map((other) => row.reduce((sum, value, k) => sum + value * other[k], 0) / 100),
  );
}
