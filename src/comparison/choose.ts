import type { RunGroup } from "./run-groups";

/** The mean loss over the seeds of a setting. */
export const meanLoss = ({ runs }: RunGroup): number =>
  runs.reduce((sum, { loss }) => sum + loss, 0) / runs.length;

/** At most `most` settings, in even steps from the lowest loss to the highest: more curves cannot be told apart. */
export function spreadByLoss(groups: readonly RunGroup[], most: number): RunGroup[] {
  const order = [...groups].sort((a, b) => meanLoss(a) - meanLoss(b));
  if (order.length <= most) return order;
  return Array.from({ length: most }, (_, i) => order[Math.round((i * (order.length - 1)) / (most - 1))]);
}
