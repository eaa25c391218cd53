/** One setting of a training run: what the command line, the chapters and the README say of it. */
export type Setting =
  | { kind: "integer" | "number"; default: number; least: number; most: number; meaning: string }
  | { kind: "choice"; default: string; choices: readonly string[]; meaning: string }
  | { kind: "text"; default: string; meaning: string }
  | { kind: "switch"; default: boolean; meaning: string };

const largestSeed = 2 ** 32 - 1;

const integer = (preset: number, least: number, most: number, meaning: string): Setting => ({
  kind: "integer",
  default: preset,
  least,
  most,
  meaning,
});

const number = (preset: number, least: number, most: number, meaning: string): Setting => ({
  kind: "number",
  default: preset,
  least,
  most,
  meaning,
});

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
  },
  dimensions: integer(10, 1, 1000, "length of a vector"),
  window: integer(5, 1, 100, "largest number of words on each side; each centre draws 1 to this"),
  negatives: integer(10, 1, 1000, "negative samples a pair"),
  batch: integer(50, 1, 100_000, "windows a step"),
  iterations: integer(40_000, 1, 10_000_000, "steps"),
  stepSize: number(0.3, 1e-9, 1e6, "learning rate at the start"),
  annealEvery: integer(20_000, 1, 10_000_000, "steps between halvings of the step size"),
  subsample: number(1e-5, 1e-12, 1, "threshold of the assignment's subsampling, a share of all words"),
  power: number(0.75, 0, 2, "exponent of the counts in the table of negatives"),
  seed: integer(1, 0, largestSeed, "of the fast generator"),
  reference: {
    kind: "switch",
    default: false,
    meaning: "draw as the published program does, from CPython's and numpy's generators",
  },
  pythonSeed: integer(31415, 0, largestSeed, "of CPython's generator, with `reference` only"),
  numpySeed: integer(9265, 0, largestSeed, "of numpy's generator, with `reference` only"),
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
}
