import type { Corpus } from "../../corpus/corpus";
import { rejectProbabilities, subsample } from "../../corpus/subsampling";
import { encode, type Vocabulary } from "../../corpus/vocabulary";
import { windowSampler, type Window } from "../../corpus/windows";
import { MersenneTwister } from "../../random/mersenne-twister";
import { below, uniform, type Random } from "../../random/random";
import { negativeSampler, unigramTable } from "../../random/unigram-table";
import { Xoshiro128 } from "../../random/xoshiro";
import type { AssignmentSettings } from "../../settings/table";
import type { Matrix } from "../../model/matrix";
import { largestScore } from "../divergence";
import { NegativeSamplingStep } from "./negative-sampling-step";
import { SoftmaxStep } from "./softmax-step";
import type { TrainingStep } from "./training-step";

/* The parts of a run, as its settings ask for them. */

/** The source of every draw, except for the initial vectors of a reference run. */
export function createRandom(settings: AssignmentSettings): Random {
  return settings.reference ? MersenneTwister.asPython(settings.pythonSeed) : new Xoshiro128(settings.seed);
}

/** Draws V uniformly in ±1/(2d); U stays zero. */
export function initialise(V: Matrix, settings: AssignmentSettings, random: Random): void {
  const source = settings.reference ? MersenneTwister.asNumpy(settings.numpySeed) : random;
  for (let i = 0; i < V.data.length; i++) V.data[i] = (uniform(source) - 0.5) / V.cols;
}

/** The training step of the loss that the settings name, from vectors of zero. It draws negatives from `random`. */
export function createStep(
  settings: AssignmentSettings,
  vocabulary: Vocabulary,
  random: Random,
): TrainingStep {
  const { dimensions: d, batch, window, negatives } = settings;
  const vocabularySize = vocabulary.words.length;
  if (settings.loss === "naive-softmax") return new SoftmaxStep(vocabularySize, d, batch, window);
  const table = unigramTable(vocabulary.counts, settings.power);
  return new NegativeSamplingStep(
    vocabularySize,
    d,
    batch,
    window,
    negatives,
    negativeSampler(table, random),
    mostScore(settings),
  );
}

/** Longest move of a centre vector by one pair, in outside vectors, for which scores are left alone. */
const steadyMove = 8;

/**
 * The score from which on a pair moves nothing. Up to a step size of 10 with 10 negatives in batches of 50, training
 * settles by itself, and to leave scores beyond 6 out would keep it from learning: on the treebank the loss is then 10.2
 * in place of 7.4. With a step size of 1 and 1,000 negatives, vectors grow to 1e128 without the bound.
 */
function mostScore({ reference, stepSize, negatives, batch }: AssignmentSettings): number {
  return reference || (stepSize * (1 + negatives)) / batch <= steadyMove ? Infinity : largestScore;
}

/**
 * Returns a function that draws a radius, 1 to `window`, and fills a window of it. It
 * subsamples the corpus after the first of these draws, as the assignment does.
 */
export function createWindowSource(
  settings: AssignmentSettings,
  corpus: Corpus,
  vocabulary: Vocabulary,
  random: Random,
): (into: Window) => void {
  let sample: ReturnType<typeof windowSampler> | undefined;
  return (into) => {
    const radius = 1 + below(random, settings.window);
    if (!sample) {
      const reject = rejectProbabilities(vocabulary, settings.subsample);
      sample = windowSampler(subsample(encode(corpus.sentences, vocabulary), reject, random), random);
    }
    sample(radius, into);
  };
}
