import { subwordBuckets, type SubwordSettings } from "../../corpus/subwords";
import { defaultValue } from "../../settings/settings";
import type { FastSettings } from "../../settings/table";

/** Which rows the words of a run have: their own, and those of their parts. */
export interface Parts {
  readonly settings: SubwordSettings;
  /** of each word its own row and the rows of its parts, n + bucket; a word after the other */
  readonly rows: Uint32Array;
  /** where each word's rows begin, and behind the last word where they end, shape (n + 1) */
  readonly begin: Uint32Array;
}

/**
 * How the settings cut words into parts; undefined where they do not.
 *
 * @throws RangeError unless `subwords` is none or two lengths in characters, as 3-6
 */
export function readSubwordSettings(settings: FastSettings): SubwordSettings | undefined {
  const { subwords, buckets, architecture, startFrom } = settings;
  if (subwords === "none") {
    if (buckets === defaultValue("buckets", "fast")) return undefined;
    throw new RangeError(`settings require buckets only with subwords, got ${buckets}`);
  }
  const [shortest, longest] = (/^(\d{1,2})-(\d{1,2})$/.exec(subwords) ?? []).slice(1).map(Number);
  if (!(shortest >= 1 && longest >= shortest))
    throw new RangeError(
      `settings require subwords to be none or two lengths from 1 to 99, as 3-6, got ${JSON.stringify(subwords)}`,
    );
  if (architecture !== "skip-gram")
    throw new RangeError(`settings require subwords only with skip-gram, got ${architecture}`);
  if (startFrom !== "none")
    throw new RangeError(
      `settings require startFrom only without subwords, got ${JSON.stringify(startFrom)}; vectors of words do not tell those of their parts`,
    );
  return { shortest, longest, buckets };
}

/** Lists the rows of each word, in the order in which fastText adds them up. */
export function listParts(words: readonly string[], settings: SubwordSettings): Parts {
  const begin = new Uint32Array(words.length + 1);
  const all: number[] = [];
  words.forEach((word, w) => {
    all.push(w);
    for (const bucket of subwordBuckets(word, settings)) all.push(words.length + bucket);
    begin[w + 1] = all.length;
  });
  return { settings, rows: Uint32Array.from(all), begin };
}
