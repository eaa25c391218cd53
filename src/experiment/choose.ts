import { defaultOf } from "../settings/settings";
import { settingTable } from "../settings/table";
import {
  changesTheLoss,
  differingSettings,
  seedGroups,
  settingNames,
  valueOf,
  type RunGroup,
} from "./run-groups";

/** The loss of a setting: a mean over its seeds. */
export const lossOf = ({ runs }: RunGroup): number =>
  runs.reduce((sum, { loss }) => sum + loss, 0) / runs.length;

/** At most so many settings, from the lowest loss to the highest in even steps: more curves cannot be told apart. */
export function spreadByLoss(groups: readonly RunGroup[], most: number): RunGroup[] {
  const order = [...groups].sort((a, b) => lossOf(a) - lossOf(b));
  if (order.length <= most) return order;
  return Array.from({ length: most }, (_, i) => order[Math.round((i * (order.length - 1)) / (most - 1))]);
}

/**
 * The two settings to look at closely where nobody has named any: the one nearest to the defaults, and of the others,
 * those first whose losses measure the same and that differ from it in one setting alone, the one with the lowest loss.
 * Of one setting, two of its seeds; undefined of one run.
 */
export function pairToCompare(groups: readonly RunGroup[]): [RunGroup, RunGroup] | undefined {
  if (groups.length === 1) {
    const [a, b] = seedGroups(groups[0]);
    return b && [a, b];
  }
  const [first] = [...groups].sort((a, b) => changes(a) - changes(b));
  const others = groups.filter((group) => group !== first);
  const alike = those(others, (group) => measuresTheSame(group, first));
  const near = those(alike, (group) => differingSettings([first.runs[0], group.runs[0]]).length === 1);
  const [best] = [...near].sort((a, b) => lossOf(a) - lossOf(b));
  return best && [first, best];
}

/** The groups that a condition holds for, or all where it holds for none. */
function those(groups: readonly RunGroup[], holds: (group: RunGroup) => boolean): readonly RunGroup[] {
  const some = groups.filter(holds);
  return some.length > 0 ? some : groups;
}

/** How many settings differ from their defaults. */
function changes({ settings }: RunGroup): number {
  return settingNames.filter((name) => settings[name] !== defaultOf(settingTable[name], settings.fast))
    .length;
}

function measuresTheSame(a: RunGroup, b: RunGroup): boolean {
  return changesTheLoss.every((name) => valueOf(a.settings, name) === valueOf(b.settings, name));
}

/** The settings of the way of training that most have, the assignment's or the fast one: their curves share axes. */
export function trainedAlike(groups: readonly RunGroup[]): readonly RunGroup[] {
  const fast = groups.filter(({ settings }) => settings.fast);
  return 2 * fast.length > groups.length ? fast : groups.filter(({ settings }) => !settings.fast);
}
