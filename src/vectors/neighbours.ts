import { row, type Matrix } from "../model/matrix";
import { unitRows, unitVector } from "./cosine";

/** A word and the cosine of its angle with what was asked for. */
export interface Neighbour {
  id: number;
  cosine: number;
}

/** Nearest words by cosine. The vectors are normalised once, into a copy. */
export class Neighbours {
  private readonly unit: Matrix;

  /** @param vectors shape (n, d); later changes of them are not seen */
  constructor(vectors: Matrix) {
    this.unit = unitRows(vectors);
  }

  /**
   * The k words nearest to a vector, nearest first; among equals the smaller id, the earlier word, first.
   * Words without a direction (rows of zeros) are nobody's neighbours. Costs O(n·d).
   *
   * @param query  shape (d), not zero
   * @param except ids left out
   */
  nearestTo(query: ArrayLike<number>, k: number, except: readonly number[] = []): Neighbour[] {
    const { rows, cols, data } = this.unit;
    if (query.length !== cols)
      throw new RangeError(`nearestTo requires ${cols} numbers, got ${query.length}`);
    if (!(Number.isInteger(k) && k >= 1)) throw new RangeError(`nearestTo requires k of 1 or more, got ${k}`);
    const q = unitVector(query);
    if (q.every((value) => value === 0)) throw new RangeError("nearestTo requires a vector that is not zero");
    const best: Neighbour[] = [];
    for (let w = 0, at = 0; w < rows; w++, at += cols) {
      let sum = 0;
      for (let i = 0; i < cols; i++) sum += data[at + i] * q[i];
      if (best.length === k && sum <= best[k - 1].cosine) continue;
      if (except.includes(w) || isZero(data, at, cols)) continue;
      insert(best, { id: w, cosine: Math.min(1, Math.max(-1, sum)) }, k);
    }
    return best;
  }

  /** The k words nearest to a word, itself left out. @param id a row that is not zero */
  nearestToWord(id: number, k: number): Neighbour[] {
    return this.nearestTo(row(this.unit, id), k, [id]);
  }

  /**
   * Words x for which "a is to b as c is to x": those nearest to b − a + c, of unit vectors, the three
   * left out (Mikolov et al., 2013, "Linguistic Regularities in Continuous Space Word Representations").
   */
  analogy(a: number, b: number, c: number, k: number): Neighbour[] {
    const [from, to, start] = [a, b, c].map((id) => row(this.unit, id));
    const target = to.map((value, i) => value - from[i] + start[i]);
    return this.nearestTo(target, k, [a, b, c]);
  }
}

function isZero(data: Float64Array, at: number, cols: number): boolean {
  for (let i = 0; i < cols; i++) if (data[at + i] !== 0) return false;
  return true;
}

/** Puts a neighbour into its place of a list in falling order, of at most k. */
function insert(best: Neighbour[], found: Neighbour, k: number): void {
  let place = best.length;
  while (place > 0 && best[place - 1].cosine < found.cosine) place--;
  best.splice(place, 0, found);
  if (best.length > k) best.pop();
}
