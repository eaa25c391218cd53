import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withDefaults } from "../../dist/settings/settings";
import type { AssignmentSettings } from "../../dist/settings/table";

/** What a test's run folder holds, where it is not the usual. */
export interface FolderContents {
  settings?: Partial<AssignmentSettings>;
  loss?: number;
  curve?: readonly number[];
  words?: readonly string[];
  vectors?: readonly (readonly number[])[];
  sha256?: string;
  /** SHA-256 of the code that made the run */
  code?: string;
  /** files to write in place of the usual ones, as they are; undefined: not written */
  files?: Readonly<Record<string, string | undefined>>;
}

/** Writes a run's folder by hand, as its documented layout says, and returns its path. */
export function writeRunFolder(parent: string, name: string, contents: FolderContents = {}): string {
  const {
    loss = 10,
    curve = [20, 12, 10],
    sha256 = "aa",
    code = "c0de0001",
    words = ["tea", "rain", "man"],
  } = contents;
  const vectors = contents.vectors ?? words.map((_, w) => [1, w, w * w]);
  const usual = { corpus: "sst", iterations: 10 * curve.length, dimensions: vectors[0].length };
  const settings = withDefaults({ ...usual, ...contents.settings });
  const folder = path.join(parent, name);
  mkdirSync(folder, { recursive: true });
  const files: Record<string, string | undefined> = {
    "run.json": JSON.stringify({
      settings,
      corpus: { name: settings.corpus, sha256, sentences: 1, tokens: 9, words: words.length },
      iterations: settings.iterations,
      finalRunningLoss: curve.at(-1) ?? null,
      meanOfLastLosses: loss,
    }),
    "loss.csv": "iteration,running_loss\n" + curve.map((value, i) => `${10 * (i + 1)},${value}\n`).join(""),
    "vectors.txt":
      `${words.length} ${vectors[0].length}\n` +
      words.map((word, w) => `${word} ${vectors[w].join(" ")}\n`).join(""),
    "experiment.json": JSON.stringify({ format: 1, status: "done", notebook: "07-training", code }),
    ...contents.files,
  };
  for (const [file, text] of Object.entries(files))
    if (text !== undefined) writeFileSync(path.join(folder, file), text);
  return folder;
}
