import { Neighbours } from "../neighbours";
import { readVectorModel } from "../read-vectors";
import { cosineOf, rankByCentrality, weighedDirection, type Similar } from "./directions";
import { refuseUnknown } from "./suggest";
import type { NamedVectors } from "../../model/word-vectors";

/** What is asked of `mostSimilar`: words, or vectors of one's own, shape (d). */
export interface MostSimilar {
  readonly positive?: readonly (string | ArrayLike<number>)[];
  readonly negative?: readonly (string | ArrayLike<number>)[];
  /** how many words; 10 by default */
  readonly topn?: number;
  /** only the first words are answers */
  readonly restrictVocab?: number;
}

/**
 * Words with vectors, to be asked from a cell by the names that gensim's class `KeyedVectors` has, in the spelling of
 * TypeScript: `most_similar` is `mostSimilar`. The answers are gensim's, but a word that is not known is refused.
 */
export class KeyedVectors {
  /** the words, as a rule the most frequent first */
  readonly indexToKey: readonly string[];
  /** d */
  readonly vectorSize: number;
  private readonly ids: ReadonlyMap<string, number>;
  private whole?: Neighbours;

  /** @param unseen the vector of a word that is not among them, if there is one */
  constructor(
    private readonly named: NamedVectors,
    private readonly unseen: (word: string) => Float32Array | undefined = () => undefined,
  ) {
    this.indexToKey = named.words;
    this.vectorSize = named.vectors.cols;
    this.ids = new Map(named.words.map((word, w) => [word, w]));
  }

  /** Reads a file of any format that is read here. A model of fastText knows words that it has never seen, by their parts. */
  static async load(path: string): Promise<KeyedVectors> {
    const { named, unseen } = await readVectorModel(path);
    return new KeyedVectors(named, unseen);
  }

  /** How many words there are. */
  get length(): number {
    return this.indexToKey.length;
  }

  hasIndexFor(word: string): boolean {
    return this.ids.has(word);
  }

  /** The row of a word. @throws RangeError if it is not known, with words that are spelt like it */
  getIndex(word: string): number {
    const id = this.ids.get(word);
    if (id === undefined) refuseUnknown("KeyedVectors", [word], "it", () => this.indexToKey);
    return id;
  }

  /** The vector of a word, shape (d); a copy. */
  getVector(word: string): Float64Array | Float32Array {
    const unseen = this.ids.has(word) ? undefined : this.unseen(word);
    if (unseen) return unseen;
    const id = this.getIndex(word);
    return this.named.vectors.data.slice(id * this.vectorSize, (id + 1) * this.vectorSize);
  }

  /**
   * The words nearest to the direction of the positive ones and away from the negative ones, each of length 1, without
   * the words that were given. "man is to king as woman is to" is `{ positive: ["king", "woman"], negative: ["man"] }`.
   */
  mostSimilar({ positive = [], negative = [], topn = 10, restrictVocab }: MostSimilar): Similar[] {
    const given = [...positive, ...negative];
    const weights = given.map((_, i) => (i < positive.length ? 1 : -1));
    const vectors = given.map((item) => (typeof item === "string" ? this.getVector(item) : item));
    const direction = weighedDirection(vectors, weights);
    const except = given.flatMap((item) => (typeof item === "string" ? (this.ids.get(item) ?? []) : []));
    const among = this.neighbours(restrictVocab);
    return among
      .nearestTo(direction, topn, except)
      .map(({ id, cosine }) => ({ word: this.indexToKey[id], cosine }));
  }

  /** The words nearest to one, without it. */
  similarByWord(word: string, topn = 10): Similar[] {
    return this.mostSimilar({ positive: [word], topn });
  }

  /** The words nearest to a vector, shape (d). */
  similarByVector(vector: ArrayLike<number>, topn = 10): Similar[] {
    return this.mostSimilar({ positive: [vector], topn });
  }

  /** Cosine of the angle between two words. */
  similarity(a: string, b: string): number {
    return cosineOf(this.getVector(a), this.getVector(b));
  }

  /** 1 - cosine. */
  distance(a: string, b: string): number {
    return 1 - this.similarity(a, b);
  }

  /** 1 - cosine of a word with each of others. */
  distances(word: string, others: readonly string[]): number[] {
    return others.map((other) => this.distance(word, other));
  }

  /** Cosine of the sums of the vectors of two lists of words. */
  nSimilarity(a: readonly string[], b: readonly string[]): number {
    if (a.length === 0 || b.length === 0)
      throw new RangeError(`nSimilarity requires two lists of words, got ${a.length} and ${b.length} words`);
    return cosineOf(this.sum(a), this.sum(b));
  }

  /** Words by how near they are to the mean of all, nearest first. */
  rankByCentrality(words: readonly string[]): Similar[] {
    return rankByCentrality(
      words,
      words.map((word) => this.getVector(word)),
    );
  }

  /** The word that is farthest from the mean of all. */
  doesntMatch(words: readonly string[]): string {
    return this.rankByCentrality(words)[words.length - 1].word;
  }

  /** That of some words which is nearest to a word. */
  mostSimilarToGiven(word: string, words: readonly string[]): string {
    if (words.length === 0) throw new RangeError("mostSimilarToGiven requires at least one word, got none");
    const cosines = words.map((other) => this.similarity(word, other));
    return words[cosines.indexOf(Math.max(...cosines))];
  }

  /** All words that are nearer to `a` than `b` is, in the order of the words. */
  closerThan(a: string, b: string): string[] {
    const [from, other] = [this.getVector(a), this.getIndex(b)];
    const d = this.vectorSize;
    const cosines = this.indexToKey.map((_, w) =>
      cosineOf(from, this.named.vectors.data.subarray(w * d, (w + 1) * d)),
    );
    return this.indexToKey.filter((word, w) => word !== a && cosines[w] > cosines[other]);
  }

  /** The place of `b` among the words nearest to `a`; the nearest has 1. */
  rank(a: string, b: string): number {
    return this.closerThan(a, b).length + 1;
  }

  private sum(words: readonly string[]): Float64Array {
    const sum = new Float64Array(this.vectorSize);
    for (const word of words) this.getVector(word).forEach((value, i) => (sum[i] += value));
    return sum;
  }

  /** All words, or the first ones, with lengths of 1; those of all are kept. */
  private neighbours(first = this.length): Neighbours {
    if (first >= this.length) return (this.whole ??= new Neighbours(this.named.vectors));
    const { cols, data } = this.named.vectors;
    return new Neighbours({ rows: first, cols, data: data.subarray(0, first * cols) });
  }
}
