import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import type { Settings } from "../../settings/table";
import type { FailedCell, Parameters } from "../experiment-json";
import { lineAppender } from "./json-lines";
import { progressFile } from "./progress-file";

/** Holds what a run says, a line of JSON each time: which cell begins, and what is printed. */
export const logFile = "log.ndjson";

/** Code cell `cell` of `of` begins. */
export interface CellLine {
  readonly time: string;
  readonly cell: number;
  readonly of: number;
  readonly name: FailedCell;
}

/** Something was printed; it need not end with a newline. */
export interface TextLine {
  readonly time: string;
  readonly stream: string;
  readonly text: string;
}

/** A training of `npm run train` begins, or continues, with these settings. */
export interface BeginLine {
  readonly time: string;
  readonly settings: Parameters;
}

export type LogLine = CellLine | TextLine | BeginLine;

/** A line of the log, if a value that was read is one. */
export function parseLogLine(value: unknown): LogLine | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { time, cell, of, name, stream, text, settings } = value as Record<string, unknown>;
  if (typeof time !== "string") return undefined;
  if (typeof stream === "string" && typeof text === "string") return { time, stream, text };
  if (typeof settings === "object" && settings !== null) return { time, settings: settings as Parameters };
  const { id, begins } = (name ?? {}) as Record<string, unknown>;
  if (typeof cell !== "number" || typeof of !== "number") return undefined;
  if (typeof id !== "string" || typeof begins !== "string") return undefined;
  return { time, cell, of, name: name as FailedCell };
}

/**
 * Begins the log of a training that has a folder. `word2vec_experiment` writes that of a chapter.
 *
 * @param continues whether an earlier log goes on
 * @param clock     milliseconds since 1970, such as `Date.now`
 * @returns is called with each line that the training says
 */
export function beginLog(
  folder: string,
  settings: Settings,
  continues: boolean,
  clock: () => number,
): (text: string) => void {
  if (!continues) removeLog(folder);
  const append = lineAppender(path.join(folder, logFile));
  const time = (): string => new Date(clock()).toISOString();
  append({ time: time(), settings });
  return (text) => append({ time: time(), stream: "stderr", text: `${text}\n` });
}

/** Whether the run of a folder has said anything, so that there is something to look at. */
export const holdsLog = (folder: string): boolean => existsSync(path.join(folder, logFile));

/** Removes what a training has said of itself, as of one that never began. */
export function removeLog(folder: string): void {
  for (const name of [logFile, progressFile]) rmSync(path.join(folder, name), { force: true });
}
