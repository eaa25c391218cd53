import { lstatSync, readdirSync } from "node:fs";
import path from "node:path";

/** Bytes of all files below a folder; links are not followed. */
export function folderBytes(folder: string): number {
  const status = lstatSync(folder, { throwIfNoEntry: false });
  if (status === undefined) return 0;
  if (!status.isDirectory()) return status.size;
  return readdirSync(folder).reduce((sum, name) => sum + folderBytes(path.join(folder, name)), 0);
}

/** A number of bytes as people read it: `9.5 MB`. */
export function sizeText(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let unit = 0;
  let value = bytes;
  for (; value >= 999.5 && unit < units.length - 1; unit++) value /= 1000;
  return `${unit === 0 || value >= 99.5 ? value.toFixed(0) : Number(value.toPrecision(2))} ${units[unit]}`;
}
