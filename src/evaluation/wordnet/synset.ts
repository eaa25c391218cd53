/** A pointer from a synset, or from one of its words, to another one. */
export interface Pointer {
  /** `!` to an antonym, `@` to a hypernym, and others (wninput(5WN)) */
  readonly symbol: string;
  /** where the other synset begins, in the data file of its part of speech */
  readonly offset: number;
  /** the word that has the relation, and the word it leads to, from 1; 0 if the relation is of whole synsets */
  readonly from: number;
  readonly to: number;
}

/** Words of one meaning, and what leads from it. */
export interface Synset {
  readonly words: readonly string[];
  readonly pointers: readonly Pointer[];
}

/**
 * Reads the line of a data file that begins at a byte (wndb(5WN)):
 *
 *     offset file type w_cnt word id [word id …] p_cnt [symbol offset type source/target …] … | gloss
 *
 * `w_cnt` and `source/target` are hexadecimal, `p_cnt` is decimal. A mark behind an adjective, as in `alive(p)`, says
 * where it stands in a sentence, and is left out.
 *
 * @throws RangeError if no synset begins there
 */
export function readSynset(data: Buffer, offset: number): Synset {
  const end = data.indexOf("\n", offset);
  const line = data.toString("latin1", offset, end < 0 ? data.length : end);
  const fields = line.split(" | ", 1)[0].trim().split(" ");
  const refuse = (): never => {
    throw new RangeError(
      `WordNet requires a synset at byte ${offset}, got ${JSON.stringify(line.slice(0, 60))}`,
    );
  };
  if (!/^\d{8}$/.test(fields[0]) || Number(fields[0]) !== offset) refuse();
  const count = parseInt(fields[3], 16);
  const words = Array.from({ length: count }, (_, i) => fields[4 + 2 * i]);
  const start = 4 + 2 * count;
  if (!(count > 0) || !/^\d{3}$/.test(fields[start] ?? "")) refuse();
  const pointers = Array.from({ length: Number(fields[start]) }, (_, i) =>
    parsePointer(fields.slice(start + 1 + 4 * i, start + 5 + 4 * i)),
  );
  if ([...words, ...pointers].includes(undefined as never)) refuse();
  return { words: words.map((word) => word.replace(/\(\w+\)$/, "")), pointers: pointers as Pointer[] };
}

function parsePointer([symbol, offset, , ends]: string[]): Pointer | undefined {
  if (!/^[\da-f]{4}$/i.test(ends ?? "")) return undefined;
  const [from, to] = [ends.slice(0, 2), ends.slice(2)].map((hexadecimal) => parseInt(hexadecimal, 16));
  return { symbol, offset: Number(offset), from, to };
}
