import { parametersText } from "../../runs/experiment-json";
import type { IndexEntry } from "../../runs/index-entry";
import { pointText, type ProgressPoint } from "../../runs/live/progress-point";
import type { RunProgress } from "../executors/executor";
import type { GridState, RunInProgress } from "./run-grid";

/** The fraction of a grid that is done, from 0 to 1. A run in progress counts by its cells. */
export function fractionDone({ total, there, stopped, made, running }: GridState): number {
  const parts = [...running.values()].map(({ at }) => (at ? (at.cell - 1) / at.of : 0));
  return (there + stopped.length + made.length + parts.reduce((sum, part) => sum + part, 0)) / total;
}

/** Finds where the training of a run stands, by its folder. */
type FindPoint = (folder: string) => ProgressPoint | undefined;

/**
 * The progress of a grid in words.
 *
 * @param seconds   since the grid began
 * @param findPoint called if there is one run
 */
export function progressText(state: GridState, seconds: number, findPoint: FindPoint): string {
  const { total, there, stopped, made, running, elsewhere } = state;
  const before = there + stopped.length;
  const [only] = running.values();
  if (total === 1 && only?.at) return standingText(only.at, findPoint(only.folder));
  const failed = made.filter(({ status }) => status === "failed").length;
  const part = fractionDone({ ...state, total: total - before, there: 0, stopped: [] });
  const left = (seconds * (1 - part)) / part;
  return [
    `${before + made.length} of ${total} ${total === 1 ? "run" : "runs"}`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(elsewhere > 0 ? [`${elsewhere} made by another command`] : []),
    ...(made.length > 0 && left > 0 ? [`${left.toFixed(0)} s left`] : []),
  ].join(", ");
}

/** A line for each run in progress on this machine: its parameters, and where it stands. */
export function standingLines(running: ReadonlyMap<string, RunInProgress>, findPoint: FindPoint): string[] {
  return [...running.values()].flatMap(({ parameters, folder, at }) =>
    at ? [`${parametersText(parameters)}: ${standingText(at, findPoint(folder))}`] : [],
  );
}

function standingText({ cell, of }: RunProgress, point: ProgressPoint | undefined): string {
  const parts = [`cell ${cell} of ${of}`];
  if (point) parts.push(`${point.unit} ${pointText(point)}`);
  if (point && point.loss !== null) parts.push(`loss ${point.loss.toFixed(3)}`);
  if (point?.secondsLeft) parts.push(`${point.secondsLeft.toFixed(0)} s left`);
  return parts.join(", ");
}

/** A run that has ended, in a line: its parameters, its loss or why it failed, its seconds, its folder. */
export function runLine({
  parameters,
  status,
  meanOfLastLosses: loss,
  error,
  seconds,
  folder,
}: IndexEntry): string {
  const result = loss === null ? status : `loss ${loss.toFixed(3)}`;
  const end = status === "failed" ? `failed: ${(error ?? "").split("\n")[0]}` : result;
  return `${parametersText(parameters)}: ${end}, ${seconds.toFixed(0)} s, ${folder}`;
}
