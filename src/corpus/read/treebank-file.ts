import type { Corpus } from "../corpus";
import { sentencesOfTreebankLine, treebankHeader } from "./lines";
import { readCorpus } from "./read-corpus";

/**
 * Reads `datasetSentences.txt` of the Stanford Sentiment Treebank as the assignment does: without the first line, and
 * without the number at the beginning of each other line. Tokens are separated by white space, the no-break space
 * included, and become lower case. Letters that were encoded twice (`clichÃ©`) stay so, as in the published run.
 *
 * R. Socher et al., "Recursive Deep Models for Semantic Compositionality over a Sentiment Treebank", EMNLP 2013.
 *
 * @param path the file; all 11,855 sentences are read, of every split
 * @throws Error if the file cannot be read or does not begin as that file does
 */
export function readTreebankFile(path: string): Promise<Corpus> {
  return readCorpus("sst", path, (line, index) => {
    if (index === 0) {
      if (line !== treebankHeader)
        throw new Error(
          `the treebank requires the first line ${JSON.stringify(treebankHeader)} in ${path}, got ${JSON.stringify(line.slice(0, 40))}`,
        );
      return [];
    }
    return sentencesOfTreebankLine(line);
  });
}
