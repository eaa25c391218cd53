import { createHash } from "node:crypto";
import { checkedText } from "./checked-text";
import type { Corpus } from "../corpus";
import { hasSentence } from "./lines";
import { textBytes } from "./text-bytes";
import { textFiles } from "./text-files";
import { utf8Lines } from "./utf8-lines";

/** The sentences, as lists of tokens, that one line of a file holds; `index` counts its lines from 0. */
export type SentencesOfLine = (line: string, index: number) => string[][];

/** Most memory that a text may take, about, in bytes: so much for each sentence, each of its words, each new word. */
const mostMemory = 48 << 20;
const [sentenceBytes, tokenBytes, wordBytes, lineBytes] = [64, 8, 100, 4]; // empty lines may have no end, too

/** Longest line, in bytes. */
const longestLine = 1 << 20;

/**
 * Reads a corpus from UTF-8 text, which may be packed. Equal tokens share one string, so that
 * memory is at most about three times the bytes of the file.
 *
 * @param name            what the corpus is called
 * @param place           path of the file, or of a folder whose files are read, or `-` for the standard input
 * @param sentencesOfLine the sentences of each line, as lists of tokens
 * @throws Error if the file cannot be read, is not UTF-8, or has no sentence of two tokens
 */
export async function readCorpus(
  name: string,
  place: string,
  sentencesOfLine: SentencesOfLine,
): Promise<Corpus> {
  const hash = createHash("sha256");
  const shared = createStringPool();
  const sentences: string[][] = [];
  let memory = 0; // bytes, without those of the words
  for (const { file } of await textFiles([place])) {
    let index = 0;
    const bytes = textBytes(file, { onFileBytes: (bytes) => hash.update(bytes) });
    for await (const lines of utf8Lines(checkedText(bytes, file), file, longestLine)) {
      for (const line of lines) {
        for (const tokens of sentencesOfLine(line, index)) {
          sentences.push(tokens.map(shared.own));
          memory += sentenceBytes + tokenBytes * tokens.length;
        }
        index++;
        memory += lineBytes;
      }
      if (memory + wordBytes * shared.size() > mostMemory)
        throw new RangeError(
          `training without --fast requires a text that takes at most ${mostMemory >> 20} MB of memory, got more after ${sentences.length} sentences of ${place}; train with --fast, whose memory does not grow with the text`,
        );
    }
  }
  if (!hasSentence(sentences)) {
    throw new Error(
      `a corpus requires a line of at least two words, got none in ${place}; put a sentence on each line, and spaces between its words`,
    );
  }
  return { name, sha256: hash.digest("hex"), sentences };
}

/** Strings, one for all that are equal: a copy, which keeps no line of text alive. */
function createStringPool(): { own: (token: string) => string; size: () => number } {
  const known = new Map<string, string>();
  const own = (token: string): string => {
    let copy = known.get(token);
    if (copy === undefined) known.set((copy = Buffer.from(token).toString()), copy);
    return copy;
  };
  return { own, size: () => known.size };
}
