import type { NamedVectors } from "../../model/word-vectors";
import type { Random } from "../../random/random";
import { Xoshiro128 } from "../../random/xoshiro";
import { interval, type Interval } from "../interval";
import type { KindsOfPairs } from "./kinds-of-pairs";
import type { Match } from "./match-pairs";
import { centred, median, neighbourRanks, pairCosines, type CentredWords, type TwoWords } from "./nearness";
import { holm, signFlipTest } from "./permutation";

/** Runs of one setting on one text, a run for each seed, at least two. */
export interface Model {
  readonly name: string;
  readonly runs: readonly NamedVectors[];
  readonly pairs: KindsOfPairs;
  /** of the text that the runs were trained on */
  readonly sentences: readonly (readonly string[])[];
}

/** How near the pairs of a kind are, beside the pairs they are matched with. */
export interface Nearness {
  readonly model: string;
  /** a kind, beside random pairs; or antonyms beside synonyms */
  readonly kind: string;
  /** how many matches */
  readonly matches: number;
  /** mean cosine of the pairs, centred, over all runs */
  readonly cosine: number;
  /** mean cosine less that of the partners: mean and interval over runs */
  readonly difference: Interval;
  /** of the permutation test that the difference is 0, after Holm's correction for all tests of one call */
  readonly p: number;
  /** the median place of a word among its partner's neighbours, in percent of all words; 50 at chance; of the first run */
  readonly place: number;
  readonly partnersPlace: number;
}

/** What antonyms beside synonyms are called among the kinds. */
export const contrast = "antonyms beside synonyms";

/**
 * Compares, for every model, the pairs of each kind with random pairs, and antonyms with synonyms.
 *
 * There are two sources of chance. Runs differ in their seeds: the interval is over runs. And other pairs would have been other
 * words: the permutation test exchanges the labels within each match, of cosines that are means over runs.
 *
 * @param seed of the exchanged labels, the same for each comparison
 */
export function compareKinds(models: readonly Model[], seed: number): Nearness[] {
  const found = models.flatMap(({ name, runs, pairs }) => {
    const all = runs.map((run) => centred(run, pairs.words));
    const kinds = { ...pairs.besideRandom, [contrast]: pairs.besideSynonyms };
    return Object.entries(kinds)
      .filter(([, matches]) => matches.length > 0)
      .map(([kind, matches]) => ({
        model: name,
        kind,
        ...compareMatches(all, matches, new Xoshiro128(seed)),
      }));
  });
  const corrected = holm(found.map(({ p }) => p));
  return found.map((one, i) => ({ ...one, p: corrected[i] }));
}

function compareMatches(
  runs: readonly CentredWords[],
  matches: readonly Match[],
  random: Random,
): Omit<Nearness, "model" | "kind"> {
  const [own, partners] = [0, 1].map((side) => matches.map((match): TwoWords => match[side].words));
  const cosines = runs.map((run) => ({ own: pairCosines(run, own), partners: pairCosines(run, partners) }));
  const differences = cosines.map((one) => one.own.map((cosine, i) => cosine - one.partners[i]));
  const overRuns = matches.map((_, i) => mean(differences.map((values) => values[i])));
  const place = (pairs: readonly TwoWords[]): number =>
    (100 * median(neighbourRanks(runs[0], pairs))) / (runs[0].unit.rows - 1);
  return {
    matches: matches.length,
    cosine: mean(cosines.map((one) => mean(one.own))),
    difference: interval(differences.map(mean)),
    p: signFlipTest(overRuns, random),
    place: place(own),
    partnersPlace: place(partners),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
