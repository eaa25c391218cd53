import type { Corpus } from "../corpus/corpus";
import { rejectProbabilities, subsample } from "../corpus/subsampling";
import { encode, type Vocabulary } from "../corpus/vocabulary";
import { windowSampler, type Window } from "../corpus/windows";
import { MersenneTwister } from "../random/mersenne-twister";
import { below, uniform, type Random } from "../random/random";
import { negativeSampler, unigramTable } from "../random/unigram-table";
import { Xoshiro128 } from "../random/xoshiro";
import type { Settings } from "../settings/table";
import type { Matrix } from "./matrix";
import { NegativeSamplingStep } from "./negative-sampling-step";
import { SoftmaxStep } from "./softmax-step";
import type { TrainingStep } from "./training-step";

/* What a run is made of, as its settings say. */

/** The source of all that is drawn, but for the initial vectors of a reference run. */
export function randomOf(settings: Settings): Random {
  return settings.reference ? MersenneTwister.asPython(settings.pythonSeed) : new Xoshiro128(settings.seed);
}

/** Makes V uniform in ±1/(2d); U stays zero. */
export function initialise(V: Matrix, settings: Settings, random: Random): void {
  const source = settings.reference ? MersenneTwister.asNumpy(settings.numpySeed) : random;
  for (let i = 0; i < V.data.length; i++) V.data[i] = (uniform(source) - 0.5) / V.cols;
}

/** Steps with the loss of the settings, from vectors of zero; negatives are drawn from the run's source. */
export function stepOf(settings: Settings, vocabulary: Vocabulary, random: Random): TrainingStep {
  const { dimensions: d, batch, window, negatives } = settings;
  const n = vocabulary.words.length;
  if (settings.loss === "naive-softmax") return new SoftmaxStep(n, d, batch, window);
  const table = unigramTable(vocabulary.counts, settings.power);
  return new NegativeSamplingStep(n, d, batch, window, negatives, negativeSampler(table, random));
}

/** Draws a radius, then a window. Subsamples after the first radius was drawn, as the assignment does. */
export function windowsOf(
  settings: Settings,
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
