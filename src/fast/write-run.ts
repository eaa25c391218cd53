import path from "node:path";
import { writeAtomic } from "../files/write-atomic";
import type { Settings } from "../settings/table";
import { formats, type Format } from "../vectors/formats";
import { writeVectors } from "../vectors/write-vectors";
import type { FastRun } from "./run";

/** What one needs to know of a fast run in order to do it again, and how it ended. */
export interface FastDescription {
  settings: Settings;
  corpus: { name: string; sha256: string; sentences: number; tokens: number; words: number };
  /** words trained on, in all epochs */
  wordsTrained: number;
  /** of these, words that subsampling kept */
  wordsKept: number;
  /** loss of a pair in the last twentieth of the run, in nats; null before any */
  finalLoss: number | null;
}

/** Describes a run as it stands. */
export function describeFastRun({ settings, text, board, loss }: FastRun, corpus: string): FastDescription {
  const { sha256, sentences, tokens, words } = text;
  return {
    settings,
    corpus: { name: corpus, sha256, sentences, tokens, words: words.length },
    wordsTrained: board.tokens,
    wordsKept: board.kept,
    finalLoss: loss ?? null,
  };
}

/**
 * Writes what a run gave, each file whole or not at all: the vectors, `loss.csv`, and `run.json` last, which says
 * what the run was.
 *
 * @param folder that exists
 * @param corpus its name
 * @param more   what the caller knows besides, such as `seconds`
 * @returns the files
 */
export function writeFastRun(
  run: FastRun,
  folder: string,
  corpus: string,
  more: Record<string, number>,
  format: Format = "text",
): string[] {
  const file = (name: string): string => path.join(folder, name);
  const vectors = writeVectors(file(`vectors${formats[format].ends[0]}`), run.vectors, format);
  const curve = run.lossCurve.map(({ words, loss }) => `${words},${loss}\n`);
  writeAtomic(file("loss.csv"), "words,loss\n" + curve.join(""));
  const description = { ...describeFastRun(run, corpus), ...more };
  writeAtomic(file("run.json"), JSON.stringify(description, null, 2) + "\n");
  return [...vectors, file("loss.csv"), file("run.json")];
}
