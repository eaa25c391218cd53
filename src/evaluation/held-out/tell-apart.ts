import { fromRows } from "../../model/matrix";
import type { Random } from "../../random/random";
import type { Interval } from "../interval";
import type { Model } from "../kinds/compare-kinds";
import { centred, pairCosines, type TwoWords } from "../kinds/nearness";
import { holm, signFlipTest } from "../kinds/permutation";
import { sentencesWithBoth } from "../kinds/sentences-with-both";
import { rocAuc } from "./auc";
import { groupBootstrap } from "./group-bootstrap";
import { connectedGroups, groupFolds } from "./group-folds";
import { heldOutScores } from "./held-out-scores";
import { pairFeatures } from "./pair-features";

/** How well something tells antonyms from synonyms. */
export interface Telling {
  readonly model: string;
  /** what it goes by */
  readonly by: "frequencies" | "sentences with both" | "cosine" | "classifier";
  /** how often it scores an antonym above a synonym; ½ at chance, below if synonyms have the higher score */
  readonly auc: Interval;
  /** of the permutation test that antonyms and synonyms are scored alike, after Holm's correction for all of one call */
  readonly p: number;
}

const folds = 5;

/**
 * Asks whether antonyms can be told from synonyms of equal part of speech and frequency, by four scores:
 *
 * - frequencies: a classifier that knows the two words' counts alone. It should be at chance, or matching has failed.
 * - sentences with both: no vectors, only where the words stand in the text.
 * - cosine: how near the two vectors are.
 * - classifier: logistic regression on |u − v| and u·v, for each run; the AUC is the mean over runs.
 *
 * Classifiers score pairs that they were not fitted on, and no word is in a pair that is fitted on and in one that is scored. An
 * antonym and the synonym it is matched with are in one fold, so that every fold has as many of either, and exchanging their labels
 * changes no model that scores them. The intervals are of the pairs: groups that share words are drawn with replacement, without
 * fitting again, so those of a classifier are somewhat too narrow; p is what counts.
 */
export function tellApart(models: readonly Model[], random: Random): Telling[] {
  const found = models.flatMap((model) => tellByScores(model, random));
  const corrected = holm(found.map(({ p }) => p));
  return found.map((one, i) => ({ ...one, p: corrected[i] }));
}

function tellByScores(model: Model, random: Random): Telling[] {
  const matches = model.pairs.besideSynonyms;
  const pairs = [0, 1].flatMap((side) => matches.map((match): TwoWords => match[side].words));
  const isAntonym = pairs.map((_, i) => i < matches.length);
  const groups = connectedGroups(pairs.map((two, i) => [...two, `match ${i % matches.length}`]));
  const fold = groupFolds(groups, folds, random);
  const meanAuc = (lists: number[][], of: readonly number[]): number => {
    const labels = of.map((i) => isAntonym[i]);
    return mean(lists.map((list) => rocAuc(of.map((i) => list[i]), labels))); // prettier-ignore
  };
  return Object.entries(scorePairs(model, pairs, isAntonym, fold)).map(([by, lists]) => {
    const differences = matches.map((_, i) => mean(lists.map((list) => list[i] - list[matches.length + i])));
    return {
      model: model.name,
      by: by as Telling["by"],
      auc: groupBootstrap(groups, (of) => meanAuc(lists, of), random, 500),
      p: signFlipTest(differences, random),
    };
  });
}

/** The scores of all pairs by what they go by: one list, or one for each run. */
function scorePairs(
  { runs, pairs: { counts, words }, sentences }: Model,
  pairs: readonly TwoWords[],
  isAntonym: readonly boolean[],
  fold: readonly number[],
): Record<Telling["by"], number[][]> {
  const directions = runs.map((run) => centred(run, words));
  const logCounts = fromRows(
    pairs.map((two) => two.map((word) => Math.log2(counts.get(word) ?? 1)).sort((a, b) => a - b)),
  );
  return {
    frequencies: [heldOutScores(logCounts, isAntonym, fold)],
    "sentences with both": [sentencesWithBoth(sentences, pairs)],
    cosine: directions.map((run) => pairCosines(run, pairs)),
    classifier: directions.map((run) => heldOutScores(pairFeatures(run, pairs), isAntonym, fold)),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
