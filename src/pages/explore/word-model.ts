import type { ExplorerModel } from "../../notebook/explorer";
import type { ExplorerFilm } from "../../notebook/explorer-film";
import type { Matrix } from "../../model/matrix";
import { row } from "../../model/matrix";
import { unitVector } from "../../vectors/cosine";
import { unpackVectors } from "../../vectors/packed-vectors";

/** A word, and the cosine of its angle with what was asked. */
export interface Near {
  id: number;
  cosine: number;
}

/** The words of a model with their vectors, the most frequent first. */
export class WordModel {
  readonly name: string;
  readonly words: readonly string[];
  readonly counts: readonly number[] | null;
  /** of how many words these are the most frequent */
  readonly of: number;
  readonly film: ExplorerFilm | null;
  /** shape (n, d) */
  readonly vectors: Matrix;
  private readonly unit: Float32Array; // shape (n, d)
  private readonly ids = new Map<string, number>();

  /** @param before the model before, which may have the words of this one */
  constructor(model: ExplorerModel, before?: WordModel) {
    this.name = model.name;
    this.of = model.of;
    this.film = model.film;
    this.words = model.words ?? before?.words ?? [];
    this.counts = model.counts ?? (model.words === null ? (before?.counts ?? null) : null);
    this.vectors = unpackVectors(model.vectors);
    const { rows, cols } = this.vectors;
    this.unit = new Float32Array(rows * cols);
    for (let w = 0; w < rows; w++) this.unit.set(unitVector(row(this.vectors, w)), w * cols);
    this.words.forEach((word, id) => this.ids.set(word, id));
  }

  /** The id of a word as it is written, or else in small letters. */
  find(text: string): number | undefined {
    return this.ids.get(text) ?? this.ids.get(text.toLowerCase());
  }

  /** The vector of a word at length 1, or zeros. */
  direction(id: number): Float32Array {
    const { cols } = this.vectors;
    return this.unit.subarray(id * cols, (id + 1) * cols);
  }

  /** The product of two words' directions: their cosine. */
  cosine(a: number, b: number): number {
    return product(this.direction(a), this.direction(b));
  }

  /**
   * The k words nearest to a vector by cosine, nearest first; of equal cosines the more frequent first. None if the vector
   * has no direction.
   *
   * @param query  shape (d)
   * @param except ids left out
   * @param among  how many of the most frequent words are compared
   */
  nearest(query: ArrayLike<number>, k: number, except: readonly number[] = [], among = Infinity): Near[] {
    const { cols } = this.vectors;
    const rows = Math.min(among, this.vectors.rows);
    const asked = Float32Array.from(unitVector(query));
    const best: Near[] = [];
    if (asked.every((value) => value === 0)) return best;
    for (let id = 0, at = 0; id < rows; id++, at += cols) {
      let cosine = 0;
      for (let i = 0; i < cols; i++) cosine += asked[i] * this.unit[at + i];
      if (best.length === k && cosine <= best[k - 1].cosine) continue;
      if (except.includes(id) || (cosine === 0 && this.direction(id).every((value) => value === 0))) continue;
      let place = best.length;
      while (place > 0 && best[place - 1].cosine < cosine) place--;
      best.splice(place, 0, { id, cosine });
      if (best.length > k) best.pop();
    }
    return best;
  }

  /** Words for what is typed: those that begin with it, then those that hold it, the most frequent first. */
  suggest(text: string, most: number): number[] {
    const wanted = text.toLowerCase();
    const [begin, hold]: [number[], number[]] = [[], []];
    for (let id = 0; id < this.words.length && begin.length < most; id++) {
      const at = this.words[id].toLowerCase().indexOf(wanted);
      if (at === 0) begin.push(id);
      else if (at > 0 && hold.length < most) hold.push(id);
    }
    return [...begin, ...hold].slice(0, most);
  }
}

/** The models of a page, each with its words. */
export function readModels(models: readonly ExplorerModel[]): WordModel[] {
  const read: WordModel[] = [];
  for (const model of models) read.push(new WordModel(model, read.at(-1)));
  return read;
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
