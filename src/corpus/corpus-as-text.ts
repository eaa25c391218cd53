import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { writeAtomic } from "../files/write-atomic";
import { findCorpus, openCorpus, type CorpusOptions, type FoundCorpus } from "./open-corpus";

/**
 * Finds a corpus as `openCorpus` does, in a file with one sentence a line. The treebank and the reviews have formats
 * of their own; their sentences are written to such a file once.
 *
 * @param name   as for `openCorpus`; the path may be a folder of texts
 * @param folder that keeps the files
 */
export async function writeCorpusAsText(
  name: string,
  folder: string,
  options: CorpusOptions,
): Promise<FoundCorpus> {
  const found = await findCorpus(name, options);
  if (found.name !== "sst" && found.name !== "reviews") return found;
  const { sentences, sha256 } = await openCorpus(found.name, options);
  const file = path.join(folder, `${found.name}-${sha256.slice(0, 16)}.txt`);
  if (existsSync(file)) return { ...found, file };
  mkdirSync(folder, { recursive: true });
  writeAtomic(file, sentences.map((words) => words.join(" ") + "\n").join(""));
  return { ...found, file };
}
