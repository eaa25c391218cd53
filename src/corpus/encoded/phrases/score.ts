/** How two words that stand together are scored. */
export type PhraseScorer = "original" | "npmi" | "word2phrase";

/** What a pass joins. */
export interface PhraseChoice {
  readonly scorer: PhraseScorer;
  /** least occurrences of a phrase, and what the scores subtract from them, as a discount for rare ones */
  readonly minimumCount: number;
  /** a pair is joined if its score is above this */
  readonly threshold: number;
}

/** How often the words of a pair occur, and the pair; what all pairs are compared with. */
export interface PairFigures {
  readonly a: number;
  readonly b: number;
  readonly ab: number;
  /** different words and pairs */
  readonly different: number;
  /** words of the text */
  readonly tokens: number;
}

/**
 * The score of a pair of words, as gensim's `Phrases` and `word2phrase` compute it:
 *
 *     original      (count(ab) − minimumCount) / (count(a) count(b)) · different words and pairs     gensim's default
 *     word2phrase   (count(ab) − minimumCount) / (count(a) count(b)) · words of the text
 *     npmi          ln(p(ab) / (p(a) p(b))) / −ln p(ab), from −1 to 1, where p is a share of all words
 *
 * T. Mikolov et al., "Distributed Representations of Words and Phrases and their Compositionality", 2013, equation 6;
 * G. Bouma, "Normalized (Pointwise) Mutual Information in Collocation Extraction", 2009.
 *
 * @returns -Infinity for a pair that has no score
 */
export function phraseScore({ scorer, minimumCount }: PhraseChoice, figures: PairFigures): number {
  const { a, b, ab, different, tokens } = figures;
  if (a * b === 0) return -Infinity;
  if (scorer !== "npmi") {
    return ((ab - minimumCount) / (a * b)) * (scorer === "original" ? different : tokens);
  }
  if (ab < minimumCount) return -Infinity;
  const [pa, pb, pab] = [a / tokens, b / tokens, ab / tokens];
  return Math.log(pab / (pa * pb)) / -Math.log(pab);
}

/** How often a pair has to occur at least to be joined, whatever its words: one that occurs less is not looked at. */
export function leastPhraseCount({ scorer, minimumCount }: PhraseChoice): number {
  return scorer === "npmi" ? minimumCount : minimumCount + 1;
}

/** @throws RangeError if no pair, or every pair, would be joined by a mistake in the choice */
export function requirePhraseChoice({ scorer, minimumCount, threshold }: PhraseChoice): void {
  if (!Number.isSafeInteger(minimumCount) || minimumCount < 1)
    throw new RangeError(`phrases require phraseMinimum to be a whole number from 1, got ${minimumCount}`);
  if (scorer === "npmi" && !(threshold >= -1 && threshold <= 1))
    throw new RangeError(
      `phrases scored by npmi require phraseThreshold to be from -1 to 1, got ${threshold}`,
    );
  if (scorer !== "npmi" && !(threshold > 0))
    throw new RangeError(
      `phrases scored by ${scorer} require phraseThreshold to be above 0, got ${threshold}`,
    );
}
