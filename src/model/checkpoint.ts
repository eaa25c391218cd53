import { openSealed, writeSealed, type SealedFile } from "../files/sealed-file";
import type { Corpus } from "../corpus/corpus";
import { requireSameSettings } from "../settings/require-same";
import type { Settings } from "../settings/table";
import { TrainingRun, type RunState } from "./run";

/** Behind the settings, the hash of the corpus and the lengths of the arrays stand the arrays in this order. */
const arrays = ["random", "V", "U", "losses", "curve"] as const;
const format = "word2vec-notebooks checkpoint 1";

interface Header {
  settings: Settings;
  corpus: string;
  iteration: number;
  runningLoss: number | null;
  lengths: Record<(typeof arrays)[number], number>;
}

/** Writes where a run stands to a file, whole or not at all. */
export function saveCheckpoint(path: string, run: TrainingRun): void {
  const state = run.save();
  const header: Header = {
    settings: run.settings,
    corpus: run.corpus.sha256,
    iteration: state.iteration,
    runningLoss: state.runningLoss ?? null,
    lengths: Object.fromEntries(arrays.map((name) => [name, state[name].length])) as Header["lengths"],
  };
  writeSealed(
    path,
    format,
    header,
    arrays.map((name) => state[name]),
  );
}

/**
 * The run that a checkpoint file holds, ready to continue. The settings must be those of the checkpoint,
 * but for `iterations`, which may be higher.
 *
 * @throws RangeError with the reason where the file is damaged, or of other settings or another corpus
 */
export function resumeCheckpoint(path: string, settings: Settings, corpus: Corpus): TrainingRun {
  const file = openSealed(path, "checkpoint", format);
  try {
    const header = file.header as Header;
    requireSame(path, header, settings, corpus);
    return TrainingRun.resume(settings, corpus, stateOf(header, file));
  } finally {
    file.close();
  }
}

function requireSame(path: string, header: Header, settings: Settings, corpus: Corpus): void {
  const free = (name: keyof Settings): boolean => name === "iterations" || name === "corpus";
  requireSameSettings(`checkpoint ${path}`, header.settings, settings, free);
  if (header.corpus !== corpus.sha256) {
    throw new RangeError(
      `checkpoint ${path} requires the corpus with SHA-256 ${header.corpus}, got ${corpus.sha256}`,
    );
  }
}

function stateOf({ iteration, runningLoss, lengths }: Header, file: SealedFile): RunState {
  const random = new Uint32Array(lengths.random);
  const [V, U, losses, curve] = arrays.slice(1).map((name) => new Float64Array(lengths[name]));
  file.read(random, V, U, losses, curve);
  return { iteration, runningLoss: runningLoss ?? undefined, random, V, U, losses, curve };
}
