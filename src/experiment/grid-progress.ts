import type { GridState } from "./run-grid";

/** Which part of a grid is made, from 0 to 1. Runs that are being made count by their cells. */
export function fractionOf({ total, there, made, running }: GridState): number {
  const parts = [...running.values()].map(({ cell, of }) => (cell - 1) / of);
  return (there + made.length + parts.reduce((sum, part) => sum + part, 0)) / total;
}

/**
 * How far a grid is, in words.
 *
 * @param seconds since its begin
 */
export function progressText(state: GridState, seconds: number): string {
  const { total, there, made, running, elsewhere } = state;
  const [only] = running.values();
  if (total === 1 && only) return `cell ${only.cell} of ${only.of}`;
  const failed = made.filter(({ status }) => status === "failed").length;
  const part = fractionOf({ ...state, total: total - there, there: 0 });
  const left = (seconds * (1 - part)) / part;
  return [
    `${there + made.length} of ${total} ${total === 1 ? "run" : "runs"}`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(elsewhere > 0 ? [`${elsewhere} made by another command`] : []),
    ...(made.length > 0 && left > 0 ? [`${left.toFixed(0)} s left`] : []),
  ].join(", ");
}
