import { existsSync, linkSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { findTarget } from "./output-target";
import { isLeftover } from "./temporary-names";
import { writeBeside, type FileData, type Replaced } from "./write-atomic";

/** Ends the names of files that a journal may name, so that nobody takes them for what a killed process left. */
const READY = ".ready";
const UNFINISHED = ".unfinished";

/** The renames that make files new, relative to the folder of the journal. */
type Journal = readonly (readonly [from: string, to: string])[];

/**
 * Writes files of one folder that belong together: all of them become new, or none. The new files are on the disk
 * before a journal names the renames that are left; then they are renamed, and the journal is removed. After a kill in
 * between, the next reader or writer finishes the renames (`finishTogether`).
 *
 * @param files the first one names the journal, `.NAME.unfinished`
 * @throws RangeError if one is a pipe or a device
 */
export function writeTogether(files: readonly { readonly file: string; readonly data: FileData }[]): void {
  const targets = files.map(({ file }): Replaced => {
    const target = findTarget(file);
    if (target.replaces) return target;
    throw new RangeError(
      `files that belong together require names of files, got ${file}, a pipe or a device`,
    );
  });
  const journal = journalOf(targets[0].path);
  const folder = path.dirname(journal);
  removeReady(folder);
  const written: string[] = [];
  try {
    for (const [i, { data }] of files.entries()) written.push(writeBeside(targets[i], data));
    for (const [i, file] of written.entries()) renameSync(file, (written[i] += READY)); // no longer a leftover
    const renames = written.map((from, i) =>
      [from, targets[i].path].map((name) => path.relative(folder, name)),
    );
    begin(journal, JSON.stringify(renames));
  } catch (error) {
    for (const file of written) rmSync(file, { force: true });
    throw error;
  }
  finish(journal);
}

/** Finishes what a killed `writeTogether` left; call it before the first of the files is read. */
export function finishTogether(file: string): void {
  const target = existsSync(file) ? findTargetToRead(file) : path.resolve(file);
  const journal = journalOf(target);
  if (existsSync(journal)) finish(journal);
}

function findTargetToRead(file: string): string {
  try {
    return findTarget(file).path;
  } catch {
    return path.resolve(file); // a folder, or a file that may only be read
  }
}

function journalOf(file: string): string {
  const { dir, base } = path.parse(file);
  return path.join(dir, `.${base.slice(0, 60)}${UNFINISHED}`);
}

/** Removes files that a killed process made ready, and no journal names. */
function removeReady(folder: string): void {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  if (names.some((name) => name.endsWith(UNFINISHED))) return; // it may name them
  for (const name of names.filter((name) => name.endsWith(READY)))
    if (isLeftover(name.slice(0, -READY.length), folder)) rmSync(path.join(folder, name), { force: true });
}

/** Puts a whole journal into its place, after the one of another process, if there is one, was finished. */
function begin(journal: string, text: string): void {
  const own = writeBeside({ replaces: true, path: journal }, text);
  try {
    for (let tries = 0; tries < 100; tries++) {
      try {
        linkSync(own, journal); // unlike a rename, it fails where one is there
        return;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code !== "EEXIST") return renameSync(own, journal); // a file system without links
        finish(journal);
      }
    }
    throw new Error(`${journal} is written again and again by another process; wait for its end`);
  } finally {
    rmSync(own, { force: true });
  }
}

function finish(journal: string): void {
  let text: string;
  try {
    text = readFileSync(journal, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return; // another process finished it
    throw error;
  }
  for (const [from, to] of parseJournal(journal, text)) {
    try {
      renameSync(path.join(path.dirname(journal), from), path.join(path.dirname(journal), to));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error; // else it was renamed before
    }
  }
  rmSync(journal, { force: true });
}

function parseJournal(journal: string, text: string): Journal {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const isRename = (pair: unknown): boolean =>
    Array.isArray(pair) && pair.length === 2 && pair.every((name) => typeof name === "string") && /\.w2v-[\w-]+\.ready$/.test(pair[0] as string); // prettier-ignore
  if (Array.isArray(value) && value.every(isRename)) return value as Journal;
  throw new RangeError(`${journal} requires the names of files that are not renamed yet, got a damaged file; remove it and write the files again`); // prettier-ignore
}
