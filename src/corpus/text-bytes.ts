import { createReadStream } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/** How a text is read. */
export interface TextBytesOptions {
  /** Hears the bytes of the file as they are on the disk, packed or not, before their text is given. */
  readonly onFileBytes?: (bytes: Buffer) => void;
  /** Bytes that are read or unpacked at a time; 64 KB by default. */
  readonly chunk?: number;
  /** Ends the reading, also of a pipe that gives nothing. */
  readonly signal?: AbortSignal;
}

/**
 * The bytes of a text, unpacked where the file is gzip, of one member or several. The next bytes are read and
 * unpacked, on threads of Node's own, while these are worked on.
 *
 * @param file a file, or anything that can be read once from its beginning to its end, such as a pipe
 * @throws Error if the file cannot be read, or is gzip and cut short or damaged
 */
export async function* textBytes(file: string, options: TextBytesOptions = {}): AsyncGenerator<Buffer> {
  const { onFileBytes = () => {}, chunk = 1 << 16, signal } = options;
  const stream = createReadStream(file, { highWaterMark: chunk, signal });
  try {
    const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    const { value: first = Buffer.alloc(0) } = (await chunks.next()) as { value?: Buffer };
    const onDisk = heard(first, chunks, onFileBytes);
    yield* first[0] === 0x1f && first[1] === 0x8b ? unpacked(onDisk, file, chunk) : onDisk; // no UTF-8 begins so
  } finally {
    stream.destroy();
  }
}

async function* heard(
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

async function* unpacked(
  packed: AsyncIterable<Buffer>,
  file: string,
  chunkSize: number,
): AsyncGenerator<Buffer> {
  try {
    yield* pipeline(Readable.from(packed), createGunzip({ chunkSize }), () => {}); // errors come out of the iteration
  } catch (error) {
    throw new Error(`textBytes requires a whole gzip file, got "${(error as Error).message}" in ${file}`);
  }
}
