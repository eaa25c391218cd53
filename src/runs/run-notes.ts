import path from "node:path";
import { writeAtomic } from "../files/write-atomic";
import { quote, readJson } from "./run-json";

/** `notes.json`: what people say of a run. It stays with the folder, and nothing is computed from it. */
export interface RunNotes {
  /** by which commands find the run; empty if it has none */
  readonly name: string;
  /** sorted, each once */
  readonly tags: readonly string[];
  /** the oldest first */
  readonly notes: readonly { readonly time: string; readonly text: string }[];
}

/** The name of the file. */
export const notesFile = "notes.json";

/** The notes of a run without the file. */
const noNotes: RunNotes = { name: "", tags: [], notes: [] };

/**
 * The notes of a run.
 *
 * @throws RangeError if the file is damaged
 */
export function readNotes(folder: string): RunNotes {
  const found = readJson(path.join(folder, notesFile));
  if (found === undefined) return noNotes;
  const { format, name = "", tags = [], notes = [] } = found;
  const need = (what: string, got: unknown): RangeError => new RangeError(`${notesFile} requires ${what}, got ${quote(got)}`); // prettier-ignore
  if (format !== 1) throw need("format 1", format);
  if (typeof name !== "string") throw need("name to be a text", name);
  if (!Array.isArray(tags) || !tags.every((tag) => typeof tag === "string"))
    throw need("tags to be texts", tags);
  if (!Array.isArray(notes) || !notes.every(isNote)) throw need("notes to have a time and a text", notes);
  return { name, tags, notes };
}

/** Writes the notes of a run. */
export function writeNotes(folder: string, notes: RunNotes): void {
  writeAtomic(path.join(folder, notesFile), JSON.stringify({ format: 1, ...notes }, null, 2) + "\n");
}

/** Whether a person has said something of a run. */
export const isNoted = ({ name, tags, notes }: RunNotes): boolean =>
  name !== "" || tags.length > 0 || notes.length > 0;

function isNote(value: unknown): boolean {
  const { time, text } = (value ?? {}) as Record<string, unknown>;
  return typeof time === "string" && typeof text === "string";
}
