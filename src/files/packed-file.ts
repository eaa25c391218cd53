import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/* A file that may be packed with gzip: then it is `NAME.gz` instead of `NAME`. */

/** The path of a file as it is there, plain or packed; the plain one if there is neither. */
export const plainOrPacked = (file: string): string =>
  !existsSync(file) && existsSync(`${file}.gz`) ? `${file}.gz` : file;

/**
 * The content of a small file, unpacked if its name ends in `.gz`.
 *
 * @throws RangeError if the packed file is cut or damaged
 */
export function readUnpacked(file: string): Buffer {
  const bytes = readFileSync(file);
  if (!file.endsWith(".gz")) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new RangeError(`${file} requires a whole file that gzip has packed: ${(error as Error).message}`, { cause: error }); // prettier-ignore
  }
}
