import path from "node:path";
import { Worker } from "node:worker_threads";
import type { Corpus } from "../../corpus/corpus";
import type { AssignmentSettings } from "../../settings/table";
import { Divergence } from "../divergence";

/** What a thread is given once. */
export interface ThreadData {
  readonly corpus: Corpus;
  /** iterations done by each run; the thread writes entry `index` of the run that it trains */
  readonly iterations: Int32Array;
}

/** A run to train: where it is kept, and where its iterations are counted. */
export interface TrainTask {
  readonly settings: AssignmentSettings;
  readonly file: string;
  /** where its film is kept */
  readonly filmFile: string;
  readonly index: number;
}

/** A run to train, or settings to try out. */
export type ThreadTask = TrainTask | { readonly settings: AssignmentSettings };

/** The answer to a run that was trained: whether its vectors have left all bounds, and in which words. */
export interface Trained {
  readonly diverged?: string;
}

/** What a run costs, in milliseconds. */
export interface Trial {
  /** until its first step, that included */
  readonly made: number;
  /** each further step */
  readonly step: number;
  /** the trial as a whole */
  readonly took: number;
}

/** A thread that trains runs, one after the other: it loads the code and copies the text once. */
export class TrainingThread {
  private readonly worker: Worker;
  /** rejects when the thread fails or ends */
  private readonly failed: Promise<never>;

  constructor(data: ThreadData) {
    this.worker = new Worker(path.join(__dirname, "train-worker.js"), { workerData: data });
    this.failed = new Promise((_, reject) => {
      this.worker.once("error", reject);
      this.worker.once("exit", () => reject(new Error("the thread that trains has ended")));
    });
    this.failed.catch(() => {}); // who waits for a task hears of it
  }

  /** Trains a run to its end, and keeps it. @throws Divergence if it gives nothing of use; the thread goes on */
  async train(task: TrainTask): Promise<void> {
    const { diverged } = (await this.ask(task)) as Trained;
    if (diverged !== undefined) throw new Divergence(diverged);
  }

  /** Makes a run with these settings, and steps it a little. */
  tryOut(settings: AssignmentSettings): Promise<Trial> {
    return this.ask({ settings }) as Promise<Trial>;
  }

  /** Ends the thread, whatever it does. */
  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private ask(task: ThreadTask): Promise<unknown> {
    const answer = new Promise((resolve) => this.worker.once("message", resolve));
    this.worker.postMessage(task);
    return Promise.race([answer, this.failed]);
  }
}
