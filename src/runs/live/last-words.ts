import path from "node:path";
import { LineTail } from "./json-lines";
import { logFile, parseLogLine, type CellLine, type LogLine } from "./log-file";
import { progressFile } from "./progress-file";
import { parsePoint, type ProgressPoint } from "./progress-point";

/** What a run has last said of itself. */
export interface LastWords {
  /** the cell that began last */
  readonly cell: CellLine | undefined;
  readonly point: ProgressPoint | undefined;
  /** what was printed last, a line each */
  readonly printed: readonly string[];
}

/** Bytes at the end of a file that are looked at; those of the log hold more than one output. */
const [endOfLog, endOfProgress] = [2 ** 18, 2 ** 14];

/**
 * Reads what a run has last said, whether it goes on, was killed, failed or ended.
 *
 * @param most lines of what was printed
 */
export function readLastWords(folder: string, most: number): LastWords {
  const log = new LineTail(path.join(folder, logFile), endOfLog).read().flatMap((line) => parseLogLine(line) ?? []); // prettier-ignore
  return {
    cell: log.filter((line): line is CellLine => "cell" in line).at(-1),
    point: readPoint(folder),
    printed: printedText(log).split("\n").filter((line) => line.trim() !== "").slice(-most), // prettier-ignore
  };
}

const escapes = /\x1b\[[0-9;?]*[A-Za-z]/g;

/** Where the training of a run stands, or stood last. */
export function readPoint(folder: string): ProgressPoint | undefined {
  const lines = new LineTail(path.join(folder, progressFile), endOfProgress).read();
  return lines.flatMap((line) => parsePoint(line) ?? []).at(-1);
}

/** All that was printed, without colours. A line that was written over, as a progress line is, is its last form. */
export function printedText(log: readonly LogLine[]): string {
  const text = log.map((line) => ("text" in line ? line.text : "")).join("");
  return text.replace(escapes, "").replace(/\r\n/g, "\n").replace(/[^\n]*\r/g, ""); // prettier-ignore
}
