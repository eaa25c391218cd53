/** The two trainers: the assignment's, and the fast one for a text of any size. */
export type Trainer = "assignment" | "fast";

/** One setting of a training run, as the command line and the chapters explain it. */
export type Setting = {
  readonly meaning: string;
  /** the trainer that has it, unless both have it */
  readonly only?: Trainer;
} & (
  | {
      readonly kind: "integer" | "number";
      readonly default: number;
      /** the default of fast training, where it is another */
      readonly fastDefault?: number;
      readonly least: number;
      readonly most: number;
    }
  | { readonly kind: "choice"; readonly default: string; readonly choices: readonly string[] }
  | { readonly kind: "text"; readonly default: string }
  | { readonly kind: "switch"; readonly default: boolean }
);

/** Settings of both trainers. */
interface CommonSettings {
  corpus: string;
  dimensions: number;
  window: number;
  negatives: number;
  stepSize: number;
  subsample: number;
  power: number;
  seed: number;
}

/** Settings of a run of the assignment's trainer. */
export interface AssignmentSettings extends CommonSettings {
  trainer: "assignment";
  loss: "negative-sampling" | "naive-softmax";
  batch: number;
  iterations: number;
  annealEvery: number;
  reference: boolean;
  pythonSeed: number;
  numpySeed: number;
}

/** Settings of a fast run. */
export interface FastSettings extends CommonSettings {
  trainer: "fast";
  architecture: "skip-gram" | "cbow";
  subwords: string;
  buckets: number;
  epochs: number;
  minimumCount: number;
  maximumVocabulary: number;
  encoding: string;
  keepCase: boolean;
  stopWords: string;
  phrases: number;
  phraseScorer: "original" | "npmi" | "word2phrase";
  phraseMinimum: number;
  phraseThreshold: number;
  phraseConnectors: string;
  startFrom: string;
  workers: number;
  deterministic: boolean;
  relaxed: boolean;
}

/** The settings of a training run, told apart by their trainer. */
export type Settings = AssignmentSettings | FastSettings;

export type SettingName = keyof AssignmentSettings | keyof FastSettings;
export type SettingValue = string | number | boolean;

/** The trainer that alone has a setting, as the settings' types say. */
type OnlyTrainer<Name extends SettingName> = Name extends keyof AssignmentSettings & keyof FastSettings
  ? { readonly only?: undefined }
  : { readonly only: Name extends keyof FastSettings ? "fast" : "assignment" };

const largestSeed = 2 ** 32 - 1;

const assignment = { only: "assignment" } as const;
const fast = { only: "fast" } as const;

interface Numeric<Kind> {
  readonly kind: Kind;
  readonly meaning: string;
  readonly default: number;
  readonly least: number;
  readonly most: number;
  readonly fastDefault?: number;
}

const numeric =
  <Kind extends "integer" | "number">(kind: Kind) =>
  (meaning: string, preset: number, least: number, most: number, fastDefault?: number): Numeric<Kind> => ({
    ...{ kind, meaning, default: preset, least, most, fastDefault },
  });

const integer = numeric("integer");
const number = numeric("number");

const toggle = (meaning: string): { kind: "switch"; default: false; meaning: string } => ({
  kind: "switch",
  default: false,
  meaning,
});

/** Every setting, with its default, its range and what it means. */
export const settingTable: { readonly [Name in SettingName]: Setting & OnlyTrainer<Name> } = {
  corpus: {
    kind: "text",
    default: "default",
    meaning: "`sst`, `reviews`, `brown` or the path of a text; by default `sst`, else `reviews`",
  },
  loss: {
    ...assignment,
    kind: "choice",
    default: "negative-sampling",
    choices: ["negative-sampling", "naive-softmax"],
    meaning: "loss of a pair (centre, outside word)",
  },
  dimensions: integer("length of a vector", 10, 1, 1000, 100),
  window: integer("largest number of words on each side; each centre draws 1 to this", 5, 1, 100),
  negatives: integer("negative samples for each pair, with `fast` for each window", 10, 1, 1000, 5),
  batch: { ...assignment, ...integer("windows in a step", 50, 1, 100_000) },
  iterations: { ...assignment, ...integer("steps", 40_000, 1, 10_000_000) },
  stepSize: number("learning rate at the start", 0.3, 1e-9, 1e6, 0.025),
  annealEvery: {
    ...assignment,
    ...integer("steps between halvings of the step size", 20_000, 1, 10_000_000),
  },
  subsample: number("threshold of subsampling, a share of all words", 1e-5, 1e-12, 1, 1e-3),
  power: number("exponent of the counts in the table of negatives", 0.75, 0, 2),
  seed: integer("random seed (ignored with `reference`)", 1, 0, largestSeed),
  reference: {
    ...assignment,
    ...toggle("draw as the published program does, from CPython's and numpy's generators"),
  },
  pythonSeed: {
    ...assignment,
    ...integer("seed of CPython's generator, with `reference` only", 31415, 0, largestSeed),
  },
  numpySeed: {
    ...assignment,
    ...integer("seed of numpy's generator, with `reference` only", 9265, 0, largestSeed),
  },
  trainer: {
    kind: "choice",
    default: "assignment",
    choices: ["assignment", "fast"],
    meaning: "`assignment`, as the published program; `fast`, float32 on a text of any size, as word2vec.c",
  },
  architecture: {
    ...fast,
    kind: "choice",
    default: "skip-gram",
    choices: ["skip-gram", "cbow"],
    meaning: "what predicts a word: each word beside it, or the mean of them",
  },
  subwords: {
    ...fast,
    kind: "text",
    default: "none",
    meaning:
      "shortest and longest part of words that has a vector, in characters, as 3-6; none for words alone",
  },
  buckets: {
    ...fast,
    ...integer("vectors that the parts of words share, by their hash", 2_000_000, 1, 2 ** 26),
  },
  epochs: { ...fast, ...integer("passes through the text", 5, 1, 10_000) },
  minimumCount: {
    ...fast,
    ...integer("least occurrences of a word that gets a vector", 5, 1, 1_000_000_000),
  },
  maximumVocabulary: {
    ...fast,
    ...integer("most words that get a vector, the most frequent; 0 for no limit", 0, 0, 2 ** 24),
  },
  encoding: {
    ...fast,
    kind: "text",
    default: "utf-8",
    meaning: "of a text of your own: latin1, utf-16le or another name of the web's",
  },
  keepCase: { ...fast, ...toggle("keep capitals; else letters become lower case") },
  stopWords: {
    ...fast,
    kind: "text",
    default: "none",
    meaning: "file with words that are left out, parted by white space",
  },
  phrases: {
    ...fast,
    ...integer("passes that join words to phrases, as new_york; 0 joins none", 0, 0, 10),
  },
  phraseScorer: {
    ...fast,
    kind: "choice",
    default: "original",
    choices: ["original", "npmi", "word2phrase"],
    meaning: "how a pair is scored",
  },
  phraseMinimum: { ...fast, ...integer("least occurrences of a phrase", 5, 1, 1_000_000_000) },
  phraseThreshold: {
    ...fast,
    ...number("score above which a pair is joined; with npmi at most 1", 10, -1, 1e12),
  },
  phraseConnectors: {
    ...fast,
    kind: "text",
    default: "none",
    meaning: "file with words, such as `of`, that may stand inside a phrase, but not at its ends",
  },
  startFrom: {
    ...fast,
    kind: "text",
    default: "none",
    meaning: "file of vectors to begin with; with `outside.*` beside it, of U too",
  },
  workers: {
    ...fast,
    ...integer("threads; with more than one, two runs differ unless they are `deterministic`", 1, 1, 256),
  },
  deterministic: { ...fast, ...toggle("give the same vectors for any number of workers, at less speed") },
  relaxed: {
    ...fast,
    ...toggle("round a product and its sum once, where the processor can: faster, other last digits"),
  },
};
