import path from "node:path";
import { readExperiment, type Failure, type Parameters } from "./experiment-json";
import { readJson, requireNumber, type Json } from "./run-json";

/** A run, as `index.json` lists it. */
export interface IndexEntry extends Partial<Failure> {
  /** name of its folder */
  readonly folder: string;
  readonly status: "done" | "failed";
  readonly parameters: Parameters;
  readonly key: string;
  /** null if the run has none */
  readonly finalRunningLoss: number | null;
  readonly meanOfLastLosses: number | null;
  readonly seconds: number;
}

/**
 * The entry for the run in a folder.
 *
 * @throws RangeError if the run has not ended, or a file of it is damaged
 */
export function readIndexEntry(folder: string): IndexEntry {
  const experiment = readExperiment(folder);
  if (experiment === undefined) throw new RangeError("not finished: experiment.json is missing");
  const run = readJson(path.join(folder, "run.json")) ?? {};
  const { status, parameters, key, seconds, error, cell, timeLimit } = experiment;
  return {
    folder: path.basename(folder),
    status,
    parameters,
    key,
    finalRunningLoss: lossOf(run, "finalRunningLoss"),
    meanOfLastLosses: lossOf(run, "meanOfLastLosses"),
    seconds,
    ...(error === undefined ? {} : { error }),
    ...(cell === undefined ? {} : { cell }),
    ...(timeLimit === undefined ? {} : { timeLimit }),
  };
}

const lossOf = (run: Json, name: string): number | null =>
  run[name] === undefined || run[name] === null ? null : requireNumber(run[name], name, "run.json");
