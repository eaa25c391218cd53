import { textBytes } from "../corpus/read/text-bytes";
import { requireUtf8 } from "../corpus/read/require-utf8";
import { nameUnreadFormat } from "../files/known-formats";

/** Most bytes of a file of pairs or questions: a thousand times those of the usual ones. */
const MOST_BYTES = 1 << 26;

/**
 * Reads a file of word pairs or of questions: UTF-8, plain or gzip, with a byte order mark or without.
 *
 * @throws Error if it cannot be read, is of another format or no UTF-8, or has more than 64 MB
 */
export async function readQuestionFile(file: string): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of textBytes(file)) {
    const unread = length === 0 ? nameUnreadFormat(part, file, "text") : undefined;
    if (unread !== undefined) throw new Error(`${file} requires lines of words, got ${unread}`);
    parts.push(part);
    length += part.length;
    if (length > MOST_BYTES)
      throw new Error(`${file} requires at most ${MOST_BYTES} bytes of pairs or questions, got more`);
  }
  const bytes = Buffer.concat(parts);
  requireUtf8("a file of pairs or questions", bytes, 0, file);
  return bytes.toString("utf8").replace(/^\uFEFF/, "");
}
