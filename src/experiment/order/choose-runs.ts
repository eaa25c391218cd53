import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { readLiveRecords } from "../../runs/live/live-record";
import { readRecord, readRecords, type RunRecord } from "../../runs/run-record";
import { parseFilter } from "../../runs/run-filter";
import { nearest } from "../../settings/nearest";

/** How a run is named: the path of its folder, the name of the folder or of the run, or the beginning of the name of one folder, or of its key. */
export interface Choice {
  readonly words: readonly string[];
  /** conditions that all hold, as `parseFilter` reads them */
  readonly where: readonly string[];
}

/**
 * All runs of a folder, also those that have not ended, which come last. A training that was stopped and goes on is of these alone.
 */
export function readAllRecords(runs: string): RunRecord[] {
  const live = readLiveRecords(runs);
  const folders = new Set(live.map(({ folder }) => folder));
  return [...readRecords(runs).found.filter(({ folder }) => !folders.has(folder)), ...live];
}

/**
 * The runs that words name and conditions let through, each once; without words all of the folder. A damaged folder is no
 * run here.
 *
 * @param found among which runs are chosen: by default those that have ended
 * @throws Error if a word names no run, or several
 */
export function chooseRuns(
  runs: string,
  { words, where }: Choice,
  found = readRecords(runs).found,
): RunRecord[] {
  const named = words.length === 0 ? found : words.map((word) => findRun(word, found));
  const filters = where.map((text) => parseFilter(text, found));
  const once = new Map(named.map((run) => [run.folder, run]));
  return [...once.values()].filter((run) => filters.every((holds) => holds(run)));
}

/** The one run that a word names. @throws Error if it names none, or several */
export function findRun(word: string, runs: readonly RunRecord[]): RunRecord {
  const folder = path.resolve(word);
  const known = runs.find((run) => run.folder === folder);
  if (known) return known;
  if (existsSync(path.join(folder, "experiment.json")) || existsSync(path.join(folder, "run.json")))
    return readRecord(folder);
  const kinds: ((run: RunRecord) => boolean)[] = [
    ({ id, name }) => id === word || name === word,
    ({ id, key }) => id.startsWith(word) || (word.length >= 4 && key.startsWith(word)),
  ];
  for (const kind of kinds) {
    const matching = runs.filter(kind);
    if (matching.length === 1) return matching[0];
    if (matching.length > 1) {
      const some = matching.slice(0, 5).map(({ id }) => id);
      const more = matching.length > some.length ? " and others" : "";
      throw new Error(
        `experiment requires one run, got ${JSON.stringify(word)}, which names ${matching.length}: ${some.join(", ")}${more}`,
      );
    }
  }
  throw new Error(`experiment requires a run, got ${JSON.stringify(word)}; ${help(word, runs)}`);
}

function help(word: string, runs: readonly RunRecord[]): string {
  if (statSync(word, { throwIfNoEntry: false })?.isDirectory()) return "that folder holds no run";
  const guess = nearest(word, runs.flatMap(({ id, name }) => (name === "" ? [id] : [id, name]))); // prettier-ignore
  return guess === undefined ? "npm run experiment -- list shows the runs" : `did you mean ${guess}?`;
}
