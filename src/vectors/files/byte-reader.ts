import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";

const GZIP = Buffer.of(0x1f, 0x8b);
const CHUNK = 1 << 20;

/** Bytes of a file, or of what gzip packed into it, one after another: memory holds a chunk, never the whole. */
export class ByteReader {
  private chunk: Buffer = Buffer.alloc(0);
  private at = 0;

  /**
   * @param source the bytes, in chunks cut anywhere
   * @param name   what an error calls them
   * @param size   how many bytes there are, or undefined where that is not known: packed or from a pipe
   */
  constructor(
    private readonly source: AsyncIterator<Buffer>,
    readonly name: string,
    readonly size?: number,
  ) {}

  /** The next bytes up to `end`, which is passed over; all that is left, if `end` does not come (see `closed`). */
  async until(end: number, limit: number): Promise<{ bytes: Buffer; closed: boolean }> {
    for (let searched = 0; ;) {
      const found = this.chunk.indexOf(end, this.at + searched);
      const length = (found < 0 ? this.chunk.length : found) - this.at;
      if (length > limit) {
        const symbol = JSON.stringify(String.fromCharCode(end));
        throw new RangeError(
          `readVectors requires ${symbol} within ${limit} bytes, got more of ${this.name}`,
        );
      }
      searched = length;
      if (found < 0 && (await this.more())) continue;
      return { bytes: this.take(length, found < 0 ? 0 : 1), closed: found >= 0 };
    }
  }

  /** Fills an array with the next bytes; returns how many there were. */
  async fill(into: Uint8Array): Promise<number> {
    let filled = 0;
    while (filled < into.length && (this.at < this.chunk.length || (await this.more()))) {
      const part = this.chunk.subarray(this.at, this.at + into.length - filled);
      into.set(part, filled);
      filled += part.length;
      this.at += part.length;
    }
    return filled;
  }

  /** Passes over the next bytes. */
  async skip(length: number): Promise<void> {
    for (let left = length; left > 0;) {
      if (this.at === this.chunk.length && !(await this.more())) return;
      const step = Math.min(left, this.chunk.length - this.at);
      this.at += step;
      left -= step;
    }
  }

  /** The next bytes, at most `length`, which stay where they are. */
  async peek(length: number): Promise<Buffer> {
    while (this.chunk.length - this.at < length && (await this.more()));
    return this.chunk.subarray(this.at, this.at + length);
  }

  /** Whether nothing is left. */
  async ended(): Promise<boolean> {
    return (await this.peek(1)).length === 0;
  }

  private take(length: number, over: number): Buffer {
    const bytes = this.chunk.subarray(this.at, this.at + length);
    this.at += length + over;
    return bytes;
  }

  private async more(): Promise<boolean> {
    const { value, done } = await this.source.next();
    if (done) return false;
    const rest = this.chunk.subarray(this.at);
    this.chunk = rest.length > 0 ? Buffer.concat([rest, value]) : value;
    this.at = 0;
    return true;
  }
}

/**
 * Opens a file, unpacked if gzip packed it, and closes it when `read` has ended.
 *
 * @throws RangeError if it is a folder, or its packing is damaged
 */
export async function withBytes<T>(path: string, read: (bytes: ByteReader) => Promise<T>): Promise<T> {
  const file = await open(path);
  try {
    const status = await file.stat();
    if (!status.isFile()) throw new RangeError(`readVectors requires a file, got ${path}, which is none`);
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    const plain = file.createReadStream({ start: 0, autoClose: false, highWaterMark: CHUNK });
    if (!buffer.equals(GZIP))
      return await read(new ByteReader(plain[Symbol.asyncIterator](), path, status.size));
    return await readUnpacked(plain, path, read);
  } finally {
    await file.close();
  }
}

async function readUnpacked<T>(
  packed: Readable,
  path: string,
  read: (bytes: ByteReader) => Promise<T>,
): Promise<T> {
  const unpacked = createGunzip({ chunkSize: CHUNK });
  packed.on("error", (error) => unpacked.destroy(error)).pipe(unpacked);
  try {
    return await read(new ByteReader(unpacked[Symbol.asyncIterator](), path));
  } catch (error) {
    if (!String((error as NodeJS.ErrnoException).code).startsWith("Z_")) throw error;
    throw new RangeError(
      `readVectors requires whole gzip data, got "${(error as Error).message}" in ${path}`,
    );
  } finally {
    packed.destroy();
    unpacked.destroy();
  }
}
