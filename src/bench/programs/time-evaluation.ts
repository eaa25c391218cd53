import { evaluateAnalogies, parseAnalogies } from "../../evaluation/analogies";
import { readTestSets } from "../../evaluation/test-sets";
import { evaluatePairs, parsePairs } from "../../evaluation/word-pairs";
import { readVectors } from "../../vectors/read-vectors";
import { cpuAndWall } from "../cpu-and-wall";

/** Evaluates a file of vectors with the test sets of a folder; prints the figures and the seconds as one line of JSON. */
async function main([file, folder]: string[]): Promise<void> {
  const texts = await readTestSets(folder);
  const vectors = await readVectors(file, "float32");
  const { value, seconds } = cpuAndWall(() => ({
    wordSim: evaluatePairs(vectors, parsePairs(texts.wordSim)).spearman,
    simLex: evaluatePairs(vectors, parsePairs(texts.simLex)).spearman,
    analogies: evaluateAnalogies(vectors, parseAnalogies(texts.analogies)).accuracy,
  }));
  console.log(JSON.stringify({ figures: value, seconds }));
}

void main(process.argv.slice(2));
