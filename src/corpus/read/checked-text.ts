import { HEAD_BYTES, nameUnreadFormat } from "../../files/known-formats";

/** Longest word, in bytes. */
export const longestWord = 1 << 16;

const NEWLINE = 0x0a;

/**
 * Passes the bytes of a text on, and refuses what is no text: a format that another program reads, and a word that is too
 * long, such as a ruler, an image or an endless row of zeros has. Holds one chunk and the word that crosses its edge.
 *
 * @param bytes unpacked, in chunks of any length
 * @param name  of the text, for an error
 * @throws RangeError that names the format with a command that converts it, or the word's line and its beginning
 */
export async function* checkedText(bytes: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  let open: Buffer = Buffer.alloc(0); // of an unfinished word
  let line = 1;
  let first = true;
  for await (const chunk of bytes) {
    if (first && chunk.length > 0) {
      requireText(chunk, name);
      first = false;
    }
    const all = open.length > 0 ? Buffer.concat([open, chunk]) : chunk;
    open = Buffer.from(all.subarray(checkWords(all, name, line)));
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) line++;
    yield chunk;
  }
}

function requireText(head: Buffer, name: string): void {
  const format = nameUnreadFormat(head.subarray(0, HEAD_BYTES), name, "text");
  if (format !== undefined)
    throw new RangeError(`a corpus is required to be text in UTF-8, got ${name}: ${format}`);
}

/** Returns where the last word begins, which may go on; the words before it are short enough. */
function checkWords(bytes: Buffer, name: string, line: number): number {
  let begin = 0;
  while (bytes.length - begin > longestWord) {
    const space = lastSpace(bytes, begin, begin + longestWord + 1);
    begin = space >= 0 ? space + 1 : afterWideSpace(bytes, begin, name, line);
  }
  return Math.max(begin, lastSpace(bytes, begin, bytes.length) + 1);
}

/** Where white space other than ASCII's ends; a word without any is refused. */
function afterWideSpace(bytes: Buffer, begin: number, name: string, line: number): number {
  const text = bytes.toString("utf8", begin, begin + longestWord + 1);
  const spaces = /^[^]*\s/.exec(text);
  if (spaces) return begin + Buffer.byteLength(spaces[0]);
  for (let at = bytes.indexOf(NEWLINE); at >= 0 && at < begin; at = bytes.indexOf(NEWLINE, at + 1)) line++;
  throw new RangeError(
    `a corpus is required to have words of at most ${longestWord} bytes, got a longer one in line ${line} of ${name}, ` +
      `which begins with ${JSON.stringify(text.slice(0, 30))}; remove it, or put white space between its words`,
  );
}

/** The index of the last ASCII white space from `from` to `to`; -1 if there is none. */
function lastSpace(bytes: Buffer, from: number, to: number): number {
  for (let at = to - 1; at >= from; at--)
    if (bytes[at] === 0x20 || (bytes[at] >= 0x09 && bytes[at] <= 0x0d)) return at;
  return -1;
}
