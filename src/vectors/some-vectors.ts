import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { refuse, RowStore } from "./files/row-store";
import { addLine, headerOf } from "./files/text";
import type { Matrix } from "../model/matrix";

const chunkBytes = 1 << 18;

/**
 * Reads some words' vectors from a file of word2vec's text format, and no more of the file than that needs: the first
 * words, and others by name, in the order of the file. Many large files are compared in seconds so.
 *
 * @param first how many words from the beginning
 * @param words wanted wherever they stand; those that the file has not are left out
 */
export function readSomeVectors(
  file: string,
  first: number,
  words: readonly string[] = [],
): { words: readonly string[]; vectors: Matrix } {
  const descriptor = openSync(file, "r");
  try {
    const lines = linesOf(descriptor);
    const wanted = new Set(words);
    const { size } = fstatSync(descriptor);
    const { n, d } = headerOf(lines.next().value ?? Buffer.of(), { name: file, size });
    const store = new RowStore(d, (length) => new Float64Array(length), Math.min(n, first + wanted.size));
    for (let w = 0; w < n && (w < first || wanted.size > 0); w++) {
      const place = `line ${w + 2} of ${file}`;
      const line = lines.next().value;
      if (line === undefined) refuse(place, `one of ${n} words`, "the end of the file");
      const word = wanted.size > 0 ? line.toString("utf8", 0, Math.max(0, line.indexOf(32))) : "";
      if (wanted.delete(word) || w < first) addLine(line, store, place);
    }
    return store.named();
  } finally {
    closeSync(descriptor);
  }
}

/** Lines without their ends, read as they are asked for; a last line without an end is cut, and left out. */
function* linesOf(descriptor: number): Generator<Buffer, undefined> {
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
}
