/** The settings of a training run; `table.ts` holds their defaults, ranges and explanations. */
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
