import { nameText } from "../../latex/name-text";
import type { ShapeReader } from "./shape-reader";
import type { OpenShape, Size } from "./sizes";
import type { Uses } from "../uses";

/** Letters for what is counted by an index, such as words or examples, and for the length of a vector. */
const counts = ["n", "m", "N", "M", "p", "q"];
const lengths = ["d", "m", "p", "q", "r", "h", "n", "l", "s"];

/**
 * Gives every unknown size a letter that a reader expects, d for the length of a vector and n for what an
 * index counts, and none that means something else in the section.
 */
export function nameSizes(reader: ShapeReader, uses: Uses): (size: Size) => string {
  const { sizes } = reader;
  const taken = lettersIn(uses);
  const chosen = new Map<Size, string>();
  const takeLetter = (size: Size): string => sizes.letterOf(size) ?? chosen.get(sizes.root(size)) ?? "n";
  const give = (size: Size, wanted: readonly string[]): void => {
    if (sizes.letterOf(size) !== undefined || chosen.has(sizes.root(size))) return;
    const letter = wanted.find((each) => !taken.has(each)) ?? `n${chosen.size}`;
    taken.add(letter);
    chosen.set(sizes.root(size), letter);
  };
  for (const size of reader.indices.unsaid.values()) give(size, counts);
  const shapes = [...reader.names.variables.values()];
  const isVector = ({ rows, columns }: OpenShape): boolean => sizes.isOne(rows) !== sizes.isOne(columns);
  const isCounted = (size: Size): boolean =>
    [...reader.indices.unsaid.values()].some((index) => sizes.same(index, size));
  for (const { rows, columns } of shapes.filter(isVector)) give(sizes.isOne(rows) ? columns : rows, lengths);
  for (const { rows, columns } of shapes) {
    if (!sizes.isOne(rows)) give(rows, isCounted(columns) ? lengths : ["m", ...lengths]);
    if (!sizes.isOne(columns)) give(columns, counts);
  }
  return takeLetter;
}

/** Every letter that stands for a name or an index. */
function lettersIn({ names, indices }: Uses): Set<string> {
  const taken = new Set(["e"]);
  for (const letter of names.keys()) taken.add(letter);
  for (const uses of names.values()) for (const { symbol } of uses) taken.add(nameText(symbol));
  for (const [text, [{ index }]] of indices) taken.add(text).add(index.name);
  return taken;
}
