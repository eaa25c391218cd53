import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { writeAtomic } from "./write-atomic";

/*
 * A sealed file is a line that names the format, a line of JSON, the bytes of some arrays, and the SHA-256 of all
 * before it.
 */
const digestBytes = 32;
const chunk = 1 << 20;

/** A sealed file whose bytes were checked. */
export interface SealedFile {
  /** the line of JSON */
  readonly header: unknown;
  /** Fills arrays with the bytes that follow, in the order in which they were written. */
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
  const parts = [Buffer.from(`${format}\n${JSON.stringify(header)}\n`), ...arrays.map(viewBytes)];
  for (const part of parts) {
    digest.update(part);
    yield part;
  }
  yield digest.digest();
}

/**
 * Reads the line of JSON of a sealed file, which is not checked yet: `openSealed` does that.
 *
 * @param formats of its first line, one of them
 * @returns undefined if the file begins otherwise
 */
export function readSealedHeader(path: string, formats: readonly string[]): unknown {
  const descriptor = openSync(path, "r");
  try {
    const start = readAt(descriptor, 0, Math.min(chunk, fstatSync(descriptor).size)).toString();
    const [format, header] = start.split("\n", 2);
    return formats.includes(format) ? (JSON.parse(header) as unknown) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Opens a sealed file, and checks every byte of it.
 *
 * @param what   kind of file, for an error, as `checkpoint`
 * @param format of its first line
 * @throws RangeError if the file has another format or is damaged
 */
export function openSealed(path: string, what: string, format: string): SealedFile {
  const descriptor = openSync(path, "r");
  try {
    const first = Buffer.from(`${format}\n`);
    const start = readAt(descriptor, 0, Math.min(chunk, fstatSync(descriptor).size));
    if (!start.subarray(0, first.length).equals(first))
      throw new RangeError(
        `${path} requires the first line of a ${what}, ${quote(first)}, got ${quote(start)}`,
      );
    if (!isWhole(descriptor))
      throw new RangeError(`${what} ${path} requires the bytes that were written, got a damaged file`);
    const end = start.indexOf("\n", first.length);
    let at = end + 1;
    return {
      header: parseHeader(start.toString("utf8", first.length, end), `${what} ${path}`),
      read: (...into) => {
        for (const array of into) {
          if (at + array.byteLength > fstatSync(descriptor).size - digestBytes)
            throw new RangeError(
              `${what} ${path} requires ${array.byteLength} bytes at ${at}, got the end of it`,
            );
          at += readInto(descriptor, viewBytes(array), at);
        }
      },
      close: () => closeSync(descriptor),
    };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function parseHeader(json: string, name: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new RangeError(`${name} requires a second line of JSON, got ${JSON.stringify(json.slice(0, 60))}`);
  }
}

/** The first line of some bytes, as an error quotes it. */
function quote(bytes: Buffer): string {
  return JSON.stringify(bytes.toString("latin1", 0, 60).split("\n")[0]);
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
    if (read === 0)
      throw new RangeError(`openSealed requires ${bytes.length} bytes at ${position}, got ${filled}`);
    filled += read;
  }
  return bytes.length;
}

function viewBytes({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
