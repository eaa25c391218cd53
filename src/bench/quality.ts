import path from "node:path";
import { DATA } from "../corpus/known-corpora";
import { evaluateAnalogies, parseAnalogies } from "../evaluation/analogies";
import { openTestSets } from "../evaluation/test-sets";
import { evaluatePairs, parsePairs } from "../evaluation/word-pairs";
import { readVectors } from "../vectors/read-vectors";

/** How good word vectors are: Spearman's correlation with people's judgements, and the share of right answers. */
export interface Quality {
  readonly wordSim: number;
  readonly simLex: number;
  readonly analogies: number;
}

/** As gensim looks words up. */
const lookUp = { restrictVocabulary: 300_000, caseInsensitive: true };

/** Asks files of vectors the three test sets. */
export async function qualityOf(files: readonly string[], say: (line: string) => void): Promise<Quality[]> {
  const texts = await openTestSets(path.join(DATA, "cache/evaluation"), say);
  const [wordSim, simLex] = [texts.wordSim, texts.simLex].map(parsePairs);
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
