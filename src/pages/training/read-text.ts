import type { Corpus } from "../../corpus/corpus";
import {
  hasSentence,
  sentencesOfLine,
  sentencesOfTreebankLine,
  treebankHeader,
} from "../../corpus/read/lines";

/** Most bytes of a file that a page reads: its sentences take about three times as many. */
const mostBytes = 50_000_000;

/** Longest word, in characters; a longer one is a picture or a ruler. */
const longestWord = 1 << 16;

/**
 * The sentences of a text as the command reads them from a file: one a line, tokens between white space, in lower case; of
 * `datasetSentences.txt` without its first line and its numbers.
 *
 * @param name of the text, for a message
 * @throws RangeError that says what a text has to be
 */
export function readText(name: string, text: string): Corpus {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const isTreebank = lines[0] === treebankHeader;
  const sentences = isTreebank
    ? lines.slice(1).flatMap(sentencesOfTreebankLine)
    : lines.flatMap(sentencesOfLine);
  if (text.trim() === "") throw new RangeError(`${name} is empty: drop or paste a text of some sentences`);
  if (sentences.some((tokens) => tokens.some((token) => token.length > longestWord)))
    throw new RangeError(`${name} has a word of more than ${longestWord} letters: is it a text?`);
  if (!hasSentence(sentences))
    throw new RangeError(
      `${name} has no line of two words or more: put a sentence on each line, and spaces between its words`,
    );
  return { name: isTreebank ? "sst" : name, sha256: "", sentences };
}

/**
 * Reads a file that was dropped or chosen.
 *
 * @throws RangeError in words for the reader, if it is too large or no text in UTF-8
 */
export async function openTextFile(file: File): Promise<string> {
  const { name } = file;
  if (file.size > mostBytes)
    throw new RangeError(`${name} has more than ${mostBytes / 1e6} MB: a page takes a smaller text`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = decode(name, isGzip(bytes) ? await unpack(name, bytes) : bytes);
  const other = otherFormat(text);
  if (other) throw new RangeError(`${name} is ${other}: save it as plain text, a sentence on each line`);
  return text;
}

const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;

/** Unpacks gzip, and stops where the text gets too large. */
async function unpack(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      parts.push(next.value);
      length += next.value.length;
      if (length > mostBytes) break;
    }
  } catch {
    throw new RangeError(`${name} begins as packed text, but is damaged: fetch it again`);
  }
  if (length > mostBytes) {
    void reader.cancel();
    throw new RangeError(`${name} unpacks to more than ${mostBytes / 1e6} MB: a page takes a smaller text`);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function decode(name: string, bytes: Uint8Array): string {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new RangeError(`${name} is no text in UTF-8: choose a plain text, or save it in that encoding`);
  }
  if (text.includes("\0")) throw new RangeError(`${name} is no text: it has a byte 0`);
  return text;
}

/** The name of a format that is written in letters but is no text. */
function otherFormat(text: string): string | undefined {
  if (/^\s*\{\\rtf/.test(text)) return "a document in RTF";
  if (text.startsWith("%PDF-")) return "a PDF";
  if (/^\s*[[{]\s*["{[]/.test(text)) return "JSON";
  return undefined;
}
