import { existsSync, realpathSync, rmdirSync } from "node:fs";
import path from "node:path";
import { quoteForShell } from "../files/known-formats";
import { withLock } from "../files/locks";
import { makeFolder } from "../files/make-folder";
import { LineTail } from "./live/json-lines";
import { logFile, parseLogLine } from "./live/log-file";
import { progressFile } from "./live/progress-file";
import { parsePoint } from "./live/progress-point";
import { formats, type Format } from "../vectors/formats";
import { fastTextFile } from "./write-run";

/** How a training uses the folder of `--out`. */
export interface OutOptions {
  /** continue the run that is there */
  readonly resume: boolean;
  /** write over whatever is there */
  readonly force: boolean;
  /** of the vectors */
  readonly format: Format;
  /** the setting: a name, or the path of a text or of a folder of texts */
  readonly corpus: string;
  /** whether U and the words with their counts are written, too */
  readonly outside?: boolean;
  readonly vocabulary?: boolean;
  /** whether words have parts, so that a model of fastText is written, too */
  readonly parts?: boolean;
}

/** The command that continues the run in a folder. */
export function resumeCommand(out: string): string {
  return `npm run train -- --resume --out ${quoteForShell(out)}`;
}

/**
 * Does work that writes a run into a folder. Before the work begins, the folder is made and written to, and no other
 * process may work there.
 *
 * @throws Error if it cannot be written, or another process works there, or files would be lost: those of another run
 *               or of one's own, or the text itself
 */
export async function inOutFolder<T>(out: string, options: OutOptions, work: () => Promise<T>): Promise<T> {
  requireOtherThanCorpus(out, options);
  requireRun(out, options);
  const wasThere = existsSync(out);
  makeFolder("train requires --out", out);
  try {
    return await withLock("train requires --out", out, work);
  } finally {
    if (!wasThere) removeIfEmpty(out);
  }
}

/** Refuses a folder without a run that can be continued. @throws Error that says why, and how to train longer */
export function requireCheckpoint(out: string): void {
  if (existsSync(path.join(out, "checkpoint"))) return;
  const vectors = Object.values(formats).map(({ ends }) => path.join(out, `vectors${ends[0]}`));
  const written = vectors.find((file) => existsSync(file));
  const longer =
    written === undefined ? "" : `, or begin where it ended: --start-from ${quoteForShell(written)}`;
  const reason = existsSync(path.join(out, "run.json"))
    ? `whose run is finished; name another folder for a longer one${longer}`
    : "which has no checkpoint";
  throw new Error(`--resume requires a run that was stopped, got ${out}, ${reason}`);
}

/** Refuses a folder without a run to continue, or with files that would be overwritten. */
function requireRun(out: string, options: OutOptions): void {
  const { resume, force } = options;
  const has = (name: string): boolean => existsSync(path.join(out, name));
  if (resume) requireCheckpoint(out);
  if (resume || force) return;
  const help = has("checkpoint") ? `continue that one with ${resumeCommand(out)}` : "name another";
  const overwrite = "--force writes over it";
  if (has("checkpoint") || has("run.json"))
    throw new Error(`--out requires a folder without a run, got ${out}; ${help}, or ${overwrite}`);
  const own = outputs(options).find((name) => has(name) && !isOfKilledRun(out, name));
  if (own !== undefined)
    throw new Error(
      `--out requires a folder without files that would be overwritten, got ${path.join(out, own)}, which no run has written; name another folder, or ${overwrite}`,
    );
}

/** Whether a file is what a training that was killed before its first checkpoint has said of itself. */
function isOfKilledRun(out: string, name: string): boolean {
  const isOurs = { [logFile]: parseLogLine, [progressFile]: parsePoint }[name];
  const [first] = isOurs ? new LineTail(path.join(out, name)).read() : [];
  return isOurs?.(first) !== undefined;
}

/** Refuses a folder whose files are the text: the next training would read its own vectors. */
function requireOtherThanCorpus(out: string, options: OutOptions): void {
  const { corpus } = options;
  const text = findReal(corpus);
  if (text === undefined) return;
  if (text === findReal(out))
    throw new Error(
      `--out requires another folder than --corpus, got ${out} for both; the next training would read the vectors as text`,
    );
  if (outputs(options).some((name) => findReal(path.join(out, name)) === text))
    throw new Error(
      `--out requires a folder without the text, got ${out}, where ${corpus} would be overwritten`,
    );
}

function outputs({ format, outside, vocabulary, parts }: OutOptions): string[] {
  const [end] = formats[format].ends;
  return [
    `vectors${end}`,
    ...(format === "tsv" ? ["metadata.tsv"] : []),
    ...(outside ? [`outside${end}`, ...(format === "tsv" ? ["outside-metadata.tsv"] : [])] : []),
    ...(vocabulary ? ["vocabulary.txt"] : []),
    ...(parts ? [fastTextFile] : []),
    ...["loss.csv", "run.json", "checkpoint", logFile, progressFile],
  ];
}

function findReal(file: string): string | undefined {
  return existsSync(file) ? realpathSync(file) : undefined;
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // it holds what was trained
  }
}
