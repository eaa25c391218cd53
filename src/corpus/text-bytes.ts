import { createReadStream } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { standardInput } from "./text-files";

/** How a text is read. */
export interface TextBytesOptions {
  /** Hears the bytes of the file as they are on the disk, packed or not. */
  readonly onFileBytes?: (bytes: Buffer) => void;
  /** Bytes that are read or unpacked at a time; 64 KB by default. */
  readonly chunk?: number;
  /** Stops the reading, also of a pipe that gives no data. */
  readonly signal?: AbortSignal;
}

/**
 * The bytes of a text, unpacked if the file is gzip. Node's own threads read and unpack the next bytes while the
 * caller works on the present ones.
 *
 * @param file a file, `-` for the standard input, or anything that can be read once from its beginning to its end, such as a pipe
 * @throws Error if the file cannot be read, or is gzip and cut short or damaged
 */
export async function* textBytes(file: string, options: TextBytesOptions = {}): AsyncGenerator<Buffer> {
  const { onFileBytes = () => {}, chunk = 1 << 16, signal } = options;
  const input = file === standardInput ? { fd: 0, autoClose: false } : {};
  const stream = createReadStream(file, { ...input, highWaterMark: chunk, signal });
  try {
    const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    const { value: first = Buffer.alloc(0) } = (await chunks.next()) as { value?: Buffer };
    const onDisk = report(first, chunks, onFileBytes);
    yield* first[0] === 0x1f && first[1] === 0x8b ? unpack(onDisk, file, chunk) : onDisk; // no UTF-8 text begins so
  } finally {
    stream.destroy();
  }
}

async function* report(
  first: Buffer,
  rest: AsyncIterator<Buffer>,
  onFileBytes: (bytes: Buffer) => void,
): AsyncGenerator<Buffer> {
  let bytes: Buffer | undefined = first;
  while (bytes !== undefined) {
    onFileBytes(bytes);
    yield bytes;
    const next = await rest.next();
    bytes = next.done ? undefined : next.value;
  }
}

async function* unpack(
  packed: AsyncIterable<Buffer>,
  file: string,
  chunkSize: number,
): AsyncGenerator<Buffer> {
  try {
    yield* pipeline(Readable.from(packed), createGunzip({ chunkSize }), () => {}); // the iteration throws its errors
  } catch (error) {
    throw new Error(
      `a corpus that is packed requires a whole gzip file, got "${(error as Error).message}" in ${file}`,
    );
  }
}
