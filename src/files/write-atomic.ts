import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";

/**
 * Writes a file whole or not at all: into a file beside it, to the disk, and then under its name. Whoever reads
 * finds what was there before or what is there now, and a failure, a full disk included, leaves what was there.
 *
 * `writeFileSync` writes on until every byte is written. A single write call may stop short of that on a disk
 * that is filling up, without an error; write-file-atomic 7.0.1 takes that for success.
 *
 * @param file path, in a folder that exists
 * @param data text is written as UTF-8; parts are written one after another
 */
export function writeAtomic(file: string, data: string | Uint8Array | Iterable<Uint8Array>): void {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    const descriptor = openSync(beside, "w");
    try {
      const whole = typeof data === "string" || data instanceof Uint8Array;
      for (const part of whole ? [data] : data) writeFileSync(descriptor, part);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
