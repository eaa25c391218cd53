import type { CountedWords } from "../word-counter";

/** What stands between the words of a phrase. */
export const delimiter = "_";

/** Odd numbers with well-mixed bits, one for each half of a hash. */
const [multiplier, otherMultiplier] = [0x9e3779b1, 0x85ebca6b];

/**
 * A hash of 64 bits for each word, by its id, such that the hash of words joined with `_` follows from theirs: `new_york`
 * has the same hash as a word of the text, as the pair of `new` and `york`, and as what an earlier pass joined. Of 20
 * million different pairs, two have the same hash in one text of 100,000, about; their counts would be one.
 *
 * A word is a list of parts, between which `_` stands. The hash of a part is that of its letters; a further part is
 * mixed into the hash of those before it.
 */
export class WordHashes {
  /** halves of the hash of the words joined last, by `start` and `append` */
  high = 0;
  low = 0;
  private highs: Int32Array;
  private lows: Int32Array;
  /** hashes of the parts of a word that has several: high and low of the first, of the second, and so on */
  private readonly parts = new Map<number, Int32Array>();
  private count: number;

  constructor(words: CountedWords, count: number) {
    this.count = count;
    [this.highs, this.lows] = [new Int32Array(count), new Int32Array(count)];
    for (let id = 0; id < count; id++) {
      const word = words.word(id);
      if (word.includes(delimiter)) this.parts.set(id, hashParts(word.split(delimiter)));
      else [this.highs[id], this.lows[id]] = hashText(word);
    }
    for (const [id, parts] of this.parts) {
      this.begin(parts);
      [this.highs[id], this.lows[id]] = [this.high, this.low];
    }
  }

  /** ids of the words that have a `_` */
  get joined(): Iterable<number> {
    return this.parts.keys();
  }

  /** Begins to join words with this one. */
  start(id: number): void {
    this.high = this.highs[id];
    this.low = this.lows[id];
  }

  /** Joins another word. */
  append(id: number): void {
    const parts = this.parts.get(id);
    if (parts === undefined) this.mix(this.highs[id], this.lows[id]);
    else for (let i = 0; i < parts.length; i += 2) this.mix(parts[i], parts[i + 1]);
  }

  /** Gives the words that were joined last an id of their own, the next. */
  add(ids: readonly number[]): void {
    const id = this.count++;
    if (id === this.highs.length) {
      const [highs, lows] = [new Int32Array(2 * id), new Int32Array(2 * id)];
      highs.set(this.highs);
      lows.set(this.lows);
      [this.highs, this.lows] = [highs, lows];
    }
    [this.highs[id], this.lows[id]] = [this.high, this.low];
    this.parts.set(
      id,
      Int32Array.from(
        ids.flatMap((part) => [...(this.parts.get(part) ?? [this.highs[part], this.lows[part]])]),
      ),
    );
  }

  private begin(parts: Int32Array): void {
    [this.high, this.low] = parts;
    for (let i = 2; i < parts.length; i += 2) this.mix(parts[i], parts[i + 1]);
  }

  private mix(high: number, low: number): void {
    this.high = finish((Math.imul(this.high, multiplier) + high) | 0);
    this.low = finish((Math.imul(this.low, otherMultiplier) + low) | 0);
  }
}

function hashParts(parts: readonly string[]): Int32Array {
  return Int32Array.from(parts.flatMap((part) => hashText(part)));
}

function hashText(text: string): [high: number, low: number] {
  let [high, low] = [1, 2];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = spread(Math.imul(high ^ unit, multiplier));
    low = spread(Math.imul(low ^ unit, otherMultiplier));
  }
  return [finish(high), finish(low)];
}

/** Lets the upper bits of a half change the lower ones, reversibly. */
const spread = (half: number): number => half ^ (half >>> 15);

/** Lets every bit of a half change every other, reversibly. */
const finish = (half: number): number =>
  spread(Math.imul(spread(Math.imul(spread(half), otherMultiplier)), multiplier));
