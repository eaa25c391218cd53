import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Parser, type ReadEntry } from "tar";

/**
 * Reads files of a tar archive, packed with gzip or not. Nothing is written to the disk.
 *
 * @param wanted which files, by name
 * @param limit  most bytes of a file; a larger file counts as missing
 * @returns the files that were found, by name
 */
export async function readMembers(
  archive: Readable,
  wanted: (name: string) => boolean,
  limit: number,
): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer[]>();
  const parser = new Parser({
    strict: true,
    filter: (member, entry) => wanted(member) && (entry.size ?? 0) <= limit,
    onReadEntry: (entry: ReadEntry) => {
      const chunks: Buffer[] = [];
      found.set(entry.path, chunks);
      entry.on("data", (chunk) => chunks.push(chunk));
    },
  });
  await pipeline(archive, parser as unknown as NodeJS.WritableStream);
  return new Map([...found].map(([name, chunks]) => [name, Buffer.concat(chunks)]));
}

/** Reads one file of a tar archive. @throws Error if it is missing or has more than `limit` bytes */
export async function readMember(archive: Readable, name: string, limit: number): Promise<Buffer> {
  const bytes = (await readMembers(archive, (member) => member === name, limit)).get(name);
  if (!bytes)
    throw new Error(`the package requires ${name} of at most ${limit} bytes in the archive, got none`);
  return bytes;
}
