import { row, zeros, type Matrix } from "../../model/matrix";
import type { NamedVectors } from "../../model/word-vectors";
import { cosine, unitRows } from "../../vectors/cosine";

/** Words with directions that can be compared, from `centred`. */
export interface CentredWords {
  /** the row of each word */
  readonly ids: ReadonlyMap<string, number>;
  /** shape (n, d), each row of length 1, or zeros where a vector was the mean itself */
  readonly unit: Matrix;
}

/** Two words. */
export type TwoWords = readonly [string, string];

/**
 * The directions of some words' vectors, seen from their mean: (v − v̄) / ‖v − v̄‖. What all words share, such as a
 * direction that training moves everything along, would make all cosines large (J. Mu and P. Viswanath, "All-but-the-Top",
 * 2018).
 *
 * @param kept the words that count, all of which have vectors
 */
export function centred({ words, vectors }: NamedVectors, kept: readonly string[]): CentredWords {
  const rowOf = new Map(words.map((word, id) => [word, id]));
  const rows = kept.map((word) => requireId(rowOf, word, "centred"));
  const moved = zeros(kept.length, vectors.cols);
  const mean = new Float64Array(vectors.cols);
  rows.forEach((id, r) => {
    const into = row(moved, r);
    for (let i = 0; i < vectors.cols; i++) {
      into[i] = vectors.data[id * vectors.cols + i];
      mean[i] += into[i] / kept.length;
    }
  });
  moved.data.forEach((value, i) => (moved.data[i] = value - mean[i % vectors.cols]));
  return { ids: new Map(kept.map((word, r) => [word, r])), unit: unitRows(moved) };
}

/** The cosine of each of some pairs, shape (k). */
export function pairCosines({ ids, unit }: CentredWords, pairs: readonly TwoWords[]): number[] {
  return pairs.map(([a, b]) =>
    cosine(unit, requireId(ids, a, "pairCosines"), requireId(ids, b, "pairCosines")),
  );
}

/**
 * The place of each pair's second word among the neighbours of the first: 1 for the nearest of all words, n − 1 for the
 * farthest. Words as near as it count half. At chance the mean is n / 2. Costs O(n·d) a pair.
 */
export function neighbourRanks(of: CentredWords, pairs: readonly TwoWords[]): number[] {
  const { ids, unit } = of;
  const cosines = new Float64Array(unit.rows);
  return pairs.map(([a, b]) => {
    const [from, to] = [requireId(ids, a, "neighbourRanks"), requireId(ids, b, "neighbourRanks")];
    productsWith(unit, from, cosines);
    let rank = 1;
    cosines.forEach((other, w) => {
      if (w !== from && w !== to) rank += other > cosines[to] ? 1 : other === cosines[to] ? 0.5 : 0;
    });
    return rank;
  });
}

/** The product of one row with every row, into an array of shape (n). */
function productsWith({ rows, cols, data }: Matrix, from: number, into: Float64Array): void {
  for (let w = 0, at = 0; w < rows; w++) {
    let sum = 0;
    for (let i = from * cols; i < (from + 1) * cols; i++) sum += data[i] * data[at++];
    into[w] = sum;
  }
}

function requireId(ids: ReadonlyMap<string, number>, word: string, name: string): number {
  const id = ids.get(word);
  if (id === undefined)
    throw new RangeError(`${name} requires words that have vectors, got ${JSON.stringify(word)}`);
  return id;
}

/** The middle value; of an even number of values, the mean of the middle two. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("median requires at least one value, got none");
  const order = [...values].sort((a, b) => a - b);
  const middle = order.length >> 1;
  return order.length % 2 === 1 ? order[middle] : (order[middle - 1] + order[middle]) / 2;
}
