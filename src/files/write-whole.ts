import type { FileHandle } from "node:fs/promises";

/**
 * Writes all bytes at a position of a file. On a disk that is filling up a single write call may write less, without an
 * error; the next call then fails.
 */
export async function writeWhole(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    written += (await file.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
  }
}
