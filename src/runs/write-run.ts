import path from "node:path";
import { checkout } from "../files/checkout";
import { fileClosure } from "../files/code-closure";
import { writeAtomic } from "../files/write-atomic";
import type { Run } from "../training/run";
import { formats, type Format } from "../vectors/formats";
import { writeFastText, writeVectors } from "../vectors/write-vectors";
import type { FastTextParameters } from "../model/fasttext-parameters";
import type { NamedVectors } from "../model/word-vectors";

/** The version of the code that reads a text and trains on it, as it was when this process began. */
const [assignment, fast] = ["assignment", "fast"].map(
  (trainer) => fileClosure(["dist/corpus/open-corpus.js", `dist/training/${trainer}/run.js`], checkout).code,
);

/** The file of a run whose words have parts that is a model of fastText. */
export const fastTextFile = "fasttext.bin";

/** What only some runs write. */
interface Extra {
  readonly outside?: NamedVectors;
  /** words with parts, as a model of fastText */
  readonly fastText?: FastTextParameters;
  /** occurrences of each word, shape (n) */
  readonly counts?: ArrayLike<number>;
}

/**
 * Writes the results of a run, each file whole or not at all: the vectors, `loss.csv`, and last `run.json`, the
 * description of the run.
 *
 * @param folder exists
 * @param more   further values for `run.json`, such as `seconds`
 * @param format of the vectors; word2vec's text format by default
 * @param extra  what else is written: U, and the words with their counts, `word count` a line, which gensim reads as
 *               `fvocab`; and `fasttext.bin`
 * @returns the files
 */
export function writeRun(
  run: Run,
  folder: string,
  more: Record<string, number> = {},
  format: Format = "text",
  { outside, counts, fastText }: Extra = {},
): string[] {
  const file = (name: string): string => path.join(folder, name);
  const vectors = writeVectors(file(`vectors${formats[format].ends[0]}`), run.vectors, format);
  if (outside) vectors.push(...writeVectors(file(`outside${formats[format].ends[0]}`), outside, format));
  if (fastText) {
    writeFastText(file(fastTextFile), fastText);
    vectors.push(file(fastTextFile));
  }
  if (counts) {
    const lines = run.vectors.words.map((word, w) => `${word} ${counts[w]}\n`);
    writeAtomic(file("vocabulary.txt"), lines.join(""));
    vectors.push(file("vocabulary.txt"));
  }
  const { columns, rows } = run.lossTable;
  writeAtomic(file("loss.csv"), [columns, ...rows].map((cells) => cells.join(",") + "\n").join(""));
  const description = {
    ...run.describe(),
    code: run.settings.trainer === "fast" ? fast : assignment,
    ...more,
  };
  writeAtomic(file("run.json"), JSON.stringify(description, null, 2) + "\n");
  return [...vectors, file("loss.csv"), file("run.json")];
}
