import { closeSync, openSync, readSync } from "node:fs";
import { parseTextVectors, type NamedVectors } from "./text-file";

const chunkBytes = 1 << 18;

/**
 * Reads some words' vectors from a file of word2vec's text format, and no more of the file than that needs: the first
 * words, and others by name, in the order of the file. Many large files are compared in seconds so.
 *
 * @param first how many words from the beginning
 * @param words wanted wherever they stand; those that the file has not are left out
 */
export function readSomeVectors(file: string, first: number, words: readonly string[] = []): NamedVectors {
  const lines = linesOf(file);
  const wanted = new Set(words);
  const header = lines.next().value?.toString("latin1") ?? "";
  const [n, d] = header.split(" ").map(Number);
  const kept: Buffer[] = [];
  for (let w = 0; w < n && (w < first || wanted.size > 0); w++) {
    const line = lines.next().value;
    if (line === undefined) throw new RangeError(`${file} requires ${n} words, got ${w}`);
    const word = wanted.size > 0 ? line.toString("utf8", 0, Math.max(0, line.indexOf(32))) : "";
    if (wanted.delete(word) || w < first) kept.push(line, newline);
  }
  lines.return(undefined);
  const parts = [Buffer.from(kept.length > 0 ? `${kept.length / 2} ${d}\n` : header + "\n"), ...kept];
  try {
    return parseTextVectors(Buffer.concat(parts));
  } catch (error) {
    throw new RangeError(`${file}: ${(error as Error).message}`, { cause: error });
  }
}

const newline = Buffer.from("\n");

/** Lines without their ends, read as they are asked for; a last line without an end is cut, and left out. */
function* linesOf(file: string): Generator<Buffer, undefined> {
  const descriptor = openSync(file, "r");
  try {
    let rest: Buffer = Buffer.alloc(0);
    for (;;) {
      const chunk = Buffer.alloc(chunkBytes);
      const read = readSync(descriptor, chunk);
      if (read === 0) return undefined;
      rest = Buffer.concat([rest, chunk.subarray(0, read)]);
      let from = 0;
      for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10, from)) {
        yield rest.subarray(from, end);
        from = end + 1;
      }
      rest = rest.subarray(from);
    }
  } finally {
    closeSync(descriptor);
  }
}
