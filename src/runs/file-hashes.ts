import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { hashFileSync } from "../files/sha256";
import { writeAtomic } from "../files/write-atomic";
import { notesFile } from "./run-notes";

/** Lists the SHA-256 of each file of a run, as `sha256sum` does: `sha256sum -c files.sha256` checks them, too. */
const hashesFile = "files.sha256";

/** What may change in the folder of a run, or come later: what people say of it, and its page, which is made of the rest. */
const changing: readonly string[] = [hashesFile, notesFile, "report.html"];

/**
 * Writes the hashes of all files that are in a folder now and never change.
 *
 * @param leaving names of files that will be removed
 */
export function writeHashes(folder: string, leaving: readonly string[] = []): void {
  const names = readdirSync(folder).filter((name) => !changing.includes(name) && !leaving.includes(name));
  const lines = names.sort().map((name) => `${hashFileSync(path.join(folder, name))}  ${name}\n`);
  writeAtomic(path.join(folder, hashesFile), lines.join(""));
}

/** The names of the files whose hashes a folder lists. */
export function listedFiles(folder: string): string[] {
  const file = path.join(folder, hashesFile);
  return existsSync(file) ? readFileSync(file, "utf8").split("\n").flatMap((line) => readLine(line)?.name ?? []) : []; // prettier-ignore
}

function readLine(line: string): { hash: string; name: string } | undefined {
  const [, hash, name] = /^([0-9a-f]{64}) [ *]([^/\\\0]+)$/.exec(line) ?? [];
  return hash === undefined ? undefined : { hash, name };
}

/**
 * Why the files of a run are not those that were written when it ended; undefined if they are.
 *
 * @param coming names of files that may be there, too
 * @throws Error if the folder cannot be read
 */
export function findDamage(folder: string, coming: readonly string[] = []): string | undefined {
  const there = new Set(readdirSync(folder));
  if (!there.has(hashesFile)) return `it has no ${hashesFile}, so that nothing can be checked`;
  const wrong = [...there].find((name) => !lstatSync(path.join(folder, name)).isFile());
  if (wrong !== undefined) return `${wrong} is no plain file`;
  const expected = new Set<string>([...changing, ...coming]);
  const lines = readFileSync(path.join(folder, hashesFile), "utf8").trimEnd().split("\n");
  for (const [i, line] of lines.entries()) {
    const { hash, name } = readLine(line) ?? {};
    if (name === undefined) return `line ${i + 1} of ${hashesFile} is no hash of a file`;
    if (!there.has(name)) return `${name} is missing`;
    if (hashFileSync(path.join(folder, name)) !== hash)
      return `${name} has other bytes than ${hashesFile} says`;
    expected.add(name);
  }
  const strange = [...there].find((name) => !expected.has(name));
  return strange === undefined ? undefined : `${strange} is not in ${hashesFile}`;
}
