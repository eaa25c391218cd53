import { settingTable } from "../settings/table";
import { changesTheLoss, seedGroups, settingNames, valueOf, type RunGroup } from "./run-groups";

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
 * those first whose losses measure the same, the one with the lowest loss. Of one setting, two of its seeds; undefined
 * of one run.
 */
export function pairToCompare(groups: readonly RunGroup[]): [RunGroup, RunGroup] | undefined {
  if (groups.length === 1) {
    const [a, b] = seedGroups(groups[0]);
    return b && [a, b];
  }
  const [first] = [...groups].sort((a, b) => changes(a) - changes(b));
  const others = groups.filter((group) => group !== first);
  const alike = others.filter((group) => measuresTheSame(group, first));
  const [best] = (alike.length > 0 ? alike : others).sort((a, b) => lossOf(a) - lossOf(b));
  return best && [first, best];
}

/** How many settings differ from their defaults. */
function changes({ settings }: RunGroup): number {
  return settingNames.filter((name) => settings[name] !== settingTable[name].default).length;
}

function measuresTheSame(a: RunGroup, b: RunGroup): boolean {
  return changesTheLoss.every((name) => valueOf(a.settings, name) === valueOf(b.settings, name));
}
