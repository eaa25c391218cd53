import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Corpus } from "./corpus";
import { utf8Lines } from "./utf8-lines";

/** The sentences, as lists of tokens, that one line of a file holds; `index` counts its lines from 0. */
export type SentencesOfLine = (line: string, index: number) => string[][];

/**
 * Reads a corpus from a file of UTF-8 text, which may be compressed with gzip. Equal tokens share one string,
 * so that what is kept is a list of references: at its peak, about three times the bytes of the file.
 *
 * @param name            what the corpus is called
 * @param file            path of the file
 * @param sentencesOfLine the sentences of each line, as lists of tokens
 * @throws Error if the file cannot be read, is not UTF-8, or has no sentence of two tokens
 */
export async function readCorpus(
  name: string,
  file: string,
  sentencesOfLine: SentencesOfLine,
): Promise<Corpus> {
  const hash = createHash("sha256");
  const shared = sharedStrings();
  const sentences: string[][] = [];
  let index = 0;
  for await (const lines of utf8Lines(textOf(file, hash), file)) {
    for (const line of lines) {
      for (const tokens of sentencesOfLine(line, index)) sentences.push(tokens.map(shared));
      index++;
    }
  }
  if (!sentences.some((tokens) => tokens.length > 1)) {
    throw new Error(`readCorpus requires a sentence of two words or more, got none in ${file}`);
  }
  return { name, sha256: hash.digest("hex"), sentences };
}

/** The file's text, unpacked if it is gzip; `hash` is given the bytes of the file as they are. */
async function* textOf(file: string, hash: Hash): AsyncGenerator<Buffer> {
  if (!(await isGzip(file))) return yield* hashed(createReadStream(file), hash);
  try {
    const packed = Readable.from(hashed(createReadStream(file), hash));
    yield* pipeline(packed, createGunzip(), () => {}); // an error of either comes out of the iteration
  } catch (error) {
    throw new Error(`readCorpus requires a whole gzip file, got "${(error as Error).message}" in ${file}`);
  }
}

/** Whether the file begins with the two bytes that every gzip file, and no UTF-8 text, begins with. */
async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.readUInt16BE() === 0x1f8b;
  } finally {
    await handle.close();
  }
}

async function* hashed(bytes: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}

/** A function that returns, for equal strings, the same string: a copy, which keeps no line of text alive. */
function sharedStrings(): (token: string) => string {
  const known = new Map<string, string>();
  return (token) => {
    let own = known.get(token);
    if (own === undefined) known.set((own = Buffer.from(token).toString()), own);
    return own;
  };
}
