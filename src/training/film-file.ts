import { statSync } from "node:fs";
import { openSealed, writeSealed } from "../files/sealed-file";
import type { Film } from "./film";

const format = "word2vec-notebooks film 1";

interface Header {
  readonly unit: string;
  readonly moments: readonly number[];
  readonly words: readonly string[];
  readonly dimensions: number;
}

/** Writes a film to a file, whole or not at all. */
export function writeFilm(file: string, { unit, moments, words, pictures }: Film): void {
  const dimensions = pictures.length > 0 ? pictures[0].length / words.length : 0;
  const header: Header = { unit, moments, words, dimensions };
  writeSealed(file, format, header, pictures);
}

/** @throws RangeError if the file is damaged, or is no film */
export function readFilm(file: string): Film {
  const opened = openSealed(file, "film", format);
  try {
    const { unit, moments, words, dimensions } = requireHeader(opened.header, file);
    const pictures = moments.map(() => new Float32Array(words.length * dimensions));
    opened.read(...pictures);
    return { unit, moments, words, pictures };
  } finally {
    opened.close();
  }
}

/** A header whose pictures the file has room for. */
function requireHeader(header: unknown, file: string): Header {
  const { unit, moments, words, dimensions } = (header ?? {}) as Partial<Record<keyof Header, unknown>>;
  const need = (what: string): RangeError =>
    new RangeError(`film ${file} requires ${what}, got other content`);
  if (typeof unit !== "string") throw need("a unit of its moments");
  if (!Array.isArray(moments) || !moments.every((each) => Number.isFinite(each)))
    throw need("moments that are numbers");
  if (!Array.isArray(words) || !words.every((word) => typeof word === "string"))
    throw need("words that are strings");
  if (typeof dimensions !== "number" || !Number.isInteger(dimensions) || dimensions < 0)
    throw need("a whole number of dimensions");
  if (4 * moments.length * words.length * dimensions > statSync(file).size)
    throw need("as many numbers as its moments, words and dimensions say");
  return { unit, moments: moments as number[], words: words as string[], dimensions };
}
