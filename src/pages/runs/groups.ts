import type { AllRuns, ListedRun } from "../../comparison/all-runs";
import { effects, levels } from "../../comparison/effects";
import { changesTheLoss, groupRuns } from "../../comparison/run-groups";
import { originKey } from "../../runs/origin";
import { differingSettings } from "../../runs/run-settings";
import type { StoredRun } from "../../runs/stored-run";
import { smooth } from "../../plots/smooth";
import { settingWords } from "../../settings/setting-words";
import type { LossCurve } from "../../plots/loss-curve";
import type { Dot } from "../../plots/intervals";

/** Runs that differ in their seed alone. */
export interface Group {
  readonly name: string;
  readonly runs: readonly ListedRun[];
  /** mean over the seeds of the runs' mean loss, and their standard deviation, unless there is one alone */
  readonly mean: number;
  readonly deviation: number | undefined;
}

/** The groups of the runs that trained, the lowest mean loss first. */
export function groupsOf(runs: readonly ListedRun[]): Group[] {
  const byStored = new Map(runs.flatMap((run) => (run.stored ? [[run.stored, run] as const] : [])));
  return groupRuns([...byStored.keys()])
    .map((group) => {
      const losses = group.runs.map(({ loss }) => loss);
      const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
      const squares = losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0);
      const deviation = losses.length > 1 ? Math.sqrt(squares / (losses.length - 1)) : undefined;
      return {
        name: group.name,
        runs: group.runs.map((run) => byStored.get(run) as ListedRun),
        mean,
        deviation,
      };
    })
    .sort((a, b) => a.mean - b.mean);
}

/** How the curves are drawn. */
export interface CurveForm {
  /** of `smooth` */
  readonly amount: number;
  /** seconds of training in place of iterations, if the runs know them */
  readonly seconds: boolean;
}

/** The loss of groups: the mean over the seeds with their range, smoothed first. Seeds that were recorded elsewhere are left out. */
export function curvesOf(
  groups: readonly Group[],
  { axes }: AllRuns,
  { amount, seconds }: CurveForm,
): LossCurve[] {
  return groups.flatMap(({ name, runs }) => {
    const axis = runs.find(({ curve }) => curve)?.curve?.axis;
    const members = runs.filter(({ curve }) => curve !== null && curve.axis === axis);
    if (axis === undefined || axes[axis].length === 0) return [];
    const losses = members.map(({ curve }) => smooth(curve?.loss ?? [], amount));
    const over = (summary: (values: number[]) => number): number[] =>
      axes[axis].map((_, k) => summary(losses.map((loss) => loss[k])));
    const times = members.map(({ stored }) => stored?.seconds ?? NaN);
    const time = times.reduce((sum, one) => sum + one, 0) / times.length;
    const end = axes[axis][axes[axis].length - 1];
    if (seconds && !Number.isFinite(time)) return [];
    const iterations = seconds ? axes[axis].map((at) => (at / end) * time) : axes[axis];
    const loss = over((values) => values.reduce((sum, value) => sum + value, 0) / values.length);
    const band = {
      lower: over((values) => Math.min(...values)),
      upper: over((values) => Math.max(...values)),
    };
    return [{ name, iterations, loss, ...(members.length > 1 ? { band } : {}) }];
  });
}

/** A setting with more values than this has no values to hold against each other. */
const mostLevels = 12;

/** The effect of each setting on the loss, and what cannot be concluded. */
export interface Findings {
  readonly dots: readonly Dot[];
  readonly cautions: readonly string[];
}

/** What the chosen runs say of each setting. The largest set of runs of one version of the code counts. */
export function findingsOf(runs: readonly ListedRun[]): Findings {
  const cautions: string[] = [];
  const trained = runs.flatMap(({ stored }) => (stored ? [stored] : []));
  const untrained = runs.length - trained.length;
  if (untrained > 0) cautions.push(`${untrained} of ${runs.length} runs failed or trained nothing; they are in no effect.`); // prettier-ignore
  const sets = new Map<string, StoredRun[]>();
  for (const run of trained) sets.set(originKey(run), [...(sets.get(originKey(run)) ?? []), run]);
  const same = [...sets.values()].sort((a, b) => b.length - a.length)[0] ?? [];
  if (sets.size > 1)
    cautions.push(`The runs were made by ${sets.size} versions of the code or chapters; the ${same.length} of the largest set count.`); // prettier-ignore
  const differing = differingSettings(same);
  const few = differing.filter((name) => levels(same, name).length <= mostLevels);
  for (const name of differing.filter((one) => !few.includes(one)))
    cautions.push(`${settingWords(name)} has ${levels(same, name).length} values, so that no two runs differ in it alone: look at the scatter, in which all other settings vary, too.`); // prettier-ignore
  for (const name of differing.filter((one) => changesTheLoss.includes(one)))
    cautions.push(
      `What the loss counts depends on ${settingWords(name)}: a lower loss then does not mean better vectors.`,
    );
  const { found, confounded } = effects(same, ({ loss }) => loss, few);
  for (const { setting, from, to } of confounded)
    cautions.push(`${settingWords(setting)} ${to} was never tried beside ${from} with all other settings equal: its effect is not known.`); // prettier-ignore
  const single = found.filter(({ seeds }) => seeds < 2);
  if (single.length > 0)
    cautions.push(`${single.length} of ${found.length} effects have one seed, so that nothing is known of their noise.`); // prettier-ignore
  const unsure = found.filter(
    ({ lower, upper }) => (lower ?? 0) <= 0 && (upper ?? 0) >= 0 && lower !== undefined,
  );
  if (unsure.length > 0) cautions.push(`${unsure.length} of ${found.length} intervals hold 0: they are no evidence of an effect.`); // prettier-ignore
  if (found.length > 5)
    cautions.push(`With ${found.length} intervals of 95 %, one in twenty misses its effect by chance.`);
  const dots = found.map(({ setting, from, to, mean, lower, upper, seeds }) => {
    return {
      name: `${settingWords(setting)} ${to} instead of ${from}, ${seeds} ${seeds === 1 ? "seed" : "seeds"}`,
      series: "loss",
      mean,
      lower,
      upper,
    };
  });
  return { dots, cautions };
}
