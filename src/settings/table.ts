/** One setting of a training run: what the command line, the chapters and the README say of it. */
export type Setting = {
  readonly meaning: string;
  /** the way of training that it is for, if not both: the assignment's, or the fast one */
  readonly only?: "assignment" | "fast";
} & (
  | {
      kind: "integer" | "number";
      default: number;
      /** the default of fast training, where it is another */
      fastDefault?: number;
      least: number;
      most: number;
    }
  | { kind: "choice"; default: string; choices: readonly string[] }
  | { kind: "text"; default: string }
  | { kind: "switch"; default: boolean }
);

const largestSeed = 2 ** 32 - 1;

type Place = Pick<Setting, "only"> & { fastDefault?: number };

const integer = (
  preset: number,
  least: number,
  most: number,
  meaning: string,
  place: Place = {},
): Setting => ({
  kind: "integer",
  default: preset,
  least,
  most,
  meaning,
  ...place,
});

const number = (...range: Parameters<typeof integer>): Setting =>
  ({ ...integer(...range), kind: "number" }) as Setting;

const toggle = (meaning: string, place: Place = {}): Setting => ({
  kind: "switch",
  default: false,
  meaning,
  ...place,
});

const assignment = { only: "assignment" } as const;
const fast = { only: "fast" } as const;

/** Every setting, with its default, its range and what it means. */
export const settingTable: { readonly [Name in keyof Settings]: Setting } = {
  corpus: {
    kind: "text",
    default: "default",
    meaning: "`sst`, `reviews`, `brown` or the path of a text; by default `sst`, else `reviews`",
  },
  loss: {
    kind: "choice",
    default: "negative-sampling",
    choices: ["negative-sampling", "naive-softmax"],
    meaning: "how a (centre, outside) pair is judged",
    ...assignment,
  },
  dimensions: integer(10, 1, 1000, "length of a vector", { fastDefault: 100 }),
  window: integer(5, 1, 100, "largest number of words on each side; each centre draws 1 to this"),
  negatives: integer(10, 1, 1000, "negative samples a pair, with `fast` a window", { fastDefault: 5 }),
  batch: integer(50, 1, 100_000, "windows a step", assignment),
  iterations: integer(40_000, 1, 10_000_000, "steps", assignment),
  stepSize: number(0.3, 1e-9, 1e6, "learning rate at the start", { fastDefault: 0.025 }),
  annealEvery: integer(20_000, 1, 10_000_000, "steps between halvings of the step size", assignment),
  subsample: number(1e-5, 1e-12, 1, "threshold of subsampling, a share of all words", { fastDefault: 1e-3 }),
  power: number(0.75, 0, 2, "exponent of the counts in the table of negatives"),
  seed: integer(1, 0, largestSeed, "of the fast generator"),
  reference: toggle("draw as the published program does, from CPython's and numpy's generators", assignment),
  pythonSeed: integer(31415, 0, largestSeed, "of CPython's generator, with `reference` only", assignment),
  numpySeed: integer(9265, 0, largestSeed, "of numpy's generator, with `reference` only", assignment),
  fast: toggle("train in float32 on a text of any size, as word2vec.c does"),
  epochs: integer(5, 1, 10_000, "times that the text is trained on", fast),
  minimumCount: integer(5, 1, 1_000_000_000, "least occurrences of a word that gets a vector", fast),
  workers: integer(1, 1, 256, "threads; with more than one, two runs differ unless `deterministic`", fast),
  deterministic: toggle("the same vectors for any number of workers, with less speed", fast),
  relaxed: toggle("round a product and its sum once, where the processor does: faster, other digits", fast),
};

/** The settings of a training run. */
export interface Settings {
  corpus: string;
  loss: "negative-sampling" | "naive-softmax";
  dimensions: number;
  window: number;
  negatives: number;
  batch: number;
  iterations: number;
  stepSize: number;
  annealEvery: number;
  subsample: number;
  power: number;
  seed: number;
  reference: boolean;
  pythonSeed: number;
  numpySeed: number;
  fast: boolean;
  epochs: number;
  minimumCount: number;
  workers: number;
  deterministic: boolean;
  relaxed: boolean;
}
