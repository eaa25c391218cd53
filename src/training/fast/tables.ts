import { keepProbabilities } from "../../corpus/subsampling";

/** Always kept. */
const always = 2 ** 32 - 1;

/**
 * Writes how often each word is kept (`keepProbabilities`), as a threshold for 32 random bits.
 *
 * @param counts    occurrences, shape (n)
 * @param threshold of subsampling, the setting `subsample`
 * @param into      shape (n)
 */
export function fillKeep(counts: Float64Array, threshold: number, into: Uint32Array): void {
  keepProbabilities(counts, threshold).forEach((keep, w) => {
    into[w] = Math.min(always, Math.floor(keep * 2 ** 32));
  });
}

/**
 * Walker's table: draws w in proportion to count_w^power with one look-up. Of the n equal parts of [0, 1), part i
 * belongs to word i up to a threshold, and to one other word from there.
 *
 * @param counts occurrences, shape (n)
 * @param into   (threshold in 32 bits, other word), shape (n, 2)
 */
export function fillAlias(counts: Float64Array, power: number, into: Uint32Array): void {
  const n = counts.length;
  const shares = counts.map((count) => count ** power);
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (!(total > 0 && total < Infinity))
    throw new RangeError(
      `fast training requires word weights with a positive finite sum, got ${total}; lower power`,
    );
  const small: number[] = [];
  const large: number[] = [];
  for (let w = 0; w < n; w++) {
    shares[w] *= n / total;
    (shares[w] < 1 ? small : large).push(w);
  }
  while (small.length > 0 && large.length > 0) {
    const [w, other] = [small.pop()!, large[large.length - 1]];
    into[2 * w] = Math.floor(shares[w] * 2 ** 32);
    into[2 * w + 1] = other;
    shares[other] -= 1 - shares[w];
    if (shares[other] < 1) small.push(large.pop()!);
  }
  for (const w of [...small, ...large]) {
    into[2 * w] = always;
    into[2 * w + 1] = w; // left over by rounding
  }
}
