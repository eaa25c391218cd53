import type { Corpus } from "./corpus";
import { readCorpus } from "./read-corpus";

/**
 * Reads a text of one's own: one sentence a line, its tokens parted by white space. Letters are made small, as
 * the assignment does; nothing else is changed. Empty lines are skipped.
 *
 * @param path UTF-8 text, plain or compressed with gzip; also the name of the corpus
 * @throws Error if the file cannot be read, is not UTF-8 (with the offset), or has no sentence of two words
 */
export function readTextFile(path: string): Promise<Corpus> {
  return readCorpus(path, path, (line) => {
    const tokens = tokensOf(line);
    return tokens.length > 0 ? [tokens] : [];
  });
}

/** The tokens of a line that is already cut into tokens, lower case. */
export function tokensOf(line: string): string[] {
  return line.toLowerCase().split(/\s+/).filter(Boolean);
}
