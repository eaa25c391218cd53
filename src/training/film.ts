import type { NamedVectors } from "../model/word-vectors";

/** Where the most frequent words were at some moments of a training. */
export interface Film {
  /** what a moment counts, as "iterations" */
  readonly unit: string;
  /** how far the run was at each picture, the first one first */
  readonly moments: readonly number[];
  /** the most frequent first, shape (k) */
  readonly words: readonly string[];
  /** for each moment the vectors of the words, shape (k, d) */
  readonly pictures: readonly Float32Array[];
}

/** A run, whose vectors are as they are now; without counts the words' order is taken for that of their frequency. */
interface Filmed {
  readonly vectors: NamedVectors & { readonly counts?: ArrayLike<number> };
}

/** How long a run is. */
interface Clock {
  /** how far the run is, in `unit` */
  readonly now: () => number;
  /** how far it will go */
  readonly end: number;
  readonly unit: string;
}

const mostWords = 4000;
const pictures = 17; // the beginning, and every sixteenth of the training

/** Takes a film of a run while it is trained, from the moment at which it is made. */
export class FilmRecorder implements Film {
  readonly unit: string;
  readonly moments: number[] = [];
  readonly pictures: Float32Array[] = [];
  readonly words: readonly string[];
  private readonly ids: readonly number[];
  private readonly every: number;

  /** @param before the film of a run that is continued, of which later moments are left out */
  constructor(
    private readonly run: Filmed,
    private readonly clock: Clock,
    before?: Film,
  ) {
    const { words, counts } = run.vectors;
    this.unit = clock.unit;
    this.every = clock.end / (pictures - 1);
    this.ids = byFrequency(words, counts).slice(0, mostWords);
    this.words = this.ids.map((id) => words[id]);
    const kept = before?.moments.filter((moment) => moment <= clock.now()) ?? [];
    this.moments.push(...kept);
    this.pictures.push(...(before?.pictures.slice(0, kept.length) ?? []));
    this.record();
  }

  /** Takes a picture if it is time for the next one, or if the run is done. */
  record(): void {
    const { now, end } = this.clock;
    const moment = now();
    const last = this.moments.at(-1);
    if (last === undefined || moment >= last + this.every || (moment >= end && moment > last))
      this.take(moment);
  }

  private take(moment: number): void {
    const { data, cols } = this.run.vectors.vectors;
    const picture = new Float32Array(this.ids.length * cols);
    this.ids.forEach((id, k) => picture.set(data.subarray(id * cols, (id + 1) * cols), k * cols));
    this.moments.push(moment);
    this.pictures.push(picture);
  }
}

/** Ids of words, the most frequent first; of equal counts, in their own order. */
export function byFrequency(words: readonly string[], counts?: ArrayLike<number>): number[] {
  const ids = words.map((_, id) => id);
  return counts === undefined ? ids : ids.sort((a, b) => counts[b] - counts[a]);
}
