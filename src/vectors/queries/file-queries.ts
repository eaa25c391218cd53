import { requireFiniteRow, type RowSource } from "../files/row-source";
import type { NamedVectors } from "../../model/word-vectors";
import { clamped, insert } from "../neighbours";
import { rankByCentrality, cosineOf, weighedDirection, type Similar } from "./directions";
import { refuseUnknown } from "./suggest";

/** A direction whose nearest words are wanted, and the words that are no answer. */
interface Query {
  readonly direction: Float64Array;
  readonly except: ReadonlySet<string>;
}

/**
 * The k words nearest to each of some words, nearest first, without the word itself.
 *
 * @param limit only the first words of the file are answers
 */
export function neighboursIn(
  source: RowSource,
  words: readonly string[],
  k: number,
  limit?: number,
): Similar[][] {
  const rows = requireRows("neighbours", source, words);
  const queries = rows.map((row, i) => ({
    direction: weighedDirection([row], [1]),
    except: new Set([words[i]]),
  }));
  return nearestIn(source, queries, k, limit);
}

/** The k words x for which "a is to b as c is to x", without a, b and c: nearest to b - a + c, each of length 1. */
export function analogyIn(
  source: RowSource,
  words: readonly [string, string, string],
  k: number,
  limit?: number,
): Similar[] {
  const direction = weighedDirection(requireRows("analogy", source, words), [-1, 1, 1]);
  return nearestIn(source, [{ direction, except: new Set(words) }], k, limit)[0];
}

/** The cosine of the first word with each of the others. */
export function similaritiesIn(source: RowSource, words: readonly string[]): Similar[] {
  const [first, ...rows] = requireRows("similarity", source, words);
  return rows.map((row, i) => ({ word: words[i + 1], cosine: cosineOf(first, row) }));
}

/** The words by how near they are to the mean of all: the last is the odd one. */
export function oddOneOutIn(source: RowSource, words: readonly string[]): Similar[] {
  return rankByCentrality(words, requireRows("odd-one-out", source, words));
}

/**
 * The first words of a file with their vectors.
 *
 * @param words that have to be among them, or are refused
 */
export function firstWordsIn(source: RowSource, limit: number, words: readonly string[]): NamedVectors {
  const [rows, cols] = [Math.min(limit, source.rows), source.cols];
  const kept: string[] = [];
  const all = new Float32Array(rows * cols);
  for (const { from, count, data, word } of source.blocks(rows)) {
    for (let r = 0; r < count; r++) {
      kept.push(word(r));
      requireFiniteRow(data.subarray(r * cols, (r + 1) * cols), word(r), source.file);
    }
    all.set(data.subarray(0, count * cols), from * cols);
  }
  requireRows("project", source, words);
  const known = new Set(kept);
  const late = words.find((word) => !known.has(word));
  if (late !== undefined)
    throw new RangeError(
      `project requires words among the first ${rows} of ${source.file}, which the page holds, got ${JSON.stringify(late)}`,
    );
  return { words: kept, vectors: { rows, cols, data: all } };
}

/** The rows of words, each of which the file has and which is not zero. */
function requireRows(what: string, source: RowSource, words: readonly string[]): Float32Array[] {
  const found = source.find(words);
  const unknown = words.filter((word) => !found.has(word));
  if (unknown.length > 0) refuseUnknown(what, [...new Set(unknown)], source.file, () => wordsOf(source));
  const zero = words.find((word) => found.get(word)?.every((value) => value === 0));
  if (zero !== undefined)
    throw new RangeError(
      `${what} requires words with a direction, got ${JSON.stringify(zero)}, whose vector in ${source.file} is zero`,
    );
  return words.flatMap((word) => found.get(word) ?? []);
}

/** All words of a file. */
export function* wordsOf(source: RowSource): Generator<string> {
  for (const { count, word } of source.blocks()) for (let r = 0; r < count; r++) yield word(r);
}

/** Compares the rows of a file with some directions, as they are read. Memory holds a block of rows. */
function nearestIn(source: RowSource, queries: readonly Query[], k: number, limit?: number): Similar[][] {
  const d = source.cols;
  const best = queries.map((): Similar[] => []);
  for (const { count, data, word } of source.blocks(limit)) {
    for (let r = 0; r < count; r++) {
      let length = -1; // is not needed where a word points away from all
      for (let q = 0; q < queries.length; q++) {
        const { direction, except } = queries[q];
        const along = product(data, r * d, direction, 0, d);
        const least = best[q].length === k ? best[q][k - 1].cosine : -1;
        if (along <= 0 && least >= 0 && along > -Infinity) continue;
        if (length < 0) length = lengthOf(data.subarray(r * d, (r + 1) * d), () => word(r), source.file);
        const cosine = clamped(along / length);
        if (length === 0 || (best[q].length === k && cosine <= least)) continue;
        const found = word(r);
        if (!except.has(found)) insert(best[q], { word: found, cosine }, k);
      }
    }
  }
  return best;
}

/** The length of a row of finite numbers. */
function lengthOf(row: Float32Array, word: () => string, file: string): number {
  const length = Math.sqrt(product(row, 0, row, 0, row.length));
  if (!Number.isFinite(length)) requireFiniteRow(row, word(), file);
  return length;
}

/** Σ_i a[from + i] · b[at + i], in doubles, which hold the square of every float. Four sums do not wait for one another. */
function product(
  a: Float32Array,
  from: number,
  b: Float32Array | Float64Array,
  at: number,
  d: number,
): number {
  let [s, t, u, v] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 4 <= d; i += 4) {
    s += a[from + i] * b[at + i];
    t += a[from + i + 1] * b[at + i + 1];
    u += a[from + i + 2] * b[at + i + 2];
    v += a[from + i + 3] * b[at + i + 3];
  }
  for (; i < d; i++) s += a[from + i] * b[at + i];
  return s + t + (u + v);
}
