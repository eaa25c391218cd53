import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { findTarget, systemError, type OutputTarget } from "./output-target";
import { removeLeftovers, temporaryName } from "./temporary-names";

/** What is written: text as UTF-8, bytes, or parts one after another. */
export type FileData = string | Uint8Array | Iterable<Uint8Array>;

/** A file that is replaced. */
export type Replaced = OutputTarget & { readonly replaces: true };

/**
 * Writes a file whole or not at all: it writes another file to the disk, and renames it. A reader finds the old file or
 * the new one, and a failure, such as a full disk, leaves the old one. A link stays, and its target is written; the mode
 * and the owner of a file are kept; a pipe or a device is written as it is.
 *
 * A single write call may write less on a disk that is filling up, without an error; write-file-atomic 7.0.1 takes that
 * for success.
 *
 * @param file path, in a folder that exists
 */
export function writeAtomic(file: string, data: FileData): void {
  const target = findTarget(file);
  if (!target.replaces) return writeThrough(target, data);
  const beside = writeBeside(target, data);
  try {
    renameSync(beside, target.path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Writes a file beside the one that it will replace, and to the disk. @returns its path */
export function writeBeside(target: Replaced, data: FileData): string {
  const folder = path.dirname(target.path);
  removeLeftovers(folder);
  const beside = path.join(folder, temporaryName());
  try {
    const descriptor = openSync(beside, "w");
    try {
      if (target.former) keepOwner(descriptor, target);
      writeParts(descriptor, data);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    return beside;
  } catch (error) {
    rmSync(beside, { force: true });
    throw naming(error, target.path);
  }
}

function writeThrough({ path: file, descriptor }: OutputTarget & { replaces: false }, data: FileData): void {
  const opened = descriptor ?? openSync(file, "w");
  try {
    writeParts(opened, data);
  } catch (error) {
    throw naming(error, file);
  } finally {
    if (descriptor === undefined) closeSync(opened);
  }
}

function writeParts(descriptor: number, data: FileData): void {
  const whole = typeof data === "string" ? [Buffer.from(data)] : data instanceof Uint8Array ? [data] : data;
  for (const part of whole)
    for (let written = 0; written < part.length;) written += writeSome(descriptor, part, written);
}

/** Writes what fits now; where a pipe is full, and does not wait itself, it is tried again. */
function writeSome(descriptor: number, bytes: Uint8Array, from: number): number {
  try {
    return writeSync(descriptor, bytes, from);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    return 0;
  }
}

/** Gives a new file the mode and the owner of the one that it will replace. */
function keepOwner(descriptor: number, { path: file, former }: Replaced): void {
  if (!former) return;
  try {
    if (former.uid !== process.getuid?.() || former.gid !== process.getgid?.())
      fchownSync(descriptor, former.uid, former.gid);
  } catch {
    if (former.uid !== process.getuid?.()) throw systemError("EPERM", file); // another user's file would become ours
  }
  fchmodSync(descriptor, former.mode & 0o7777);
}

/** An error of the system names the file that was to be written, not the one beside it. */
function naming(error: unknown, file: string): unknown {
  if (error instanceof Error && "code" in error) Object.assign(error, { path: file });
  return error;
}
