import { splitTokens } from "./read/lines";
import { requireUtf8 } from "./read/require-utf8";
import { textBytes } from "./read/text-bytes";

/** Most bytes of a list: many times those of the longest. */
const mostBytes = 1 << 24;

/**
 * Reads a list of words, parted by white space: stop words, connectors; spelt as the text's words are.
 *
 * @param file UTF-8, plain or packed
 * @param what the words are, for an error
 * @throws Error if it cannot be read, has more than 16 MB or no word
 */
export async function readWordList(file: string, what: string, keepCase: boolean): Promise<string[]> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of textBytes(file)) {
    parts.push(part);
    if ((length += part.length) > mostBytes)
      throw new RangeError(`${what} require at most ${mostBytes} bytes, got more in ${file}`);
  }
  const bytes = Buffer.concat(parts);
  requireUtf8(`the ${what}`, bytes, 0, file);
  const words = [...new Set(splitTokens(bytes.toString("utf8").replace(/^\uFEFF/, ""), keepCase))];
  if (words.length === 0) throw new RangeError(`${what} require at least one word, got none in ${file}`);
  return words;
}
