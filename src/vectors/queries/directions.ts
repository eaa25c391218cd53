import { clamped } from "../neighbours";
import { unitVector } from "../cosine";

type Vector = ArrayLike<number>;

/**
 * Where words point together: the sum of their vectors of length 1, each with its weight, brought to length 1.
 *
 *     unit(Σ_i weight_i · x_i / ‖x_i‖)
 *
 * gensim's `most_similar` asks for the words nearest to it.
 *
 * @param vectors shape (k, d)
 * @param weights shape (k); negative ones point away
 * @throws RangeError if the sum is zero, which has no direction
 */
export function weighedDirection(vectors: readonly Vector[], weights: readonly number[]): Float64Array {
  if (vectors.length === 0 || weights.length !== vectors.length)
    throw new RangeError(
      `weighedDirection requires a weight for each of at least one vector, got ${weights.length} for ${vectors.length}`,
    );
  const sum = new Float64Array(vectors[0].length);
  vectors.forEach((vector, k) => {
    const unit = unitVector(vector);
    for (let i = 0; i < sum.length; i++) sum[i] += weights[k] * unit[i];
  });
  if (sum.every((value) => Math.abs(value) < 1e-12))
    throw new RangeError("weighedDirection requires words that point somewhere together, got a sum of zeros");
  return Float64Array.from(unitVector(sum));
}

/** Cosine of the angle between two vectors, -1 to 1; 0 where one of them is zero. */
export function cosineOf(a: Vector, b: Vector): number {
  const [u, v] = [unitVector(a), unitVector(b)];
  let sum = 0;
  for (let i = 0; i < u.length; i++) sum += u[i] * v[i];
  return clamped(sum);
}

/** A word, and its cosine with what it was compared with. */
export interface Similar {
  readonly word: string;
  readonly cosine: number;
}

/**
 * Words by their cosine with the mean direction of them all, nearest first; of equal ones the later in the alphabet
 * first. gensim's `rank_by_centrality`, whose last word is that of `doesnt_match`.
 *
 * @param vectors none of which is zero, shape (k, d)
 */
export function rankByCentrality(words: readonly string[], vectors: readonly Vector[]): Similar[] {
  const mean = weighedDirection(
    vectors,
    vectors.map(() => 1),
  );
  const found = words.map((word, k) => ({ word, cosine: cosineOf(vectors[k], mean) }));
  return found.sort((a, b) => b.cosine - a.cosine || (a.word < b.word ? 1 : -1));
}
