/**
 * What an index runs through, by its number of values: a letter such as "n" for words or "d" for dimensions, a
 * number such as "1", or what `windowRange` gives.
 */
export type Range = string;

/** The offsets from -m to m without 0; there are 2m of them. */
export function windowRange(radius: string): Range {
  return `2${radius}`;
}

/** The size of a range that is a number, such as "1"; undefined for a letter, which may have any size. */
export function fixedSize(range: Range): number | undefined {
  return /^\d+$/.test(range) ? Number(range) : undefined;
}
