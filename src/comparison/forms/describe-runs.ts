import path from "node:path";
import { describeOrigin } from "../../runs/origin";
import { readJson } from "../../runs/run-json";
import { seedLabel, settingNames } from "../../runs/run-settings";
import type { StoredRun } from "../../runs/stored-run";
import { settingValue } from "../../settings/settings";
import type { SettingName } from "../../settings/table";

/** How many folders the foot of a page names. */
const mostNamed = 6;

/**
 * The settings of the runs with all their values, the seeds, the text, their folders and the code that made them, for
 * the foot of a page.
 */
export function describeRuns(runs: readonly StoredRun[]): {
  corpus: { name: string; sha256: string };
  settings: Record<string, string>;
  seeds: Record<string, string>;
  runs: Record<string, string>;
} {
  if (runs.length === 0) throw new RangeError("describeRuns requires at least one run, got none");
  const values = (name: SettingName): string =>
    unique(runs.map(({ settings }) => String(settingValue(settings, name) ?? "none")));
  const used = settingNames.filter((name) =>
    runs.some(({ settings }) => name !== "corpus" && settingValue(settings, name) !== undefined),
  );
  const commits = unique(runs.map(commitOf));
  const folders = runs.map(({ folder }) => path.basename(folder));
  const more = folders.length - mostNamed;
  return {
    corpus: { name: values("corpus"), sha256: unique(runs.map(({ corpusHash }) => corpusHash)) },
    settings: Object.fromEntries(used.map((name) => [name, values(name)])),
    seeds: { seed: unique(runs.map(seedLabel)) },
    runs: {
      "made by": unique(runs.map(({ origin }) => describeOrigin(origin))),
      ...(commits === "unknown" ? {} : { "at commit": commits }),
      in: folders.slice(0, mostNamed).join(" | ") + (more > 0 ? ` | and ${more} more` : ""),
    },
  };
}

const unique = (texts: readonly string[]): string => [...new Set(texts)].join(" | ");

/** The commit of the checkout that made a run, as its `environment.json` says it. */
function commitOf({ folder }: StoredRun): string {
  try {
    const { commit, dirty } = readJson(path.join(folder, "environment.json")) ?? {};
    if (typeof commit !== "string") return "unknown";
    return commit.slice(0, 12) + (dirty === true ? " with changes" : "");
  } catch {
    return "unknown"; // the file is damaged
  }
}
