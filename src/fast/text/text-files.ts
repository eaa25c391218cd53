import { readdir, stat } from "node:fs/promises";
import path from "node:path";

/** A file of text, and what tells it from any other and from what it was before. */
export interface TextFile {
  readonly file: string;
  /** bytes on the disk */
  readonly bytes: number;
  /** changes whenever the file does: place, size, times of the last changes */
  readonly version: string;
  /** milliseconds since 1970 of the last change, of content or of anything else; never for a pipe */
  readonly changed: number;
}

/**
 * The files to read: each that is named, and in place of a folder the files in it, in the order of their names'
 * bytes. Folders in it and files whose name begins with a dot are left out.
 *
 * @throws Error if there is none, or one is missing
 */
export async function textFiles(paths: readonly string[]): Promise<TextFile[]> {
  const files: TextFile[] = [];
  for (const name of paths) {
    const found = await stat(name).catch((error: NodeJS.ErrnoException) => {
      throw new Error(`encodeText requires texts that can be read, got ${error.code} for ${name}`);
    });
    if (!found.isDirectory()) {
      files.push(await textFile(name));
      continue;
    }
    const inside = await readdir(name, { withFileTypes: true });
    const names = inside.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
    for (const file of names.filter((file) => !file.startsWith(".")).sort(byBytes))
      files.push(await textFile(path.join(name, file)));
  }
  if (files.length === 0) {
    throw new Error(`encodeText requires a file or more, got none in ${paths.join(", ") || "an empty list"}`);
  }
  return files;
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
