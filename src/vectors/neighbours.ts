import { unitVector } from "./cosine";
import { UnitFloats } from "./unit-floats";
import type { NamedVectors, Rows } from "../model/word-vectors";

/** A word, and the cosine of its angle with the query. */
export interface Neighbour {
  id: number;
  cosine: number;
}

/**
 * Finds the nearest words by cosine. Every word is compared, so none is missed. The vectors are normalised once, into a
 * copy of floats; the cosines are those of the copy, exact to about 1e-7.
 */
export class Neighbours {
  private readonly unit: UnitFloats;

  /** @param vectors shape (n, d); later changes of them are not seen */
  constructor(vectors: Rows) {
    this.unit = new UnitFloats(vectors);
  }

  /**
   * The k nearest words of each of many words, without the word itself, nearest first; of equal cosines the smaller id
   * first. Rows of zeros have no direction and are never neighbours. Costs O(n·d) a word: under a second for 1,000 words
   * of 100,000 x 100 vectors.
   *
   * @param ids rows that are not zero
   */
  nearest(ids: readonly number[], k: number): Neighbour[][] {
    return this.search(ids.map((id) => ({ query: this.unit.row(id), except: [id] })), k); // prettier-ignore
  }

  /** The k words nearest to a word, without the word itself. @param id a row that is not zero */
  nearestToWord(id: number, k: number): Neighbour[] {
    return this.nearest([id], k)[0];
  }

  /**
   * The k words nearest to a vector, as `nearest` lists them.
   *
   * @param query  shape (d), not zero
   * @param except ids left out
   */
  nearestTo(query: ArrayLike<number>, k: number, except: readonly number[] = []): Neighbour[] {
    if (query.length !== this.unit.cols)
      throw new RangeError(`nearestTo requires ${this.unit.cols} numbers, got ${query.length}`);
    return this.search([{ query: Float32Array.from(unitVector(query)), except }], k)[0];
  }

  /**
   * Words x for which "a is to b as c is to x": the nearest to b − a + c, of unit vectors, without a, b
   * and c (Mikolov et al., 2013, "Linguistic Regularities in Continuous Space Word Representations").
   */
  analogy(a: number, b: number, c: number, k: number): Neighbour[] {
    const [from, to, start] = [a, b, c].map((id) => this.unit.row(id));
    const target = Float64Array.from(to, (value, i) => value - from[i] + start[i]);
    return this.nearestTo(target, k, [a, b, c]);
  }

  private search(asked: readonly Asked[], k: number): Neighbour[][] {
    if (!(Number.isInteger(k) && k >= 1)) throw new RangeError(`nearestTo requires k of 1 or more, got ${k}`);
    if (asked.some(({ query }) => query.every((value) => value === 0)))
      throw new RangeError("nearestTo requires a vector that is not zero, got zeros");
    const found = asked.map((): Neighbour[] => []);
    for (let from = 0; from < asked.length; from += UnitFloats.mostQueries) {
      const some = asked.slice(from, from + UnitFloats.mostQueries);
      this.searchSome(some, k, found.slice(from, from + some.length));
    }
    return found;
  }

  /** Compares every word with a few queries. Only words that may be among the k best are multiplied in doubles. */
  private searchSome(asked: readonly Asked[], k: number, best: Neighbour[][]): void {
    const { unit } = this;
    const margin = 2 * unit.productError;
    const least = new Float64Array(asked.length).fill(-Infinity); // a product below this cannot be among the best
    const queries = asked.map(({ query }) => query);
    unit.eachBlock(queries, ({ products, largest, from, count, stride }) => {
      for (let q = 0; q < queries.length; q++) {
        if (largest[q] < least[q]) continue;
        for (let r = 0, at = q * stride; r < count; r++, at++) {
          if (products[at] < least[q]) continue;
          const id = from + r;
          if (asked[q].except.includes(id) || (products[at] === 0 && isZero(unit.row(id)))) continue;
          insert(best[q], { id, cosine: clamped(unit.product(queries[q], id)) }, k);
          if (best[q].length === k) least[q] = best[q][k - 1].cosine - margin;
        }
      }
    });
  }
}

/**
 * The k nearest words of some words by cosine, nearest first; of a word without a vector, none.
 *
 * @param asked the words whose nearest words are wanted
 */
export function nearestWords(
  { words, vectors }: NamedVectors,
  asked: readonly string[],
  k: number,
): string[][] {
  const ids = asked.map((word) => words.indexOf(word));
  const found = new Neighbours(vectors).nearest(
    ids.filter((id) => id >= 0),
    k,
  );
  return ids.map((id) => (id < 0 ? [] : (found.shift() ?? []).map((neighbour) => words[neighbour.id])));
}

/** A vector of length 1, and the ids to leave out. */
interface Asked {
  query: Float32Array;
  except: readonly number[];
}

function isZero(vector: Float32Array): boolean {
  return vector.every((value) => value === 0);
}

/** A cosine that rounding brought beyond ±1. */
export function clamped(cosine: number): number {
  return Math.min(1, Math.max(-1, cosine));
}

/** Inserts a neighbour into a list of at most k, in falling order; of equal cosines the one that came first is first. */
export function insert<T extends { readonly cosine: number }>(best: T[], found: T, k: number): void {
  let place = best.length;
  while (place > 0 && best[place - 1].cosine < found.cosine) place--;
  if (place === k) return;
  best.splice(place, 0, found);
  if (best.length > k) best.pop();
}
