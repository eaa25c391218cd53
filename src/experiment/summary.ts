import path from "node:path";
import type { IndexEntry } from "./run-index";

/** Rows of the summary that a terminal still shows; the index has them all. */
const most = 60;

/**
 * What a grid came to, a line for each combination of parameters: the mean over its seeds and how they spread.
 *
 * @param runs folder of the runs
 */
export function summaryLines(
  { there, made, failed }: { there: number; made: number; failed: number },
  entries: readonly IndexEntry[],
  runs: string,
): string[] {
  const inside = path.relative(process.cwd(), runs);
  const where = inside.startsWith("..") ? runs : inside || ".";
  const groups = groupBy(
    entries.filter(({ status }) => status === "done"),
    combination,
  );
  const lines = [...groups].map(([name, group]) => groupLine(name, group, where));
  const counts = [
    `${made} made`,
    ...(there ? [`${there} there before`] : []),
    ...(failed ? [`${failed} failed`] : []),
  ];
  return [
    ...lines.slice(0, most),
    ...(lines.length > most ? [`... ${lines.length - most} more`] : []),
    ...entries
      .filter(({ status }) => status === "failed")
      .map((entry) => `failed: ${failedLine(entry, where)}`),
    `${entries.length} ${entries.length === 1 ? "run" : "runs"}: ${counts.join(", ")}; ${path.join(where, "index.json")} lists them`,
  ];
}

/** The parameters but the seed. */
function combination({ parameters }: IndexEntry): string {
  const names = Object.keys(parameters).filter((name) => name !== "seed");
  return names.map((name) => `${name}=${parameters[name]}`).join(" ") || "as the chapter has it";
}

function groupLine(name: string, group: readonly IndexEntry[], where: string): string {
  const losses = group.flatMap(({ meanOfLastLosses: loss }) => (loss === null ? [] : [loss]));
  const place = group.length === 1 ? path.join(where, group[0].folder) : `${group.length} seeds`;
  if (losses.length === 0) return `${name}: ${place}`;
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  const variance = losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0) / (losses.length - 1);
  const spread = losses.length > 1 ? ` ± ${Math.sqrt(variance).toFixed(3)}` : "";
  return `${name}: loss ${mean.toFixed(3)}${spread}, ${place}`;
}

function failedLine(entry: IndexEntry, where: string): string {
  const parameters = Object.entries(entry.parameters).map(([name, value]) => `${name}=${value}`);
  return `${parameters.join(" ")}: ${entry.error ?? ""} (${path.join(where, entry.folder)})`;
}

function groupBy<T>(values: readonly T[], nameOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(nameOf(value), [...(groups.get(nameOf(value)) ?? []), value]);
  return groups;
}
