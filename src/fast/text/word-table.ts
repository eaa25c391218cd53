/** Longest text of all different words together, in bytes: what a Uint32 can count. */
const mostBytes = 2 ** 32 - 1;

/** The first numbers of a slot: its word's last eight bytes, its length, and its id + 1 (0 where it is empty). */
const slotSize = 4;

/**
 * The different words of a text as bytes, numbered in the order of first appearance: a hash table with open
 * addressing and linear probing, at most two thirds full. A word of at most eight bytes is known by its slot
 * alone, so that most look-ups touch one line of the processor's cache.
 *
 * Takes 24 to 50 bytes a word, and the word itself; no string is made of it.
 */
export class WordTable {
  /** words so far */
  size = 0;
  /** occurrences of each word, counted by whoever uses the table; shape (capacity), the first `size` of them used */
  counts = new Float64Array(1 << 10);
  /** where each word ends in `bytes`, and the next one begins */
  private ends = new Uint32Array(1 << 10);
  private bytes = new Uint8Array(1 << 14);
  private slots = new Int32Array(slotSize << 11);
  private mask = (1 << 11) - 1;

  /** @param limit most words that are taken; more of them are an error */
  constructor(private readonly limit: number) {}

  /**
   * The id of the word `source[from]` to `source[to - 1]`, which becomes a new word if it was not one.
   *
   * @param hash of the word, as `hashOf` computes it
   * @param high, low its last eight bytes as one number, 0 above a shorter word: low holds the last four
   */
  idOf(source: Uint8Array, from: number, to: number, hash: number, high: number, low: number): number {
    const { slots, mask } = this;
    const length = to - from;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const at = slot * slotSize;
      const id = slots[at + 3] - 1;
      if (id < 0) return this.add(source, from, to, at, high, low);
      if (slots[at] !== high || slots[at + 1] !== low || slots[at + 2] !== length) continue;
      if (length <= 8 || this.startsAs(id, source, from, to)) return id;
    }
  }

  /** The bytes of a word; they are valid until the next word is added. */
  wordOf(id: number): Uint8Array {
    return this.bytes.subarray(id === 0 ? 0 : this.ends[id - 1], this.ends[id]);
  }

  /** Whether a word as long as the one in `source` has the same bytes, but for the last eight. */
  private startsAs(id: number, source: Uint8Array, from: number, to: number): boolean {
    let at = this.ends[id] - (to - from);
    for (let i = from; i < to - 8; i++) if (source[i] !== this.bytes[at++]) return false;
    return true;
  }

  private add(source: Uint8Array, from: number, to: number, at: number, high: number, low: number): number {
    const start = this.size === 0 ? 0 : this.ends[this.size - 1];
    const end = start + to - from;
    if (this.size === this.limit) refuse(`${this.limit} different words`);
    if (end > mostBytes) refuse(`${mostBytes} bytes of different words`);
    if (end > this.bytes.length) this.bytes = longer(this.bytes, Math.min(mostBytes, 2 * end));
    this.bytes.set(source.subarray(from, to), start);
    if (this.size === this.counts.length) {
      this.counts = longer(this.counts, 2 * this.size);
      this.ends = longer(this.ends, 2 * this.size);
    }
    const id = this.size++;
    this.ends[id] = end;
    this.slots.set([high, low, to - from, id + 1], at);
    if (3 * this.size > 2 * (this.mask + 1)) this.enlarge();
    return id;
  }

  /** Twice as many slots, and every word in its new one. */
  private enlarge(): void {
    const { slots: old, size } = this;
    const byId = new Int32Array(size); // where each word's slot was
    for (let at = 0; at < old.length; at += slotSize) if (old[at + 3] > 0) byId[old[at + 3] - 1] = at;
    this.slots = new Int32Array(2 * old.length);
    this.mask = 2 * this.mask + 1;
    for (let id = 0; id < size; id++) {
      let slot = hashOf(this.wordOf(id)) & this.mask;
      while (this.slots[slot * slotSize + 3] > 0) slot = (slot + 1) & this.mask;
      this.slots.set(old.subarray(byId[id], byId[id] + slotSize), slot * slotSize);
    }
  }
}

/** The hash of a word: 31 h + b for each byte b, then mixed. */
export function hashOf(word: Uint8Array): number {
  let hash = 0;
  for (const byte of word) hash = (Math.imul(hash, 31) + byte) | 0;
  return mixed(hash);
}

/** Spreads a hash over all its bits (a step of MurmurHash3's finalizer, by A. Appleby). */
export function mixed(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return half ^ (half >>> 13);
}

function refuse(most: string): never {
  throw new RangeError(`encodeText requires a text of at most ${most}, got more`);
}

function longer<T extends Uint8Array | Uint32Array | Float64Array>(array: T, length: number): T {
  const result = new (array.constructor as new (length: number) => T)(length);
  result.set(array);
  return result;
}
