import path from "node:path";
import { parametersText, type FailedCell } from "../../runs/experiment-json";
import type { IndexEntry } from "../../runs/index-entry";

/** How many lines a terminal shows; the index has all. */
const mostLines = 60;

/**
 * The result of a grid, a line for each combination of parameters: mean and standard deviation over its seeds.
 *
 * @param runs folder of the runs
 */
export function summaryLines(
  { there, made, failed, stopped }: { there: number; made: number; failed: number; stopped: number },
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
  const failures = entries
    .filter(({ status }) => status === "failed")
    .map((entry) => `failed: ${failedLine(entry, where)}`);
  const counts = [
    `${made} made`,
    ...(there ? [`${there} there before`] : []),
    ...(failed ? [`${failed} failed`] : []),
    ...(stopped
      ? [`${stopped} stopped before at the time limit, which a larger --time-limit tries again`]
      : []),
  ];
  return [
    ...lines.slice(0, mostLines),
    ...(lines.length > mostLines ? [`and ${lines.length - mostLines} more combinations`] : []),
    ...failures.slice(0, mostLines),
    ...(failures.length > mostLines ? [`and ${failures.length - mostLines} more that failed`] : []),
    `${entries.length} ${entries.length === 1 ? "run" : "runs"}: ${counts.join(", ")}; ${path.join(where, "index.json")} lists them`,
  ];
}

/** The parameters without the seed. */
function combination({ parameters }: IndexEntry): string {
  return parametersText(Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== "seed")));
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
  const place = entry.cell ? ` ${cellText(entry.cell)}:` : "";
  const [reason] = (entry.error ?? "").split("\n");
  return `${parametersText(entry.parameters)}:${place} ${reason} (${path.join(where, entry.folder)})`;
}

/** A cell by its number, its id and how it begins. */
function cellText({ number, id, begins }: FailedCell): string {
  return number === undefined ? "the cell that sets the parameters" : `cell ${number} ("${id}", ${begins})`;
}

function groupBy<T>(values: readonly T[], name: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(name(value), [...(groups.get(name(value)) ?? []), value]);
  return groups;
}
