/** The array that holds the inverse of a matrix variable: its entries are tied to the variable's by A A⁻¹ = I. */
export const inverseName = (matrix: string): string => `${matrix}^{-1}`;

/** The number that is the determinant of a matrix variable. */
export const determinantName = (matrix: string): string => `det ${matrix}`;
