import { pipeline, Readable, type Duplex } from "node:stream";
import { ReadableStream } from "node:stream/web";
import * as zlib from "node:zlib";
import { explainSystemError } from "./explain-error";

/** How many of the first bytes of a file tell how it is packed. */
export const HEAD = 6;

/** One way to pack a file. */
interface Packing {
  readonly is: string;
  readonly begins: string;
  /** the bytes, unpacked in pieces, so that what is packed well takes no more memory */
  readonly unpack: (packed: AsyncIterable<Buffer>, chunk: number) => AsyncIterable<Uint8Array>;
}

/** Zstandard of Node's zlib, which has it from Node 22.15 on. */
const { createZstdDecompress } = zlib as {
  createZstdDecompress?: (options: { chunkSize: number }) => Duplex;
};

const packings: readonly Packing[] = [
  {
    is: "gzip",
    begins: "\x1f\x8b",
    unpack: (packed, chunkSize) => through(packed, zlib.createGunzip({ chunkSize })),
  },
  { is: "xz", begins: "\xfd7zXZ\0", unpack: unpackXz },
  ...(createZstdDecompress === undefined
    ? []
    : [
        {
          is: "Zstandard",
          begins: "\x28\xb5\x2f\xfd",
          unpack: (packed: AsyncIterable<Buffer>, chunkSize: number) =>
            through(packed, createZstdDecompress({ chunkSize })),
        },
      ]),
];

/** How a file is packed, if its first bytes say so: `gzip`, `xz`, `Zstandard`. */
export function packingOf(head: Buffer): string | undefined {
  return findPacking(head)?.is;
}

function findPacking(head: Buffer): Packing | undefined {
  const start = head.toString("latin1", 0, HEAD);
  return packings.find(({ begins }) => start.startsWith(begins));
}

/**
 * The bytes of a file, unpacked if they are packed by gzip, xz or, where Node can, Zstandard; else as they are.
 *
 * @param head  the first bytes, which `bytes` gives again
 * @param file  for an error
 * @param chunk bytes that are unpacked at a time, about
 * @param what  the beginning of an error: what requires a whole file
 * @throws Error if the file is packed, and cut short or damaged
 */
export async function* unpacked(
  head: Buffer,
  bytes: AsyncIterable<Buffer>,
  file: string,
  chunk: number,
  what: string,
): AsyncGenerator<Buffer> {
  const packing = findPacking(head);
  if (packing === undefined) {
    yield* bytes;
    return;
  }
  try {
    for await (const part of packing.unpack(bytes, chunk))
      yield Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  } catch (error) {
    if (explainSystemError(error) !== undefined && (error as NodeJS.ErrnoException).syscall !== undefined)
      throw error; // the disk's, and not of what it holds
    throw new Error(`${what} a whole ${packing.is} file, got "${(error as Error).message}" in ${file}`);
  }
}

/** The iteration throws the errors of the pipeline. */
function through(packed: AsyncIterable<Buffer>, unpack: Duplex): AsyncIterable<Buffer> {
  return pipeline(Readable.from(packed), unpack, () => {}) as AsyncIterable<Buffer>;
}

async function* unpackXz(packed: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array> {
  const chunks = packed[Symbol.asyncIterator]();
  const source = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
  const { default: xz } = await import("xz-decompress"); // is compiled only where a file needs it
  const reader = new xz.XzReadableStream(source).getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } catch (error) {
    throw new Error(explainXz(error as Error));
  } finally {
    await reader.cancel().catch(() => {}); // a reader that has failed has nothing to cancel
  }
}

/** What XZ Embedded's numbers of errors mean. */
const xzErrors: Readonly<Record<string, string>> = {
  "3": "a dictionary that takes too much memory",
  "4": "a dictionary of more than 64 MiB",
  "5": "other data behind the packed data",
  "6": "a check or a filter that is not read, such as SHA-256",
  "7": "damaged data",
  "8": "unexpected end of file",
};

function explainXz({ message }: Error): string {
  const [, code] = /error code (\d+)$/.exec(message) ?? [];
  return xzErrors[code] ?? message;
}
