import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { readUnpacked } from "../../files/packed-file";
import { quoted, refuse } from "./row-store";

const CHUNK = 1 << 18;

/** Reads parts of a file, without reading what is between them. */
export class PartReader {
  readonly size: number;
  private rest: Buffer = Buffer.alloc(0); // read, and not taken yet
  private position = 0; // in the file, behind `rest`
  private readonly descriptor: number | undefined; // undefined if all is in `rest`

  /**
   * @param name  of the file; one that ends in `.gz` is unpacked into memory
   * @param chunk bytes that are read at a time to look for the end of a text
   */
  constructor(
    readonly name: string,
    private readonly chunk = CHUNK,
  ) {
    if (name.endsWith(".gz")) {
      this.rest = readUnpacked(name);
      this.size = this.rest.length;
      return;
    }
    this.descriptor = openSync(name, "r");
    this.size = fstatSync(this.descriptor).size;
  }

  /** The next bytes up to the byte `end`, which is skipped; undefined if it does not come. */
  until(end: number, limit: number): Buffer | undefined {
    for (let searched = 0; ;) {
      const found = this.rest.indexOf(end, searched);
      if ((found < 0 ? this.rest.length : found) > limit)
        refuse(this.name, `${quoted(String.fromCharCode(end))} within ${limit} bytes`, "none");
      if (found >= 0) {
        const bytes = this.rest.subarray(0, found);
        this.rest = this.rest.subarray(found + 1);
        return bytes;
      }
      searched = this.rest.length;
      if (!this.more()) return undefined;
    }
  }

  /** The next bytes; undefined if fewer are left. @param length at most the length of the file */
  take(length: number): Buffer | undefined {
    if (length <= this.rest.length) {
      const bytes = this.rest.subarray(0, length);
      this.rest = this.rest.subarray(length);
      return bytes;
    }
    if (this.descriptor === undefined) return undefined;
    const bytes = Buffer.allocUnsafe(length);
    let filled = this.rest.copy(bytes);
    this.rest = this.rest.subarray(filled);
    while (filled < length) {
      const read = readSync(this.descriptor, bytes, filled, length - filled, this.position);
      if (read === 0) return undefined;
      this.position += read;
      filled += read;
    }
    return bytes;
  }

  /** Skips the next bytes, and does not read them. */
  skip(length: number): void {
    this.position += Math.max(0, length - this.rest.length);
    this.rest = this.rest.subarray(Math.min(length, this.rest.length));
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
  }

  private more(): boolean {
    if (this.descriptor === undefined) return false;
    const chunk = Buffer.allocUnsafe(this.chunk);
    const read = readSync(this.descriptor, chunk, 0, this.chunk, this.position);
    this.position += read;
    this.rest = Buffer.concat([this.rest, chunk.subarray(0, read)]);
    return read > 0;
  }
}

/** Opens a file, and closes it when `read` has ended. */
export function withParts<T>(name: string, read: (bytes: PartReader) => T, chunk = CHUNK): T {
  const bytes = new PartReader(name, chunk);
  try {
    return read(bytes);
  } finally {
    bytes.close();
  }
}
