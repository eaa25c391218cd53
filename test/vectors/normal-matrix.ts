import { zeros, type Matrix } from "../../dist/model/matrix";
import { standardNormal } from "../../dist/random/normal";
import { Xoshiro128 } from "../../dist/random/xoshiro";

/** A function that makes matrices of independent standard normal numbers. */
export function normalSampler(seed: number): (rows: number, cols: number) => Matrix {
  const normal = standardNormal(new Xoshiro128(seed));
  return (rows, cols) => {
    const matrix = zeros(rows, cols);
    return { ...matrix, data: matrix.data.map(normal) };
  };
}
