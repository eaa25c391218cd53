import { requireUtf8 } from "./require-utf8";

const NEWLINE = 0x0a;

/**
 * Reads UTF-8 text as lines, without their ends (`\n` or `\r\n`) and without a byte order mark. Holds at most one chunk
 * and the line that crosses its edge.
 *
 * @param bytes the text, in chunks of any length
 * @param name  of the text, for an error
 * @param longestLine in bytes
 * @throws Error that names the offset of the first byte that is not UTF-8, or where a line that is too long begins
 */
export async function* utf8Lines(
  bytes: AsyncIterable<Buffer>,
  name: string,
  longestLine = Infinity,
): AsyncGenerator<string[]> {
  let offset = 0; // of the first byte of `open`
  let open: Buffer[] = []; // of an unfinished line
  for await (const chunk of bytes) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      const whole = Buffer.concat([...open, chunk.subarray(0, end)]);
      yield decodeLines(whole, offset, name).slice(0, -1);
      offset += whole.length;
      open = [];
    }
    if (end < chunk.length) open.push(chunk.subarray(end));
    const length = open.reduce((sum, part) => sum + part.length, 0);
    if (length > longestLine)
      throw new RangeError(
        `a corpus is required to have lines of at most ${longestLine} bytes, got a longer one at offset ${offset} of ${name}; put a sentence on each line`,
      );
  }
  if (open.length > 0) yield decodeLines(Buffer.concat(open), offset, name);
}

function decodeLines(bytes: Buffer, offset: number, name: string): string[] {
  requireUtf8("the text", bytes, offset, name);
  const text = bytes.toString("utf8");
  return (offset === 0 ? text.replace(/^\uFEFF/, "") : text).split(/\r?\n/);
}
