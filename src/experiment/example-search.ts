import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import type { Corpus } from "../corpus/corpus";
import { hashBytes } from "../files/sha256";
import { Xoshiro128 } from "../random/xoshiro";
import { writeRun } from "../runs/write-run";
import { withDefaults } from "../settings/settings";
import { settingsGrid } from "../settings/settings-grid";
import type { AssignmentSettings } from "../settings/table";
import type { AssignmentRun } from "../training/assignment/run";
import { readTrained, trainingCode, trainMissing } from "../training/assignment/train-missing";
import { eta } from "./search/halving";
import { sobol } from "./search/sobol";

/**
 * A run of a search, with its mean loss in nats, and whether its point is trained longer. A step size may be so large that
 * the vectors leave all bounds: such a run has an infinite loss.
 */
export interface Tried {
  readonly settings: AssignmentSettings;
  readonly loss: number;
  readonly goesOn: boolean;
}

const stepSizes = [0.03, 30] as const;
const lengths = [2, 50] as const;

/**
 * Points of a search, spread evenly by Sobol's sequence over the logarithms of the step size, from 0.03 to 30, and of the
 * length of a vector, from 2 to 50.
 */
export function searchPoints(count: number, corpus: string, iterations: number): AssignmentSettings[] {
  const between = ([low, high]: readonly [number, number], u: number): number => low * (high / low) ** u;
  const drawn = sobol(2, new Xoshiro128(1));
  return Array.from({ length: count }, () => {
    const [u, v] = drawn.next().value as number[];
    const stepSize = Number(between(stepSizes, u).toPrecision(2));
    return withDefaults({ corpus, iterations, stepSize, dimensions: Math.round(between(lengths, v)) });
  });
}

/**
 * Successive halving (Jamieson and Talwalkar, 2016): all points train for a fraction of their iterations, the best third
 * of them three times as long, and so on, until the last ones train for all of them. Each longer run begins anew.
 */
export class HalvingSearch {
  /** what was tried, rung by rung, once it has been trained */
  readonly rungs: Tried[][] = [];
  private readonly budgets: readonly number[];

  /** @param points with the iterations of a whole run; at least one */
  constructor(private readonly points: readonly AssignmentSettings[]) {
    if (points.length === 0) throw new RangeError("HalvingSearch requires at least one point, got none");
    const count = 1 + Math.floor(Math.log(points.length) / Math.log(eta) + 1e-9);
    this.budgets = Array.from({ length: count }, (_, i) => Math.ceil(points[0].iterations / eta ** (count - 1 - i))); // prettier-ignore
  }

  /** Iterations of all runs together. */
  get total(): number {
    return this.budgets.reduce((sum, budget, i) => sum + budget * this.countIn(i), 0);
  }

  /** The point that was trained to its end with the lowest loss. */
  get best(): AssignmentSettings {
    const last = this.rungs[this.budgets.length - 1];
    if (last === undefined) throw new RangeError("a search requires to be trained to its end before its best is known, got one that is not"); // prettier-ignore
    return last[0].settings;
  }

  /** Trains what is missing, as `trainMissing` does; yields the iterations done by all runs together. */
  async *train(corpus: Corpus, folder: string, parallel: number): AsyncGenerator<number, void, void> {
    this.rungs.length = 0;
    let left = this.points;
    let before = 0;
    for (const [i, iterations] of this.budgets.entries()) {
      const rung = left.map((settings) => ({ ...settings, iterations }));
      const lost = new Set<number>();
      const training = trainMissing(rung, corpus, folder, parallel, (index) => lost.add(index));
      for await (const done of training) yield before + done;
      before += iterations * rung.length;
      const tried = rung.map((settings, index) => {
        const [run] = lost.has(index) ? [] : readTrained([settings], corpus, folder);
        return { settings, loss: run?.describe().meanOfLastLosses ?? Infinity };
      });
      tried.sort((a, b) => (a.loss === b.loss ? 0 : a.loss - b.loss)); // Infinity − Infinity is no number
      const on = i + 1 < this.budgets.length ? this.countIn(i + 1) : 0;
      this.rungs.push(tried.map((each, rank) => ({ ...each, goesOn: rank < on })));
      left = tried.slice(0, on).map(({ settings }) => settings);
    }
  }

  /** How many points a rung has. */
  private countIn(rung: number): number {
    return Math.max(1, Math.floor(this.points.length / eta ** rung));
  }
}

/**
 * The settings with which the winner of a search is asked again: its step size and its length of vectors beside the
 * published ones, each with each, and seeds that the search has not used.
 */
export function confirmingGrid(best: AssignmentSettings, seeds: number): AssignmentSettings[] {
  const published = withDefaults({});
  return settingsGrid(
    { corpus: best.corpus, iterations: best.iterations },
    {
      stepSize: [...new Set([published.stepSize, best.stepSize])],
      dimensions: [...new Set([published.dimensions, best.dimensions])],
      seed: Array.from({ length: seeds }, (_, i) => best.seed + 1 + i),
    },
  );
}

/**
 * Writes trained runs, each to a folder of its own, below one that belongs to these settings, this text and this code.
 *
 * @returns the folder of all
 */
export function writeRuns(runs: readonly AssignmentRun[], corpus: Corpus, parent: string): string {
  const what = { settings: runs.map(({ settings }) => settings), corpus: corpus.sha256, code: trainingCode };
  const folder = path.join(parent, `example-${hashBytes(JSON.stringify(what)).slice(0, 8)}`);
  for (const run of runs) {
    const { stepSize, dimensions, seed } = run.settings;
    const into = path.join(folder, `step-${stepSize}-dimensions-${dimensions}-seed-${seed}`);
    if (existsSync(path.join(into, "run.json"))) continue;
    mkdirSync(into, { recursive: true });
    writeRun(run, into);
  }
  return folder;
}
