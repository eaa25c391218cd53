import { statSync, type Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { explainSystemError } from "../../files/explain-error";

/** The path that stands for the standard input. */
export const standardInput = "-";

/** A file of text, and its version, which changes whenever the file does. */
export interface TextFile {
  readonly file: string;
  /** bytes on the disk */
  readonly bytes: number;
  /** place, size and times of the last changes */
  readonly version: string;
  /** time of the last change, of content or of anything else, in milliseconds since 1970; Infinity for a pipe */
  readonly changed: number;
}

/**
 * Lists the files to read: for a folder the files in it, in the order of the bytes of their names. Folders inside it
 * and files whose name begins with a dot are left out.
 *
 * @throws Error if a file is missing, or if there is none
 */
export async function textFiles(paths: readonly string[]): Promise<TextFile[]> {
  const files: TextFile[] = [];
  for (const name of paths) {
    if (name === standardInput) {
      files.push({ file: name, bytes: 0, version: `${name} ${performance.now()}`, changed: Infinity });
      continue;
    }
    const found = await stat(name).catch((error: NodeJS.ErrnoException) => {
      throw new Error(explainSystemError(error, name) ?? error.message);
    });
    if (!found.isDirectory()) {
      files.push(await textFile(name));
      continue;
    }
    for (const file of (await listFolder(name)).read) files.push(await textFile(path.join(name, file)));
  }
  if (files.length === 0) {
    throw new Error(
      `a corpus requires at least one file, got none in ${paths.join(", ") || "an empty list"}; folders inside a folder are not read`,
    );
  }
  return files;
}

/** What a folder holds, by name: what is read as text, and what is left out. */
export async function listFolder(folder: string): Promise<{ read: string[]; leftOut: string[] }> {
  const inside = await readdir(folder, { withFileTypes: true });
  const isRead = inside.map((entry) => !entry.name.startsWith(".") && !isFolder(folder, entry));
  const names = (read: boolean): string[] =>
    inside.filter((_, i) => isRead[i] === read).map(({ name }) => name).sort(byBytes); // prettier-ignore
  return { read: names(true), leftOut: names(false) };
}

function isFolder(folder: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return statSync(path.join(folder, entry.name), { throwIfNoEntry: false })?.isDirectory() ?? false;
}

async function textFile(file: string): Promise<TextFile> {
  const found = await stat(file, { bigint: true });
  const { dev, ino, size, mtimeNs, ctimeNs } = found;
  const version = [path.resolve(file), dev, ino, size, mtimeNs, ctimeNs].join(" ");
  const changed = found.isFile() ? Number((mtimeNs > ctimeNs ? mtimeNs : ctimeNs) / 1_000_000n) : Infinity;
  return { file, bytes: Number(size), version, changed };
}

function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
