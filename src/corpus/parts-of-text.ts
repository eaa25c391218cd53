import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { writeAtomic } from "../files/write-atomic";
import type { Corpus } from "./corpus";

/** A text, divided for a comparison: sentences held out of training, and texts of different sizes to train on. */
export interface PartsOfText {
  /** sentences that are in no part: the runs are measured on them */
  readonly heldOut: string[][];
  /** a file for each part, one sentence a line */
  readonly files: string[];
}

/**
 * Holds out every n-th sentence of a text, and writes parts of the other sentences to files. The sentences of a part
 * are spread evenly over the text, so that a part differs from the whole in its size alone.
 *
 * @param heldOutEvery n
 * @param everys       for each part, which of the other sentences it has: every one (1), every second one (2), and so on
 * @param folder       that keeps the files
 */
export function partsOfText(
  { sentences, sha256 }: Corpus,
  heldOutEvery: number,
  everys: readonly number[],
  folder: string,
): PartsOfText {
  for (const every of [heldOutEvery, ...everys]) {
    if (!Number.isInteger(every) || every < 1)
      throw new RangeError(`partsOfText requires whole numbers from 1, got ${every}`);
  }
  const heldOut = sentences.filter((_, i) => i % heldOutEvery === 0);
  const others = sentences.filter((_, i) => i % heldOutEvery !== 0);
  mkdirSync(folder, { recursive: true });
  const files = everys.map((every) => {
    const file = path.join(folder, `${sha256.slice(0, 16)}-${heldOutEvery}-${every}.txt`);
    const part = others.filter((_, i) => i % every === 0);
    if (!existsSync(file)) writeAtomic(file, part.map((words) => words.join(" ") + "\n").join(""));
    return file;
  });
  return { heldOut: heldOut.map((words) => [...words]), files };
}
