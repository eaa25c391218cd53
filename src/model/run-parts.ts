import type { Corpus } from "../corpus/corpus";
import { rejectProbabilities, subsample } from "../corpus/subsampling";
import { encode, type Vocabulary } from "../corpus/vocabulary";
import { windowSampler, type Window } from "../corpus/windows";
import { MersenneTwister } from "../random/mersenne-twister";
import { below, uniform, type Random } from "../random/random";
import { negativeSampler, unigramTable } from "../random/unigram-table";
import { Xoshiro128 } from "../random/xoshiro";
import type { Settings } from "../settings/table";
import { zeros, type Matrix } from "./matrix";
import { naiveSoftmaxLoss, negativeSamplingLoss, type Parameters, type WindowLoss } from "./skip-gram";

/* What a run is made of, as its settings say. */

/** The source of all that is drawn, but for the initial vectors of a reference run. */
export function randomOf(settings: Settings): Random {
  return settings.reference ? MersenneTwister.asPython(settings.pythonSeed) : new Xoshiro128(settings.seed);
}

/** V uniform in ±1/(2d), U zero, both of shape (n, d). */
export function initialParameters(settings: Settings, n: number, random: Random): Parameters {
  const source = settings.reference ? MersenneTwister.asNumpy(settings.numpySeed) : random;
  const d = settings.dimensions;
  const V: Matrix = zeros(n, d);
  for (let i = 0; i < n * d; i++) V.data[i] = (uniform(source) - 0.5) / d;
  return { V, U: zeros(n, d) };
}

/** The loss of a window, which draws its negatives from the run's source. */
export function lossOf(settings: Settings, vocabulary: Vocabulary, random: Random): WindowLoss {
  if (settings.loss === "naive-softmax") return naiveSoftmaxLoss;
  const table = unigramTable(vocabulary.counts, settings.power);
  return negativeSamplingLoss(settings.negatives, negativeSampler(table, random));
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
