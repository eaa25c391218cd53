import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { namingFile } from "../../files/explain-error";
import { packingOf, unpacked } from "../../files/unpack";
import { quoted, refuse } from "./row-store";

const CHUNK = 1 << 20;

/** Bytes of gzip's header. */
const GZIP_HEADER = 10;

/** Whether a file begins as gzip does; the length of a safetensors header may be the same bytes, and `{` follows it. */
function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8 && head[8] !== 0x7b;
}

/** Skips a byte order mark, which some programs put before a text. */
export async function skipByteOrderMark(bytes: ByteReader): Promise<void> {
  if ((await bytes.peek(3)).toString("latin1") === "\xef\xbb\xbf") await bytes.skip(3);
}

/** Reads the bytes of a file, unpacked, one after another. Memory holds one chunk of them. */
export class ByteReader {
  private chunk: Buffer = Buffer.alloc(0);
  private at = 0;

  /**
   * @param source the bytes, in chunks of any length
   * @param name   of the file, for an error
   * @param size   number of bytes; undefined if it is not known, as of a packed file
   */
  constructor(
    private readonly source: AsyncIterator<Buffer>,
    readonly name: string,
    readonly size?: number,
  ) {}

  /** The next bytes up to the byte `end`, which is skipped. If it does not come, all that is left (`closed` is false). */
  async until(end: number, limit: number): Promise<{ bytes: Buffer; closed: boolean }> {
    for (let searched = 0; ;) {
      const found = this.chunk.indexOf(end, this.at + searched);
      const length = (found < 0 ? this.chunk.length : found) - this.at;
      if (length > limit) {
        refuse(this.name, `${quoted(String.fromCharCode(end))} within ${limit} bytes`, "none");
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

  /** Skips the next bytes. */
  async skip(length: number): Promise<void> {
    for (let left = length; left > 0;) {
      if (this.at === this.chunk.length && !(await this.more())) return;
      const step = Math.min(left, this.chunk.length - this.at);
      this.at += step;
      left -= step;
    }
  }

  /** The next bytes, at most `length`, without taking them. */
  async peek(length: number): Promise<Buffer> {
    while (this.chunk.length - this.at < length && (await this.more()));
    return this.chunk.subarray(this.at, this.at + length);
  }

  /** Whether nothing is left. */
  async ended(): Promise<boolean> {
    return (await this.peek(1)).length === 0;
  }

  private take(length: number, skipped: number): Buffer {
    const bytes = this.chunk.subarray(this.at, this.at + length);
    this.at += length + skipped;
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
 * Opens a file, unpacks it if it is gzip, xz or, where Node can, Zstandard, and closes it when `read` has ended.
 *
 * @throws RangeError if it is a folder, or packed data that is damaged
 */
export async function withBytes<T>(path: string, read: (bytes: ByteReader) => Promise<T>): Promise<T> {
  const file = await open(path);
  try {
    const status = await file.stat();
    if (!status.isFile())
      throw new RangeError(
        `vectors require a file, got ${path}, which is ${status.isDirectory() ? "a folder" : "a pipe or a device"}`,
      );
    const { buffer: head } = await file.read(Buffer.alloc(GZIP_HEADER), 0, GZIP_HEADER, 0);
    const plain = file.createReadStream({ start: 0, autoClose: false, highWaterMark: CHUNK });
    const packing = packingOf(head);
    if (packing !== undefined && packing !== "gzip") {
      const bytes = unpacked(head, plain, path, CHUNK, "vectors that are packed require");
      return await read(new ByteReader(bytes, path)).finally(async () => {
        await bytes.return(undefined);
        plain.destroy();
      });
    }
    if (!isGzip(head)) return await read(new ByteReader(plain[Symbol.asyncIterator](), path, status.size));
    return await readUnpacked(plain, path, read);
  } catch (error) {
    throw namingFile(error, path);
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
    throw new RangeError(`vectors require whole gzip data in ${path}, got damaged or cut data`);
  } finally {
    packed.destroy();
    unpacked.destroy();
  }
}
