import { readFileSync } from "node:fs";

/**
 * Reads parts of a write-up: a text in which `(a)` on a line of its own begins part a.
 *
 * @param file    of the text
 * @param letters of the parts wanted: "bc" for parts (b) and (c), one after the other
 * @throws RangeError naming a part that the text does not have
 */
export function readParts(file: string, letters: string): string {
  const pieces = readFileSync(file, "utf8").split(/^\(([a-z])\)$/m); // before (a), "a", its text, "b", its text
  const parts = [...letters].map((letter) => {
    const at = pieces.findIndex((piece, i) => i % 2 === 1 && piece === letter);
    if (at < 0) throw new RangeError(`readParts requires a part (${letter}) of ${file}, got none`);
    return pieces[at + 1];
  });
  return parts.join("");
}
