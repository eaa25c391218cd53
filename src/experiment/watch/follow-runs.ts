import { setTimeout as delay } from "node:timers/promises";
import type { Displayable } from "../../display/displayable";
import { list } from "../../notebook/list";
import { table } from "../../notebook/table";
import { pointText } from "../../runs/live/progress-point";
import { RunWatcher } from "../../runs/live/run-watcher";
import type { WatchLine } from "../../runs/live/watch-line";

/**
 * Follows the runs of a folder that go on, until none does: for a notebook, which cannot stay open for those that begin later.
 *
 * @param lookEvery milliseconds between two looks
 * @returns yields the lines of the runs that went on at the first look or began later; those that ended stay
 */
export async function* followRuns(
  runs: string,
  lookEvery = 1000,
): AsyncGenerator<readonly WatchLine[], void, void> {
  const watcher = new RunWatcher(runs);
  const name = ({ key, id }: WatchLine): string => key || id;
  const followed = new Set<string>();
  for (;;) {
    const { lines, waiting } = watcher.read();
    const running = lines.filter(({ state }) => state === "running");
    for (const line of running) followed.add(name(line));
    yield lines.filter((line) => followed.has(name(line)));
    if (running.length + waiting === 0) return;
    await delay(lookEvery);
  }
}

/** Where runs stand, as a table. */
export function standingTable(lines: readonly WatchLine[]): Displayable {
  if (lines.length === 0) return list([], "No run goes on");
  const rows = lines.map(({ title, state, cell, point, meanLoss }) => ({
    run: title,
    state,
    cell: cell ? `${cell.cell} of ${cell.of}` : "",
    done: point ? `${pointText(point)} ${point.unit}` : "",
    loss: (point?.loss ?? meanLoss)?.toFixed(3) ?? "",
    "seconds left": point?.secondsLeft?.toFixed(0) ?? "",
  }));
  return table(rows, "Runs that go on, and those that ended meanwhile; losses in nats");
}
