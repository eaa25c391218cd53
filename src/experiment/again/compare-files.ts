import path from "node:path";
import { plainOrPacked, readUnpacked } from "../../files/packed-file";
import { hashFileSync } from "../../files/sha256";
import { hashBeforePacking } from "../../runs/pack-run";
import { vectorsFile } from "../../runs/stored-run";

/** How a file of a run compares with that of the run made again. */
export interface FileComparison {
  readonly file: string;
  /** where they differ first; undefined if they are the same bits */
  readonly differs: string | undefined;
}

/**
 * Compares the vectors and the losses of two folders, byte by byte. Of a packed run the hash of its vectors as they were before is
 * compared.
 */
export function compareResults(before: string, now: string): FileComparison[] {
  const was = hashBeforePacking(before);
  const found = vectorsFile({ folder: was === undefined ? before : now });
  const name = path.basename(found);
  const same = (file: string): string | undefined => firstDifference(path.join(before, file), path.join(now, file)); // prettier-ignore
  const vectors = was === undefined ? same(name) : hashDiffers(was, found);
  return [
    { file: name, differs: vectors },
    { file: "loss.csv", differs: same("loss.csv") },
  ];
}

function hashDiffers(was: string, file: string): string | undefined {
  const is = hashFileSync(file);
  return is === was ? undefined : `its SHA-256, which was ${was.slice(0, 12)}, and is ${is.slice(0, 12)} now`; // prettier-ignore
}

function firstDifference(before: string, now: string): string | undefined {
  const [a, b] = [before, now].map((file) => readUnpacked(plainOrPacked(file)));
  if (a.equals(b)) return undefined;
  const [x, y] = [a, b].map((bytes) => bytes.toString("utf8").trimEnd().split("\n"));
  const lines = Math.min(x.length, y.length);
  const different = Array.from({ length: lines }, (_, i) => i).filter((i) => x[i] !== y[i]);
  if (different.length === 0)
    return x.length === y.length
      ? "the end of the file"
      : `the number of lines: ${x.length}, and ${y.length} now`;
  const [at] = different;
  const [was, is] = aroundDifference(x[at], y[at]);
  return `${different.length} of ${lines} lines, the first is line ${at + 1}: ${was}, and ${is} now`;
}

/** Two texts from a little before the first character in which they differ. */
function aroundDifference(a: string, b: string): [string, string] {
  let k = 0;
  while (k < a.length && a[k] === b[k]) k++;
  const part = (text: string): string => JSON.stringify(text.slice(Math.max(0, k - 20), k + 20));
  return [part(a), part(b)];
}
