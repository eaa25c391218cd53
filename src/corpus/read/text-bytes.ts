import { createReadStream } from "node:fs";
import { namingFile } from "../../files/explain-error";
import { HEAD, unpacked } from "../../files/unpack";
import { toUtf8, utf8 } from "./encoding";
import { standardInput } from "./text-files";

/** How a text is read. */
export interface TextBytesOptions {
  /** Hears the bytes of the file as they are on the disk, packed or not. */
  readonly onFileBytes?: (bytes: Buffer) => void;
  /** Bytes that are read or unpacked at a time; 64 KB by default. */
  readonly chunk?: number;
  /** The encoding of the text, as `findEncoding` returns it; UTF-8 by default. */
  readonly encoding?: string;
  /** Stops the reading, also of a pipe that gives no data. */
  readonly signal?: AbortSignal;
}

/**
 * The bytes of a text in UTF-8, unpacked if the file is packed as `unpacked` knows it. Node's own threads read and unpack
 * the next bytes while the caller works on the present ones.
 *
 * @param file a file, `-` for the standard input, or anything that can be read once from its beginning to its end, such as a pipe
 * @throws Error if the file cannot be read, is packed and cut short or damaged, or is not of the encoding; bytes that are
 *               not UTF-8 are the caller's to refuse
 */
export async function* textBytes(file: string, options: TextBytesOptions = {}): AsyncGenerator<Buffer> {
  const { onFileBytes = () => {}, chunk = 1 << 16, encoding = utf8, signal } = options;
  const input = file === standardInput ? { fd: 0, autoClose: false } : {};
  const stream = createReadStream(file, { ...input, highWaterMark: chunk, signal });
  try {
    const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    const { head, ended } = await readHead(chunks);
    const onDisk = report(head, ended, chunks, onFileBytes);
    yield* toUtf8(unpacked(head, onDisk, file, chunk, "a corpus that is packed requires"), encoding, file);
  } catch (error) {
    throw namingFile(error, file);
  } finally {
    stream.destroy();
  }
}

/** The first bytes of a file, enough to tell how it is packed: a pipe may give one at a time. */
async function readHead(chunks: AsyncIterator<Buffer>): Promise<{ head: Buffer; ended: boolean }> {
  let head: Buffer = Buffer.alloc(0);
  while (head.length < HEAD) {
    const next = await chunks.next();
    if (next.done) return { head, ended: true };
    head = head.length > 0 ? Buffer.concat([head, next.value]) : next.value;
  }
  return { head, ended: false };
}

async function* report(
  first: Buffer,
  ended: boolean,
  rest: AsyncIterator<Buffer>,
  onFileBytes: (bytes: Buffer) => void,
): AsyncGenerator<Buffer> {
  let bytes: Buffer | undefined = first;
  while (bytes !== undefined) {
    onFileBytes(bytes);
    yield bytes;
    const next: IteratorResult<Buffer> | undefined = ended ? undefined : await rest.next();
    bytes = next === undefined || next.done ? undefined : next.value;
  }
}
