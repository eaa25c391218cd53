import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { refuse } from "./row-store";

const CHUNK = 1 << 18;

/** Bytes of a file, read as they are asked for: of a long file, its beginning or some places only. */
export class PartReader {
  readonly size: number;
  private rest: Buffer = Buffer.alloc(0); // read, and not handed out yet
  private position = 0; // in the file, behind `rest`
  private readonly descriptor: number;

  constructor(readonly name: string) {
    this.descriptor = openSync(name, "r");
    this.size = fstatSync(this.descriptor).size;
  }

  /** The next bytes up to `end`, which is passed over; undefined where it does not come any more. */
  until(end: number, limit: number): Buffer | undefined {
    for (let searched = 0; ;) {
      const found = this.rest.indexOf(end, searched);
      if ((found < 0 ? this.rest.length : found) > limit)
        refuse(this.name, `${JSON.stringify(String.fromCharCode(end))} within ${limit} bytes`, "more");
      if (found >= 0) {
        const bytes = this.rest.subarray(0, found);
        this.rest = this.rest.subarray(found + 1);
        return bytes;
      }
      searched = this.rest.length;
      if (!this.more()) return undefined;
    }
  }

  /** The next bytes; undefined if fewer are left. @param length no more than the file is known to have */
  take(length: number): Buffer | undefined {
    if (length <= this.rest.length) {
      const bytes = this.rest.subarray(0, length);
      this.rest = this.rest.subarray(length);
      return bytes;
    }
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

  /** Passes over the next bytes, without reading those that were not read yet. */
  skip(length: number): void {
    this.position += Math.max(0, length - this.rest.length);
    this.rest = this.rest.subarray(Math.min(length, this.rest.length));
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private more(): boolean {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const read = readSync(this.descriptor, chunk, 0, CHUNK, this.position);
    this.position += read;
    this.rest = Buffer.concat([this.rest, chunk.subarray(0, read)]);
    return read > 0;
  }
}

/** Opens a file, and closes it when `read` has ended. */
export function withParts<T>(name: string, read: (bytes: PartReader) => T): T {
  const bytes = new PartReader(name);
  try {
    return read(bytes);
  } finally {
    bytes.close();
  }
}
