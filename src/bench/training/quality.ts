import path from "node:path";
import { DATA } from "../../corpus/known-corpora";
import { evaluateAnalogies, parseAnalogies } from "../../evaluation/analogies";
import { openTestSets } from "../../evaluation/test-sets";
import { evaluatePairs, parsePairs } from "../../evaluation/word-pairs";
import { readVectors } from "../../vectors/read-vectors";

/** The quality of word vectors: Spearman's correlation with human judgements, and the share of correct answers. */
export interface Quality {
  readonly wordSim: number;
  readonly simLex: number;
  readonly analogies: number;
}

/** gensim's way to look words up. */
const lookUp = { restrictVocabulary: 300_000, caseInsensitive: true };

/** Evaluates files of vectors by the three test sets. */
export async function measureQuality(
  files: readonly string[],
  say: (line: string) => void,
): Promise<Quality[]> {
  const texts = await openTestSets(path.join(DATA, "cache/evaluation"), say);
  const [wordSim, simLex] = [texts.wordSim, texts.simLex].map((text) => parsePairs(text));
  const analogies = parseAnalogies(texts.analogies);
  const all: Quality[] = [];
  for (const file of files) {
    const vectors = await readVectors(file, "float32");
    all.push({
      wordSim: evaluatePairs(vectors, wordSim, lookUp).spearman ?? NaN,
      simLex: evaluatePairs(vectors, simLex, lookUp).spearman ?? NaN,
      analogies: evaluateAnalogies(vectors, analogies, lookUp).accuracy ?? NaN,
    });
  }
  return all;
}
