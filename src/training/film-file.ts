import { openSealed, writeSealed } from "../files/sealed-file";
import type { Film } from "./film";
import { naming } from "./checkpoint";

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
    return naming(file, () => {
      const { unit, moments, words, dimensions } = opened.header as Header;
      const pictures = moments.map(() => new Float32Array(words.length * dimensions));
      opened.read(...pictures);
      return { unit, moments, words, pictures };
    });
  } finally {
    opened.close();
  }
}
