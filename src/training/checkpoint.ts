import { openSealed, readSealedHeader, writeSealed, type SealedFile } from "../files/sealed-file";
import { requireSameSettings } from "../settings/require-same";
import { readSettings, withDefaults } from "../settings/settings";
import type { SettingName, Settings } from "../settings/table";

/** What a checkpoint begins with; a trainer may add to it. */
export interface CheckpointHeader {
  readonly settings: Settings;
  /** SHA-256 of the text, in hexadecimal */
  readonly corpus: string;
}

/** How the checkpoints of one trainer are told from others. */
export interface CheckpointKind {
  /** the file's first line */
  readonly format: string;
  /** what an error calls it */
  readonly name: string;
  /** whether a run may continue with another value of a setting */
  isFree(name: SettingName, settings: Settings): boolean;
}

/** The first lines of the checkpoints of the trainers. */
export const checkpointFormats = {
  assignment: "word2vec-notebooks checkpoint 1",
  fast: "word2vec-notebooks fast checkpoint 3", // runs of formats 1 and 2 shared negatives in other ways
} as const;

/** Formats whose runs cannot be continued as they began. */
const olderFormats = [1, 2].map((format) => `word2vec-notebooks fast checkpoint ${format}`);

/**
 * The settings of a run that continues from a checkpoint: its own, but for those that were given.
 *
 * @param given values by name; whether they may differ is checked when the checkpoint is opened
 * @throws RangeError if the file is no checkpoint, or of the other trainer
 */
export function continueSettings(file: string, given: Readonly<Record<string, unknown>>): Settings {
  const header = readSealedHeader(file, Object.values(checkpointFormats)) as CheckpointHeader | undefined;
  if (header === undefined && readSealedHeader(file, olderFormats) !== undefined)
    throw new RangeError(
      `--resume requires a checkpoint of this version, got one of an older version, ${file}, which trained in another way; --force in place of --resume begins anew`,
    );
  if (header === undefined)
    throw new RangeError(`--resume requires a checkpoint of a training, got another file, ${file}`);
  const made = readSettings({ ...header.settings });
  if (given.trainer !== undefined && given.trainer !== made.trainer)
    throw new RangeError(
      `checkpoint ${file} requires the trainer ${made.trainer}, got ${String(given.trainer)}; leave --fast out`,
    );
  return withDefaults({ ...made, ...given });
}

/** Writes where a run stands to a file, whole or not at all. */
export function writeCheckpoint(
  file: string,
  { format }: CheckpointKind,
  header: CheckpointHeader,
  arrays: readonly ArrayBufferView[],
): void {
  writeSealed(file, format, header, arrays);
}

/**
 * Opens a checkpoint, in order to continue its run.
 *
 * @param settings of the run that continues; they must be those of the checkpoint, but for those that are free
 * @param corpus   SHA-256 of its text
 * @throws RangeError with the reason where the file is damaged, or of other settings or another text
 */
export function openCheckpoint(
  file: string,
  kind: CheckpointKind,
  settings: Settings,
  corpus: string,
): SealedFile {
  const opened = openSealed(file, kind.name, kind.format);
  try {
    return naming(file, () => requireSame(file, opened, kind, settings, corpus));
  } catch (error) {
    opened.close();
    throw error;
  }
}

/**
 * Reads from a checkpoint, such that an error names its file; an error of the engine, such as of a number where a list
 * should be, becomes one that says so.
 */
export function naming<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { message } = error as Error;
    if (message.includes(file)) throw error;
    const isOurs = error instanceof RangeError && /require/.test(message);
    throw new RangeError(
      `checkpoint ${file} requires what was written, got ${isOurs ? `other content: ${message}` : "other content"}`,
      { cause: error },
    );
  }
}

function requireSame(
  file: string,
  opened: SealedFile,
  kind: CheckpointKind,
  settings: Settings,
  corpus: string,
): SealedFile {
  const made = opened.header as CheckpointHeader;
  // a text is known by its hash, whatever it is called
  const isFree = (name: SettingName): boolean => name === "corpus" || kind.isFree(name, settings);
  requireSameSettings(`checkpoint ${file}`, readSettings({ ...made.settings }), settings, isFree);
  if (typeof made.corpus !== "string")
    throw new RangeError(`checkpoint ${file} is damaged: it does not say which text it was made from`);
  if (made.corpus !== corpus)
    throw new RangeError(`checkpoint ${file} requires the text with SHA-256 ${made.corpus}, got ${corpus}`);
  return opened;
}
