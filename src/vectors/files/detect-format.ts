import { isUtf8 } from "node:buffer";
import { existsSync } from "node:fs";
import { HEAD_BYTES, nameUnreadFormat } from "../../files/known-formats";
import { isSafetensors } from "../../files/magic-bytes";
import type { ReadFormat } from "../formats";
import type { ByteReader } from "./byte-reader";
import { isFastText } from "./fasttext";
import { refuse } from "./row-store";
import { metadataPath } from "./projector";
import { firstLines } from "./text";
import { countNumbers, fieldStarts } from "./text-row";

const [TAB, NEWLINE] = [0x09, 0x0a];

/**
 * The format of a file, decided by all of its first 64 KB and by the shape that it declares.
 *
 * word2vec's two formats begin with the same line, `n d`. The file is text if half of the lines after it are a word and d
 * numbers, or if all is characters of a text: then a field that is no number is refused, and not taken for a float.
 *
 * @throws RangeError if it is empty, or of a format that is not read, with the command that converts it
 */
export async function detectFormat(bytes: ByteReader): Promise<ReadFormat> {
  const head = await bytes.peek(HEAD_BYTES);
  if (head.length === 0) refuse(bytes.name, "vectors", "an empty file");
  if (isSafetensors(head)) return "safetensors";
  if (isFastText(head)) return "fasttext";
  const unread = nameUnreadFormat(head, bytes.name, "vectors");
  if (unread !== undefined) refuse(bytes.name, "a format of word vectors", unread);
  if (isProjector(head, bytes.name)) return "tsv";
  const end = head.indexOf(NEWLINE);
  const header = /^\d+[ \t]+(\d+)[ \t]*\r?$/.exec(head.toString("latin1", 0, Math.max(end, 0)));
  if (header) return isText(head.subarray(end + 1), Number(header[1])) ? "text" : "binary";
  if (!isText(head, 1))
    refuse(bytes.name, "a format of word vectors", "bytes of no format that is known here");
  return "text";
}

/**
 * Whether the first line is numbers with tabs between them, and the words are in another file, or most lines have no
 * word. Two numbers may also be word2vec's first line, with a tab.
 */
function isProjector(head: Buffer, file: string): boolean {
  const lines = firstLines(head);
  const shape = /^(\d+)\t(\d+)$/.exec(lines[0]?.toString("latin1", 0, 40) ?? "");
  const starts = lines.map(fieldStarts);
  if (!lines.length || lines[0].includes(0x20) || countNumbers(lines[0], starts[0]) < starts[0].length)
    return false;
  if (shape && starts[1]?.length === Number(shape[2]) + 1) return false;
  if (existsSync(metadataPath(file))) return true;
  const numeric = lines.filter((line, i) => countNumbers(line, starts[i]) === starts[i].length);
  return 2 * numeric.length > lines.length;
}

/** Whether the bytes behind the line `n d` are text. */
function isText(bytes: Buffer, d: number): boolean {
  const isRow = (line: Buffer): boolean => {
    const starts = fieldStarts(line);
    return starts.length > d && countNumbers(line, starts) >= d;
  };
  const lines = firstLines(bytes);
  const rows = lines.filter(isRow).length;
  return (rows > 0 && 2 * rows >= lines.length) || isPrintable(bytes);
}

/** Whether bytes are UTF-8 without control characters; the last character may be cut. */
function isPrintable(bytes: Buffer): boolean {
  const cut = [0, 1, 2, 3].find((length) => isUtf8(bytes.subarray(0, Math.max(0, bytes.length - length))));
  return (
    cut !== undefined && !bytes.some((byte) => byte < TAB || (byte > 0x0d && byte < 0x20) || byte === 0x7f)
  );
}
