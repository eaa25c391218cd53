import type { AssignmentDescription } from "../training/assignment/training";
import type { HeadlineItem } from "./headline";

/**
 * The three figures of a run of the assignment: its first loss, and its last two ways.
 *
 * @param first loss of the first batch in nats; undefined where the run has not begun
 */
export function runHeadline(
  {
    finalRunningLoss,
    meanOfLastLosses,
  }: Pick<AssignmentDescription, "finalRunningLoss" | "meanOfLastLosses">,
  first: number | undefined,
): HeadlineItem[] {
  return [
    { label: "first batch, knowing nothing", value: inNats(first) },
    { label: "running loss at the end", value: inNats(finalRunningLoss) },
    { label: "mean of the last 2,000 batches", value: inNats(meanOfLastLosses) },
  ];
}

function inNats(loss: number | null | undefined): string {
  return loss === null || loss === undefined || Number.isNaN(loss) ? "none yet" : `${loss.toFixed(3)} nats`;
}
