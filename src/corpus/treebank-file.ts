import type { Corpus } from "./corpus";
import { readCorpus } from "./read-corpus";
import { tokensOf } from "./text-file";

const HEADER = "sentence_index\tsentence";

/**
 * Reads `datasetSentences.txt` of the Stanford Sentiment Treebank as the assignment does: without the first line
 * and without the number that begins each other; tokens parted by white space, the no-break space included;
 * lower case. The file's twice encoded letters (`clichÃ©`) stay as they are, since the published run saw them so.
 *
 * R. Socher et al., "Recursive Deep Models for Semantic Compositionality over a Sentiment Treebank", EMNLP 2013.
 *
 * @param path the file; all 11,855 sentences are read, whichever split they belong to
 * @throws Error if the file cannot be read or does not begin as that file does
 */
export function readTreebankFile(path: string): Promise<Corpus> {
  return readCorpus("sst", path, (line, index) => {
    if (index === 0) {
      if (line !== HEADER) throw new Error(`readTreebankFile requires the first line "${HEADER}" in ${path}`);
      return [];
    }
    const [, ...tokens] = tokensOf(line);
    return tokens.length > 0 ? [tokens] : [];
  });
}
