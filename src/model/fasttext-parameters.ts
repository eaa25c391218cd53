import type { SubwordSettings } from "../corpus/subwords";

/** A matrix of float32, row-major. */
interface Floats {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float32Array;
}

/** All that a model of fastText holds: skip-gram with negative sampling on words and their parts. */
export interface FastTextParameters {
  readonly settings: {
    readonly window: number;
    readonly epochs: number;
    readonly minimumCount: number;
    readonly negatives: number;
    readonly subsample: number;
  };
  readonly subwords: SubwordSettings;
  readonly words: readonly string[];
  /** occurrences of each word, shape (n) */
  readonly counts: ArrayLike<number>;
  /** a row for each word, then for each bucket of parts, shape (n + buckets, d) */
  readonly input: Floats;
  /** outside vectors, shape (n, d) */
  readonly output: Floats;
}
