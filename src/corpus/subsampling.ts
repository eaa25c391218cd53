import { uniform, type Random } from "../random/random";
import type { Sentences, Vocabulary } from "./vocabulary";

/** How many passes through the corpus are made, each with its own random draws (as in the assignment). */
const subsamplingPasses = 30;

/**
 * The probability of leaving out each word, shape (n):
 *
 *     P(w) = max(0, 1 − √(t · total / count_w))
 *
 * This is the assignment's formula; word2vec.c's is `keepProbabilities`.
 *
 * @param threshold t, a share of all tokens; occurrences of a word are left out if it is more frequent than that
 */
export function rejectProbabilities(vocabulary: Vocabulary, threshold: number): Float64Array {
  const t = threshold * vocabulary.total;
  return Float64Array.from(vocabulary.counts, (count) => Math.max(0, 1 - Math.sqrt(t / count)));
}

/**
 * The probability of keeping each word, shape (n), as in word2vec.c:
 *
 *     P(keep w) = (√(f_w / t) + 1) t / f_w,  at most 1
 *
 * where f_w is the share of word w in the text.
 *
 * @param counts    occurrences, shape (n)
 * @param threshold t
 */
export function keepProbabilities(counts: Float64Array, threshold: number): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => {
    const share = count / total / threshold;
    return Math.min(1, (Math.sqrt(share) + 1) / share);
  });
}

/**
 * Passes through the sentences `passes` times, leaves words out at random, and keeps sentences that still have at least
 * two words. A word that is never left out takes no draw.
 *
 * @param reject probability of leaving out each word id, shape (n)
 */
export function subsample(
  sentences: Sentences,
  reject: Float64Array,
  random: Random,
  passes: number = subsamplingPasses,
): Sentences {
  let ids = new Int32Array(1 << 16);
  const starts = [0];
  let end = 0;
  for (let pass = 0; pass < passes; pass++) {
    for (let s = 0; s + 1 < sentences.starts.length; s++) {
      const start = starts[starts.length - 1];
      end = start;
      for (let i = sentences.starts[s]; i < sentences.starts[s + 1]; i++) {
        const word = sentences.ids[i];
        if (reject[word] > 0 && uniform(random) < reject[word]) continue;
        if (end === ids.length) ids = enlarge(ids);
        ids[end++] = word;
      }
      if (end - start > 1) starts.push(end);
    }
  }
  const kept = starts[starts.length - 1];
  return { ids: ids.slice(0, kept), starts: Int32Array.from(starts) };
}

function enlarge(ids: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * ids.length);
  larger.set(ids);
  return larger;
}
