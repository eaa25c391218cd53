import type { TestContext } from "node:test";
import type { Corpus } from "../dist/corpus/corpus";
import { readTreebankFile } from "../dist/corpus/read/treebank-file";

/**
 * The Stanford Sentiment Treebank, where `SST_PATH` names its file `datasetSentences.txt`; otherwise the
 * test is skipped, and says so.
 */
export async function treebank(t: TestContext): Promise<Corpus | undefined> {
  const file = process.env.SST_PATH;
  if (file) return readTreebankFile(file);
  t.skip("SST_PATH does not name the treebank's datasetSentences.txt");
  return undefined;
}
