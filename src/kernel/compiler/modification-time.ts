import { statSync } from "node:fs";

/** Time of the last change in milliseconds; 0 if there is no such file. */
export function modificationTime(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
