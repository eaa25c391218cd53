import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { writeAtomic } from "./write-atomic";

/*
 * A sealed file is a line that names the format, a line of JSON, the bytes of some arrays, and the SHA-256 of all
 * before it.
 */
const digestBytes = 32;
const chunk = 1 << 20;

/** A sealed file that was found whole. */
export interface SealedFile {
  /** what the line of JSON holds */
  readonly header: unknown;
  /** Fills arrays with what follows, in the order in which they were written. */
  read(...into: ArrayBufferView[]): void;
  close(): void;
}

/** Writes a sealed file, whole or not at all. */
export function writeSealed(
  path: string,
  format: string,
  header: object,
  arrays: readonly ArrayBufferView[],
): void {
  writeAtomic(path, sealed(format, header, arrays));
}

function* sealed(format: string, header: object, arrays: readonly ArrayBufferView[]): Generator<Uint8Array> {
  const digest = createHash("sha256");
  const parts = [Buffer.from(`${format}\n${JSON.stringify(header)}\n`), ...arrays.map(bytesOf)];
  for (const part of parts) {
    digest.update(part);
    yield part;
  }
  yield digest.digest();
}

/**
 * Opens a sealed file, after every byte of it was checked.
 *
 * @param what   it is, for the message of an error, as `checkpoint`
 * @param format of its first line
 * @throws RangeError where the file is of another format, or damaged
 */
export function openSealed(path: string, what: string, format: string): SealedFile {
  const descriptor = openSync(path, "r");
  try {
    const first = Buffer.from(`${format}\n`);
    const start = readAt(descriptor, 0, Math.min(chunk, fstatSync(descriptor).size));
    if (!start.subarray(0, first.length).equals(first))
      throw new RangeError(`${path} requires the first line of a ${what}, got another`);
    if (!isWhole(descriptor))
      throw new RangeError(`${what} ${path} requires the bytes that were written, got a damaged file`);
    const end = start.indexOf("\n", first.length);
    let at = end + 1;
    return {
      header: JSON.parse(start.toString("utf8", first.length, end)) as unknown,
      read: (...into) => {
        for (const array of into) at += readInto(descriptor, bytesOf(array), at);
      },
      close: () => closeSync(descriptor),
    };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function isWhole(descriptor: number): boolean {
  const length = fstatSync(descriptor).size - digestBytes;
  if (length < 0) return false;
  const digest = createHash("sha256");
  for (let at = 0; at < length; at += chunk)
    digest.update(readAt(descriptor, at, Math.min(chunk, length - at)));
  return digest.digest().equals(readAt(descriptor, length, digestBytes));
}

function readAt(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  readInto(descriptor, bytes, position);
  return bytes;
}

function readInto(descriptor: number, bytes: Uint8Array, position: number): number {
  for (let filled = 0; filled < bytes.length;) {
    const read = readSync(descriptor, bytes, filled, bytes.length - filled, position + filled);
    if (read === 0) throw new RangeError(`a file ended after ${position + filled} bytes, while it was read`);
    filled += read;
  }
  return bytes.length;
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
