import { createHash } from "node:crypto";
import type { Corpus } from "./corpus";
import { textBytes } from "./text-bytes";
import { utf8Lines } from "./utf8-lines";

/** The sentences, as lists of tokens, that one line of a file holds; `index` counts its lines from 0. */
export type SentencesOfLine = (line: string, index: number) => string[][];

/**
 * Reads a corpus from a file of UTF-8 text, which may be compressed with gzip. Equal tokens share one string,
 * so that what is kept is a list of references: at its peak, about three times the bytes of the file.
 *
 * @param name            what the corpus is called
 * @param file            path of the file
 * @param sentencesOfLine the sentences of each line, as lists of tokens
 * @throws Error if the file cannot be read, is not UTF-8, or has no sentence of two tokens
 */
export async function readCorpus(
  name: string,
  file: string,
  sentencesOfLine: SentencesOfLine,
): Promise<Corpus> {
  const hash = createHash("sha256");
  const shared = sharedStrings();
  const sentences: string[][] = [];
  let index = 0;
  for await (const lines of utf8Lines(
    textBytes(file, { onFileBytes: (bytes) => hash.update(bytes) }),
    file,
  )) {
    for (const line of lines) {
      for (const tokens of sentencesOfLine(line, index)) sentences.push(tokens.map(shared));
      index++;
    }
  }
  if (!sentences.some((tokens) => tokens.length > 1)) {
    throw new Error(`readCorpus requires a sentence of two words or more, got none in ${file}`);
  }
  return { name, sha256: hash.digest("hex"), sentences };
}

/** A function that returns, for equal strings, the same string: a copy, which keeps no line of text alive. */
function sharedStrings(): (token: string) => string {
  const known = new Map<string, string>();
  return (token) => {
    let own = known.get(token);
    if (own === undefined) known.set((own = Buffer.from(token).toString()), own);
    return own;
  };
}
