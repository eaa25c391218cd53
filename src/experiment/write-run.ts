import path from "node:path";
import { writeAtomic } from "../files/write-atomic";
import { describeRun } from "../model/description";
import { recordEvery, type TrainingRun } from "../model/run";
import { formats, type Format } from "../vectors/formats";
import { centreVectors } from "../vectors/word-vectors";
import { writeVectors } from "../vectors/write-vectors";

/**
 * Writes what a run gave, each file whole or not at all: `loss.csv`, the vectors, `vectors.txt` in
 * word2vec's text format unless another is asked for, and
 * `run.json` last, which says what the run was.
 *
 * @param folder that exists
 * @param more   what the caller knows besides, such as `seconds`
 * @param format of the vectors
 * @returns the files
 */
export function writeRun(
  run: TrainingRun,
  folder: string,
  more: Record<string, number> = {},
  format: Format = "text",
): string[] {
  const file = (name: string): string => path.join(folder, name);
  const curve = Array.from(run.lossCurve, (loss, i) => `${(i + 1) * recordEvery},${loss}\n`);
  writeAtomic(file("loss.csv"), "iteration,running_loss\n" + curve.join(""));
  const vectors = writeVectors(file(`vectors${formats[format].ends[0]}`), centreVectors(run), format);
  writeAtomic(file("run.json"), JSON.stringify({ ...describeRun(run), ...more }, null, 2) + "\n");
  return [...vectors, file("loss.csv"), file("run.json")];
}
