import { fromRows, type Matrix } from "../../model/matrix";
import type { Random } from "../../random/random";
import { Xoshiro128 } from "../../random/xoshiro";
import type { Interval } from "../interval";
import type { Model } from "../kinds/compare-kinds";
import { centred, pairCosines, type TwoWords } from "../kinds/nearness";
import { holm, signFlipTest } from "../kinds/permutation";
import { sentencesWithBoth } from "../kinds/sentences-with-both";
import { rocAuc } from "./auc";
import { groupBootstrap } from "./group-bootstrap";
import { connectedGroups, groupFolds } from "./group-folds";
import { heldOutKernel, heldOutScores } from "./held-out-kernel";
import { pairFeatures } from "./pair-features";
import { relabellingTest } from "./relabelling-test";

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

/** Other folds give other scores; a classifier's AUC is the mean over so many ways to part the pairs. */
const partitions = 4;

/**
 * Asks whether antonyms can be told from synonyms of equal part of speech and frequency, by four scores:
 *
 * - frequencies: a classifier that knows the two words' counts alone. It should be at chance, or matching has failed.
 * - sentences with both: no vectors, only where the words stand in the text.
 * - cosine: how near the two vectors are.
 * - classifier: ridge regression on |u − v| and u·v, for each run; the AUC is the mean over runs.
 *
 * Classifiers score pairs that they were not fitted on, and no word is in a pair that is fitted on and in one that is scored. An
 * antonym and the synonym it is matched with are in one fold, so that every fold has as many of either. The intervals are of the
 * pairs: groups that share words are drawn with replacement, without fitting again, so those of a classifier are somewhat too
 * narrow; its p fits again.
 *
 * @param seed of the folds and of what is drawn, the same for each model: what is found of one does not depend on the others
 */
export function tellApart(models: readonly Model[], seed: number): Telling[] {
  const found = models.flatMap((model) => tellByScores(model, new Xoshiro128(seed)));
  const corrected = holm(found.map(({ p }) => p));
  return found.map((one, i) => ({ ...one, p: corrected[i] }));
}

function tellByScores(model: Model, random: Random): Telling[] {
  const matches = model.pairs.besideSynonyms;
  const pairs = [0, 1].flatMap((side) => matches.map((match): TwoWords => match[side].words));
  const isAntonym = pairs.map((_, i) => i < matches.length);
  const groups = connectedGroups(pairs.map((two, i) => [...two, `match ${i % matches.length}`]));
  const parted = Array.from({ length: partitions }, () => groupFolds(groups, folds, random));
  const meanAuc = (lists: number[][], of: readonly number[]): number => {
    const labels = of.map((i) => isAntonym[i]);
    return mean(lists.map((list) => rocAuc(of.map((i) => list[i]), labels))); // prettier-ignore
  };
  const scored = (by: Telling["by"], lists: number[][], p: number): Telling => {
    return { model: model.name, by, auc: groupBootstrap(groups, (of) => meanAuc(lists, of), random, 500), p };
  };
  const byClassifier = (by: Telling["by"], features: readonly Matrix[]): Telling => {
    const kernels = features.flatMap((X) => parted.map((fold) => heldOutKernel(X, fold)));
    const scores = kernels.map((kernel) => heldOutScores(kernel, isAntonym));
    return scored(by, scores, relabellingTest(meanOf(kernels), random));
  };
  const byScore = (by: Telling["by"], lists: number[][]): Telling => {
    const differences = matches.map((_, i) => mean(lists.map((list) => list[i] - list[matches.length + i])));
    return scored(by, lists, signFlipTest(differences, random));
  };
  const directions = model.runs.map((run) => centred(run, model.pairs.words));
  return [
    byClassifier("frequencies", [logCounts(model.pairs.counts, pairs)]),
    byScore("sentences with both", [sentencesWithBoth(model.sentences, pairs)]),
    byScore("cosine", directions.map((run) => pairCosines(run, pairs))), // prettier-ignore
    byClassifier("classifier", directions.map((run) => pairFeatures(run, pairs))), // prettier-ignore
  ];
}

/** Base-2 logarithms of the counts of each pair's words, the rarer first, shape (pairs, 2). */
function logCounts(counts: ReadonlyMap<string, number>, pairs: readonly TwoWords[]): Matrix {
  return fromRows(
    pairs.map((two) => two.map((word) => Math.log2(counts.get(word) ?? 1)).sort((a, b) => a - b)),
  );
}

function meanOf(matrices: readonly Matrix[]): Matrix {
  const [{ rows, cols }] = matrices;
  const data = new Float64Array(rows * cols);
  for (const matrix of matrices) matrix.data.forEach((value, i) => (data[i] += value / matrices.length));
  return { rows, cols, data };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
