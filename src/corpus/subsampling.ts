import { uniform, type Random } from "../random/random";
import type { Sentences, Vocabulary } from "./vocabulary";

/** How often the corpus is gone through, each time with other words left out (as in the assignment). */
export const subsamplingPasses = 30;

/**
 * The probability of leaving out each word, shape (n):
 *
 *     P(w) = max(0, 1 − √(t · total / count_w))
 *
 * This is the assignment's formula; word2vec.c's differs.
 *
 * @param threshold t, a share of all tokens; a word is thinned out if it is more frequent than that
 */
export function rejectProbabilities(vocabulary: Vocabulary, threshold: number): Float64Array {
  const t = threshold * vocabulary.total;
  return Float64Array.from(vocabulary.counts, (count) => Math.max(0, 1 - Math.sqrt(t / count)));
}

/**
 * Goes through the sentences `passes` times, leaves words out at random, and keeps what still has two
 * words or more. A word that is never left out takes no draw.
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
        if (end === ids.length) ids = grown(ids);
        ids[end++] = word;
      }
      if (end - start > 1) starts.push(end);
    }
  }
  const kept = starts[starts.length - 1];
  return { ids: ids.slice(0, kept), starts: Int32Array.from(starts) };
}

function grown(ids: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * ids.length);
  larger.set(ids);
  return larger;
}
