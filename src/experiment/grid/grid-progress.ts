import { showValue } from "../../runs/experiment-json";
import type { IndexEntry } from "../../runs/index-entry";
import type { GridState } from "./run-grid";

/** The fraction of a grid that is done, from 0 to 1. A run in progress counts by its cells. */
export function fractionDone({ total, there, stopped, made, running }: GridState): number {
  const parts = [...running.values()].map(({ at }) => (at ? (at.cell - 1) / at.of : 0));
  return (there + stopped.length + made.length + parts.reduce((sum, part) => sum + part, 0)) / total;
}

/**
 * The progress of a grid in words.
 *
 * @param seconds since the grid began
 */
export function progressText(state: GridState, seconds: number): string {
  const { total, there, stopped, made, running, elsewhere } = state;
  const before = there + stopped.length;
  const [only] = running.values();
  if (total === 1 && only?.at) return `cell ${only.at.cell} of ${only.at.of}`;
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

/** A run that has ended, in a line: its parameters, its loss or why it failed, its seconds, its folder. */
export function runLine({
  parameters,
  status,
  meanOfLastLosses: loss,
  error,
  seconds,
  folder,
}: IndexEntry): string {
  const set = Object.entries(parameters).map(([name, value]) => `${name}=${showValue(value)}`);
  const result = loss === null ? status : `loss ${loss.toFixed(3)}`;
  const end = status === "failed" ? `failed: ${(error ?? "").split("\n")[0]}` : result;
  return `${set.join(" ") || "the chapter's own parameters"}: ${end}, ${seconds.toFixed(0)} s, ${folder}`;
}
