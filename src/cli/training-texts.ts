import type { AssignmentRun } from "../training/assignment/run";
import type { AssignmentProgress } from "../training/assignment/training";
import type { FastRun } from "../training/fast/run";
import type { FastProgress } from "../training/fast/run-description";

/* What the command `train` says of each trainer's runs. */

/** Where a run stands, for its progress line. */
export function describeProgress(progress: AssignmentProgress | FastProgress): string {
  const left = Number.isFinite(progress.secondsLeft) ? `${progress.secondsLeft.toFixed(0)} s left` : "";
  if ("iteration" in progress) {
    const { iteration, runningLoss } = progress;
    return `iteration ${iteration}  running loss ${runningLoss?.toFixed(4) ?? "-"}  ${left}`;
  }
  const { tokens, tokensPerSecond, loss } = progress;
  const speed = `${grouped(Math.round(tokensPerSecond / 1000))}k words/s`;
  return `${grouped(tokens)} words  ${speed}  loss ${loss?.toFixed(4) ?? "-"}  ${left}`;
}

/** What a training gave, and what it took. */
export function describeResult(run: AssignmentRun | FastRun, seconds: number, perSecond: number): string[] {
  if (run.trainer === "fast")
    return [
      `loss of a pair ${run.loss?.toFixed(6) ?? "none"}`,
      `${grouped(run.trained)} words; ${seconds.toFixed(1)} s, ${grouped(Math.round(perSecond))} words a second`,
    ];
  const { finalRunningLoss, meanOfLastLosses } = run.describe();
  const running = finalRunningLoss?.toFixed(6) ?? "none before iteration 10";
  return [
    `running loss ${running}, mean of the last batches ${meanOfLastLosses.toFixed(6)}`,
    `${run.iteration} iterations; ${seconds.toFixed(1)} s, ${perSecond.toFixed(0)} windows a second`,
  ];
}

/** Where a run was stopped. */
export function describeStop(run: AssignmentRun | FastRun): string {
  return run.trainer === "fast"
    ? `stopped after ${grouped(run.trained)} of ${grouped(run.totalTokens)} words`
    : `stopped at iteration ${run.iteration}`;
}

function grouped(number: number): string {
  return number.toLocaleString("en-US");
}
