import { describeOrigin, originKey, shortCode } from "../runs/origin";
import type { FoundRuns } from "../runs/read-runs";
import type { StoredRun } from "../runs/stored-run";

/**
 * The runs that can be held against each other: of one chapter, one version of the code and one trainer. Of several
 * such sets the largest counts, or else the one whose last folder is the last by name. The others are left out.
 *
 * @param code the first digits of the version that counts, or empty
 * @throws RangeError if no run is of that version
 */
export function chooseComparable({ runs, leftOut }: FoundRuns, code = ""): FoundRuns {
  const wanted = runs.filter(({ origin }) => origin.code?.startsWith(code) ?? code === "");
  if (runs.length > 0 && wanted.length === 0) {
    const known = [...new Set(runs.flatMap(({ origin }) => (origin.code === null ? [] : [shortCode(origin.code)])))]; // prettier-ignore
    throw new RangeError(`settings require code to be one of ${known.join(", ")}, got ${code}`);
  }
  const sets = new Map<string, StoredRun[]>();
  for (const run of wanted) sets.set(setKey(run), [...(sets.get(setKey(run)) ?? []), run]);
  let chosen: readonly StoredRun[] = [];
  for (const set of sets.values()) if (set.length >= chosen.length) chosen = set;
  const others = runs.filter((run) => !chosen.includes(run));
  const reasons = others.map((run) => ({ folder: run.folder, reason: describeOther(run, chosen[0]) }));
  return { runs: chosen, leftOut: [...leftOut, ...reasons] };
}

const setKey = (run: StoredRun): string => originKey(run) + run.settings.trainer;

function describeOther(run: StoredRun, chosen: StoredRun): string {
  if (originKey(run) === originKey(chosen))
    return `of the trainer ${run.settings.trainer}; the runs that count are of ${chosen.settings.trainer}`;
  return `made by ${describeOrigin(run.origin)}; the runs that count by ${describeOrigin(chosen.origin)}`;
}
