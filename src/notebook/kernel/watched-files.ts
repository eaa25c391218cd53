/**
 * Files of the type checker's program, compared with the disk before each cell.
 *
 * Stock tslab is told of changes by the operating system. Such a message may come after the cell that should have
 * seen it, and one about a directory makes the following cell fail ("Unexpected pending rebuildTimer"). Modification
 * times of the few files outside `node_modules` are compared instead, when a cell asks.
 */
import { statSync } from "node:fs";
import type { FileWatcher, FileWatcherCallback, FileWatcherEventKind } from "@tslab/typescript-for-tslab";

interface Watched {
  changed: FileWatcherCallback;
  modified: number;
}

const watched = new Map<string, Watched>();

/** Time of the last change in milliseconds, 0 where there is no such file. */
export function modificationTime(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Takes the place of `ts.sys.watchFile`. */
export function watchFile(path: string, changed: FileWatcherCallback): FileWatcher {
  if (path.includes("/node_modules/")) return { close: () => {} };
  watched.set(path, { changed, modified: modificationTime(path) });
  return { close: () => watched.delete(path) };
}

/** Takes the place of `ts.sys.watchDirectory`: see `converters.ts` for modules that appear later. */
export function watchDirectory(): FileWatcher {
  return { close: () => {} };
}

/** Tells the type checker which of its files have changed since it was last told. */
export function reportChangedFiles(): void {
  const [created, modified, deleted]: FileWatcherEventKind[] = [0, 1, 2];
  for (const [path, file] of [...watched]) {
    const now = modificationTime(path);
    if (now === file.modified) continue;
    const kind = now === 0 ? deleted : file.modified === 0 ? created : modified;
    file.modified = now;
    file.changed(path, kind);
  }
}
