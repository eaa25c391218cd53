import type { Rows } from "../model/word-vectors";
import type { Film } from "../training/film";
import { packVectors, type PackedVectors } from "../vectors/packed-vectors";
import { onAxes, project } from "../vectors/project";

/** The film of a training as a page shows it: the places of words in one plane, at each moment. */
export interface ExplorerFilm {
  readonly unit: string;
  readonly moments: readonly number[];
  /** so many of the page's words are in it, the most frequent ones */
  readonly words: number;
  /** for each moment the places of the words, shape (moments, 2 words) */
  readonly places: PackedVectors;
}

/**
 * Projects all pictures of a film on the plane in which the words differ most at its end. The film ends where a number
 * is no longer finite, as in a training that diverged.
 *
 * @param words of the page, the most frequent first
 * @returns null if there is nothing to play: fewer than two moments, words in common, or dimensions
 */
export function explorerFilm(film: Film, words: readonly string[]): ExplorerFilm | null {
  const cols = film.pictures.length > 0 ? film.pictures[0].length / film.words.length : 0;
  const rowOf = new Map(film.words.map((word, k) => [word, k]));
  const absent = words.findIndex((word) => !rowOf.has(word));
  const n = absent < 0 ? words.length : absent;
  const odd = film.pictures.findIndex((picture) => !picture.every(Number.isFinite));
  const moments = film.moments.slice(0, odd < 0 ? undefined : odd);
  if (moments.length < 2 || n < 2 || cols < 2) return null;
  const ids = words.slice(0, n).map((word) => rowOf.get(word) as number);
  const finite = film.pictures.slice(0, moments.length);
  const pictures = finite.map((data): Rows => ({ rows: film.words.length, cols, data }));
  const plane = project(pictures[pictures.length - 1], ids);
  const places = new Float32Array(pictures.length * 2 * n);
  pictures.forEach((picture, m) => {
    const { data } = onAxes(picture, plane);
    ids.forEach((k, w) => places.set(data.subarray(2 * k, 2 * k + 2), 2 * (m * n + w)));
  });
  const all = { rows: moments.length, cols: 2 * n, data: places };
  return { unit: film.unit, moments, words: n, places: packVectors(all, [...moments.keys()]) };
}
