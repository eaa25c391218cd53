import type { FileHandle } from "node:fs/promises";

/**
 * Writes all bytes at a position of a file. A single write call may stop short, without an error, where a disk is
 * filling up; the next one then says so.
 */
export async function writeWhole(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    written += (await file.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
  }
}
