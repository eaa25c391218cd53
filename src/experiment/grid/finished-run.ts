import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { hashFileSync } from "../../files/sha256";
import { readExperiment } from "../../runs/experiment-json";
import { doneFolders } from "../../runs/run-folders";
import { readJson } from "../../runs/run-json";

/** Where runs are, and what makes them. */
export interface RunPlace {
  /** folder of the runs */
  readonly runs: string;
  /** the checkout */
  readonly root: string;
  readonly chapter: { readonly name: string };
}

/**
 * The folder of the finished run with a key, if there is one, and if all that the run has read is as it was. Of several
 * the newest counts.
 */
export function finishedFolder(key: string, place: RunPlace): string | undefined {
  return doneFolders(place.runs, key).find((folder) => changedSince(folder, place) === undefined);
}

/** What a run has read, as `reads.py` writes it. Paths within the checkout are relative. */
interface Reads {
  /** SHA-256, `none`, or `changed` during the run */
  readonly files: Readonly<Record<string, string>>;
  /** names, or null where there was no folder */
  readonly folders: Readonly<Record<string, readonly string[] | null>>;
  readonly exist: Readonly<Record<string, boolean>>;
}

/** The first path that a finished run has read and that is not as it was; undefined if all are. */
export function changedSince(folder: string, place: RunPlace): string | undefined {
  const file = path.join(folder, "reads.json");
  if (!existsSync(file)) return undefined;
  try {
    const { files, folders, exist } = readJson(file) as unknown as Reads;
    const at = (name: string): string => path.resolve(place.root, name);
    const changed = (names: object, differs: (name: string) => boolean): string | undefined =>
      Object.keys(names).find(differs);
    return (
      changed(exist, (name) => existsSync(at(name)) !== exist[name]) ??
      changed(folders, (name) => !sameNames(at(name), folders[name], place)) ??
      changed(files, (name) => hashOf(at(name)) !== files[name])
    );
  } catch {
    return file; // damaged: nothing is known of what was read
  }
}

function hashOf(file: string): string {
  try {
    return hashFileSync(file);
  } catch {
    return "none";
  }
}

/**
 * Whether a folder has the names that it had. In the folder of the runs, what the command itself writes there does not
 * count, nor do runs of the same chapter: a run would be made again because it was made.
 */
function sameNames(folder: string, before: readonly string[] | null, place: RunPlace): boolean {
  const now = existsSync(folder) ? readdirSync(folder) : null;
  if (before === null || now === null) return before === now;
  const counting =
    folder === path.resolve(place.runs)
      ? (name: string) => counts(path.join(folder, name), place)
      : () => true;
  const [were, are] = [before, now].map((names) => JSON.stringify(names.filter(counting).sort()));
  return were === are;
}

function counts(entry: string, { chapter }: RunPlace): boolean {
  const name = path.basename(entry);
  if (name.startsWith(".") || name === "index.json") return false;
  try {
    return readExperiment(entry)?.notebook !== chapter.name;
  } catch {
    return true; // damaged
  }
}
