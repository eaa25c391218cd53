import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Parser, type ReadEntry } from "tar";

/**
 * Files of a tar archive, packed with gzip or not. Nothing is written to the disk.
 *
 * @param wanted which files, by name
 * @param limit  most bytes that each of them may have; a larger one counts as missing
 * @returns what the archive has of them, by name
 */
export async function membersOf(
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

/** The one file of that name in a tar archive; an error if it is missing or has more bytes than `limit`. */
export async function memberOf(archive: Readable, name: string, limit: number): Promise<Buffer> {
  const bytes = (await membersOf(archive, (member) => member === name, limit)).get(name);
  if (!bytes) throw new Error(`memberOf requires ${name} of at most ${limit} bytes in the archive, got none`);
  return bytes;
}
