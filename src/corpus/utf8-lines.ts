import { requireUtf8 } from "./require-utf8";

const NEWLINE = 0x0a;

/**
 * Reads UTF-8 text as its lines, without their ends (`\n` or `\r\n`) and without a byte order mark. Never holds
 * more than one chunk and the line that runs over its edge.
 *
 * @param bytes the text, in chunks cut anywhere
 * @param name  what an error calls the text
 * @throws Error that names the offset of the first byte that is not UTF-8
 */
export async function* utf8Lines(bytes: AsyncIterable<Buffer>, name: string): AsyncGenerator<string[]> {
  let offset = 0; // of the first byte of `open`
  let open: Buffer[] = []; // a line whose end has not come yet
  for await (const chunk of bytes) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      const whole = Buffer.concat([...open, chunk.subarray(0, end)]);
      yield linesOf(whole, offset, name).slice(0, -1);
      offset += whole.length;
      open = [];
    }
    if (end < chunk.length) open.push(chunk.subarray(end));
  }
  if (open.length > 0) yield linesOf(Buffer.concat(open), offset, name);
}

function linesOf(bytes: Buffer, offset: number, name: string): string[] {
  requireUtf8("utf8Lines", bytes, offset, name);
  const text = bytes.toString("utf8");
  return (offset === 0 ? text.replace(/^\uFEFF/, "") : text).split(/\r?\n/);
}
