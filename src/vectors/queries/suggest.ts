import { editDistance } from "../../settings/nearest";

/** How many other spellings are suggested. */
const most = 3;

/**
 * Words that were perhaps meant by one that is not known: in other case first, then with one letter or two changed,
 * inserted or left out; of equal ones the earlier, which is the more frequent.
 *
 * @param words all that are known
 */
export function suggest(word: string, words: Iterable<string>): string[] {
  const plain = word.slice(0, 50).toLowerCase();
  const found: { word: string; distance: number }[] = [];
  for (const other of words) {
    if (Math.abs(other.length - word.length) > 2) continue;
    const distance = editDistance(plain, other.toLowerCase());
    if (distance > Math.min(2, Math.floor((plain.length + 1) / 3))) continue;
    const place = found.findIndex((known) => known.distance > distance);
    if (place < 0 && found.length === most) continue;
    found.splice(place < 0 ? found.length : place, 0, { word: other, distance });
    found.length = Math.min(found.length, most);
  }
  return found.map(({ word }) => word);
}

/**
 * Refuses words that are not known, with spellings that are.
 *
 * @param what  which command or function requires them
 * @param where they are looked up, such as a file
 */
export function refuseUnknown(
  what: string,
  unknown: readonly string[],
  where: string,
  words: () => Iterable<string>,
): never {
  const quote = (word: string): string => JSON.stringify(word);
  const hints = unknown.slice(0, most).flatMap((word) => {
    const others = suggest(word, words());
    return others.length > 0 ? [`for ${quote(word)}, did you mean ${others.map(quote).join(" or ")}?`] : [];
  });
  const listed = unknown.slice(0, 10).map(quote).join(", ") + (unknown.length > 10 ? " and others" : "");
  throw new RangeError([`${what} requires words that ${where} has, got ${listed}`, ...hints].join("; "));
}
