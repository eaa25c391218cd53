import path from "node:path";
import { writeAtomic } from "../files/write-atomic";
import { describeRun } from "../model/description";
import { recordEvery, type TrainingRun } from "../model/run";
import { writeTextVectors } from "../vectors/text-file";
import { centreVectors } from "../vectors/word-vectors";

/**
 * Writes what a run gave, each file whole or not at all: `loss.csv`, `vectors.txt` in word2vec's text format, and
 * `run.json` last, which says what the run was.
 *
 * @param folder that exists
 * @param more   what the caller knows besides, such as `seconds`
 * @returns the files
 */
export function writeRun(run: TrainingRun, folder: string, more: Record<string, number> = {}): string[] {
  const file = (name: string): string => path.join(folder, name);
  const curve = Array.from(run.lossCurve, (loss, i) => `${(i + 1) * recordEvery},${loss}\n`);
  writeAtomic(file("loss.csv"), "iteration,running_loss\n" + curve.join(""));
  writeTextVectors(file("vectors.txt"), centreVectors(run));
  writeAtomic(file("run.json"), JSON.stringify({ ...describeRun(run), ...more }, null, 2) + "\n");
  return ["vectors.txt", "loss.csv", "run.json"].map(file);
}
