import type { Corpus } from "../corpus";
import { sentencesOfLine } from "./lines";
import { readCorpus } from "./read-corpus";

/**
 * Reads a user's text: one sentence on each line, tokens separated by white space. Letters become lower case, as in the
 * assignment; nothing else is changed. Empty lines are skipped.
 *
 * @param path UTF-8 text, plain or packed; also the name of the corpus
 * @throws Error if the file cannot be read, is not UTF-8 (with the offset), or has no sentence of two words
 */
export function readTextFile(path: string): Promise<Corpus> {
  return readCorpus(path, path, sentencesOfLine);
}
