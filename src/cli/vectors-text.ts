import type { Difference } from "../evaluation/difference";
import type { NamedVectors } from "../model/word-vectors";
import type { Similar } from "../vectors/queries/directions";

/** Words with their cosines, as lines of a table. */
export function similarLines(similar: readonly Similar[]): string[] {
  const width = Math.max(...similar.map(({ word }) => word.length), 1);
  return similar.map(({ word, cosine }) => `  ${word.padEnd(width)}  ${cosine.toFixed(4).padStart(7)}`);
}

/** What a file of vectors holds, as lines. */
export function infoLines(info: {
  file: string;
  format: string;
  numbers: string;
  words: number;
  dimensions: number;
  bytes: number;
  first: readonly string[];
}): string[] {
  return [
    `${info.file}: ${info.words} words, ${info.dimensions} dimensions, as ${info.format}`,
    `  numbers      ${info.numbers}`,
    `  bytes        ${info.bytes}`,
    `  first words  ${info.first.join(" ")}`,
  ];
}

/** How two files differ, as lines. */
export function differenceLines(
  fileA: string,
  fileB: string,
  a: NamedVectors,
  b: NamedVectors,
  found: Difference,
): string[] {
  const size = ({ vectors }: NamedVectors): string => `${vectors.rows} words, ${vectors.cols} dimensions`;
  const only = (words: readonly string[]): string =>
    words.length === 0 ? "none" : `${words.length}: ${words.slice(0, 10).join(" ")}`;
  const { common, equal, largest, compared, cosine, rotated, neighbours, moved } = found;
  const numbers =
    equal === undefined
      ? []
      : [
          `equal numbers         ${equal} of ${common} words`,
          ...(largest ? [`largest difference    ${largest.difference} (${largest.word})`] : []),
        ];
  const directions =
    rotated === undefined
      ? []
      : [
          ...(cosine === undefined ? [] : [`mean cosine           ${cosine.toFixed(4)}`]),
          `after a rotation      ${rotated.toFixed(4)}, of ${compared} words`,
          ...(neighbours === undefined ? [] : [`nearest ten in common ${(100 * neighbours).toFixed(1)} %`]),
          "moved most:",
          ...similarLines(moved),
        ];
  return [
    `A ${fileA}: ${size(a)}`,
    `B ${fileB}: ${size(b)}`,
    `words in both         ${common}${found.sameOrder ? "" : ", in another order"}`,
    `only in A             ${only(found.onlyA)}`,
    `only in B             ${only(found.onlyB)}`,
    ...numbers,
    ...directions,
  ];
}
