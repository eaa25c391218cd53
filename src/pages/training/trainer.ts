import type { AssignmentSettings } from "../../settings/table";

import { AssignmentTraining } from "../../training/assignment/training";
import { MovingMap, type MapOfWords } from "./moving-map";
import { readText } from "./read-text";

/** What the page asks for: a new run, so many more iterations of it, or nothing more. */
export interface TrainingJob {
  /** a new run, in place of the one before */
  begin?: { settings: AssignmentSettings; name: string; text: string };
  /** iterations: all that are left, or one, or none in order to pause */
  go: "all" | "one" | "none";
  /** whether the vectors are wanted as a text in word2vec's format */
  vectors?: true;
}

/** Where the run stands. */
export interface TrainingPart {
  iteration: number;
  /** null before iteration 10 */
  runningLoss: number | null;
  stepSize: number;
  windowsPerSecond: number;
  done: boolean;
  /** running losses that have come since the last part, of every tenth iteration */
  curve: Float64Array;
  /** the map, where it is drawn anew */
  map?: MapOfWords;
  /** of the text, with a new run */
  size?: { sentences: number; tokens: number; words: number };
  vectors?: string;
}

/** Milliseconds between two maps. */
const mapEvery = 500;

/** The chapter's own training, done part by part: in a worker, or in the page in slices. */
export class Trainer {
  private run: AssignmentTraining | undefined;
  private map: MovingMap | undefined;
  private mapped = 0;
  private sent = 0;

  /** @param slice milliseconds of training between two parts, about */
  constructor(private readonly slice: number) {}

  *do({ begin, go, vectors }: TrainingJob): Generator<TrainingPart> {
    if (begin) yield this.begin(begin);
    const { run } = this;
    if (!run) return;
    if (go === "one" && !run.done) run.step();
    if (go === "all")
      for (const { windowsPerSecond, stepSize } of run.steps(this.slice, Date.now))
        yield { ...this.part(run, windowsPerSecond, stepSize, false) };
    const last = this.part(run, 0, run.settings.stepSize, true);
    yield vectors ? { ...last, vectors: vectorsText(run) } : last;
  }

  private begin({ settings, name, text }: NonNullable<TrainingJob["begin"]>): TrainingPart {
    this.run = this.map = undefined; // its memory is free before the next one takes some
    const corpus = readText(name, text);
    const run = new AssignmentTraining(settings, corpus);
    this.run = run;
    this.map = new MovingMap(run.vectors);
    this.sent = 0;
    const { words, total } = run.vocabulary;
    const size = { sentences: corpus.sentences.length, tokens: total - 1, words: words.length - 1 };
    return { ...this.part(run, 0, settings.stepSize, true), size };
  }

  private part(
    run: AssignmentTraining,
    windowsPerSecond: number,
    stepSize: number,
    withMap: boolean,
  ): TrainingPart {
    const { iteration, done, lossCurve } = run;
    const curve = lossCurve.slice(this.sent);
    this.sent = lossCurve.length;
    const part = { iteration, done, curve, runningLoss: run.runningLoss ?? null, stepSize, windowsPerSecond };
    if (!withMap && Date.now() - this.mapped < mapEvery) return part;
    const map = this.map?.draw(run.vectors);
    this.mapped = Date.now();
    return map ? { ...part, map } : part;
  }
}

/** The vectors in word2vec's text format; every number is read back unchanged. */
function vectorsText({ vectors: { words, vectors } }: AssignmentTraining): string {
  const { rows, cols, data } = vectors;
  const lines = words.map((word, w) => `${word} ${data.subarray(w * cols, (w + 1) * cols).join(" ")}`);
  return `${rows} ${cols}\n${lines.join("\n")}\n`;
}
