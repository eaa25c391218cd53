import { differingSettings, effectiveValue, settingNames } from "../runs/run-settings";
import { defaultValue, hasSetting, settingValue } from "../settings/settings";
import { changesTheLoss, seedGroups, type RunGroup } from "./run-groups";

/** The mean loss over the seeds of a setting. */
export const meanLoss = ({ runs }: RunGroup): number =>
  runs.reduce((sum, { loss }) => sum + loss, 0) / runs.length;

/** At most `most` settings, in even steps from the lowest loss to the highest: more curves cannot be told apart. */
export function spreadByLoss(groups: readonly RunGroup[], most: number): RunGroup[] {
  const order = [...groups].sort((a, b) => meanLoss(a) - meanLoss(b));
  if (order.length <= most) return order;
  return Array.from({ length: most }, (_, i) => order[Math.round((i * (order.length - 1)) / (most - 1))]);
}

/**
 * The two settings to compare if the reader names none. The first is the one nearest to the defaults. The second has
 * the lowest loss among those whose loss measures the same and that differ from the first in one setting; if there are
 * none, among all others. One setting gives two of its seeds, a single run undefined.
 */
export function pairToCompare(groups: readonly RunGroup[]): [RunGroup, RunGroup] | undefined {
  if (groups.length === 1) {
    const [a, b] = seedGroups(groups[0]);
    return b && [a, b];
  }
  const [first] = [...groups].sort((a, b) => countChanges(a) - countChanges(b));
  const others = groups.filter((group) => group !== first);
  const alike = filterOrAll(others, (group) => measuresTheSame(group, first));
  const near = filterOrAll(alike, (group) => differingSettings([first.runs[0], group.runs[0]]).length === 1);
  const [best] = [...near].sort((a, b) => meanLoss(a) - meanLoss(b));
  return best && [first, best];
}

/** The groups that a condition holds for, or all groups if it holds for none. */
function filterOrAll(groups: readonly RunGroup[], holds: (group: RunGroup) => boolean): readonly RunGroup[] {
  const some = groups.filter(holds);
  return some.length > 0 ? some : groups;
}

/** How many settings differ from their defaults. */
function countChanges({ settings }: RunGroup): number {
  const own = settingNames.filter((name) => hasSetting(settings.trainer, name));
  return own.filter((name) => settingValue(settings, name) !== defaultValue(name, settings.trainer)).length;
}

function measuresTheSame(a: RunGroup, b: RunGroup): boolean {
  return changesTheLoss.every(
    (name) => effectiveValue(a.settings, name) === effectiveValue(b.settings, name),
  );
}
