import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { writeAtomic } from "../files/write-atomic";
import type { Corpus } from "./corpus";

/** A text, cut for a comparison: what is kept from training, and texts of different sizes to train on. */
export interface PartsOfText {
  /** sentences that no part has, to judge by */
  readonly heldOut: string[][];
  /** a file for each part, one sentence a line */
  readonly files: string[];
}

/**
 * Keeps every so-manieth sentence of a text from training, and writes out parts of the others: sentences that are
 * spread evenly over the text, so that a part differs from the whole in its size alone.
 *
 * @param everyHeldOut one sentence of so many is kept from training
 * @param everys       a part has one sentence of so many of the others: 1 is all of them
 * @param folder       that keeps the files
 */
export function partsOfText(
  { sentences, sha256 }: Corpus,
  everyHeldOut: number,
  everys: readonly number[],
  folder: string,
): PartsOfText {
  for (const every of [everyHeldOut, ...everys]) {
    if (!Number.isInteger(every) || every < 1)
      throw new RangeError(`partsOfText requires whole numbers from 1, got ${every}`);
  }
  const heldOut = sentences.filter((_, i) => i % everyHeldOut === 0);
  const others = sentences.filter((_, i) => i % everyHeldOut !== 0);
  mkdirSync(folder, { recursive: true });
  const files = everys.map((every) => {
    const file = path.join(folder, `${sha256.slice(0, 16)}-${everyHeldOut}-${every}.txt`);
    const part = others.filter((_, i) => i % every === 0);
    if (!existsSync(file)) writeAtomic(file, part.map((words) => words.join(" ") + "\n").join(""));
    return file;
  });
  return { heldOut: heldOut.map((words) => [...words]), files };
}
