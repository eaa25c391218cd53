import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { create } from "tar";

/** A tar archive, packed with gzip, of some files by name. */
export async function createArchive(files: Record<string, string>): Promise<Buffer> {
  const cwd = mkdtempSync(path.join(tmpdir(), "archive-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.join(cwd, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(cwd, name), text);
    }
    return await buffer(create({ cwd, gzip: true }, Object.keys(files)) as unknown as Readable);
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
