import { openSealed, writeSealed } from "../files/sealed-file";
import { requireSameSettings } from "../settings/require-same";
import type { Settings } from "../settings/table";
import { FastRun, type FastOptions } from "./run";
import type { EncodedText } from "./text/encoded-text";

const format = "word2vec-notebooks fast checkpoint 1";

interface Header {
  settings: Settings;
  corpus: string;
}

/** Writes where a run stands to a file, whole or not at all. Its threads must have stopped. */
export function saveFastRun(path: string, run: FastRun): void {
  const header: Header = { settings: run.settings, corpus: run.text.sha256 };
  writeSealed(path, format, header, stateOf(run));
}

/**
 * The run that a checkpoint file holds, ready to continue. The settings must be those of the checkpoint; where the
 * run is deterministic, there may be another number of workers.
 *
 * @throws RangeError with the reason where the file is damaged, or of other settings or another text
 */
export function resumeFastRun(
  path: string,
  settings: Settings,
  text: EncodedText,
  options?: FastOptions,
): FastRun {
  const file = openSealed(path, "checkpoint of fast training", format);
  try {
    const header = file.header as Header;
    const free = (name: keyof Settings): boolean =>
      name === "corpus" || (name === "workers" && settings.deterministic); // its text is told by its hash
    requireSameSettings(`checkpoint ${path}`, header.settings, settings, free);
    if (header.corpus !== text.sha256)
      throw new RangeError(
        `checkpoint ${path} requires the text with SHA-256 ${header.corpus}, got ${text.sha256}`,
      );
    const run = new FastRun(settings, text, options);
    file.read(...stateOf(run));
    return run;
  } finally {
    file.close();
  }
}

/** What changes while a run trains: the vectors, the generators, the counters, and the losses so far. */
function stateOf({ memory: { buffer }, layout, board }: FastRun): ArrayBufferView[] {
  const numbers = (layout.words * layout.rowBytes) / 4;
  return [
    new Float32Array(buffer, layout.V, numbers),
    new Float32Array(buffer, layout.U, numbers),
    ...layout.lane.map(({ random }) => new Uint32Array(buffer, random, 4)),
    board.state,
  ];
}
