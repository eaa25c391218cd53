/** Share of the slots that may be taken before the table grows. */
const load = 0.6;

/**
 * Whole numbers by keys of 64 bits: open addressing in typed arrays, 12 bytes a slot.
 * A number of 0 is the same as none.
 */
export class PairTable {
  private high: Int32Array;
  private low: Int32Array;
  private values: Uint32Array;
  private mask: number;
  private taken = 0;

  /** @param slots at first, a power of two */
  constructor(slots = 1 << 10) {
    [this.high, this.low, this.values] = [
      new Int32Array(slots),
      new Int32Array(slots),
      new Uint32Array(slots),
    ];
    this.mask = slots - 1;
  }

  /** keys that have a number */
  get size(): number {
    return this.taken;
  }

  get(high: number, low: number): number {
    return this.values[this.find(high, low)];
  }

  /** Adds to the number of a key. */
  add(high: number, low: number, more: number): void {
    const slot = this.find(high, low);
    if (this.values[slot] === 0) this.take(slot, high, low, more);
    else this.values[slot] += more;
  }

  /** Gives a key another number, above 0. */
  set(high: number, low: number, value: number): void {
    const slot = this.find(high, low);
    if (this.values[slot] === 0) this.take(slot, high, low, value);
    else this.values[slot] = value;
  }

  /** Takes every key with its number. */
  forEach(take: (high: number, low: number, value: number) => void): void {
    const { high, low, values } = this;
    for (let slot = 0; slot < values.length; slot++)
      if (values[slot] > 0) take(high[slot], low[slot], values[slot]);
  }

  /** The slot of a key, or the one where it would be. */
  private find(high: number, low: number): number {
    let slot = low & this.mask;
    while (this.values[slot] !== 0 && (this.low[slot] !== low || this.high[slot] !== high))
      slot = (slot + 1) & this.mask;
    return slot;
  }

  private take(slot: number, high: number, low: number, value: number): void {
    this.high[slot] = high;
    this.low[slot] = low;
    this.values[slot] = value;
    if (++this.taken > load * (this.mask + 1)) this.grow();
  }

  private grow(): void {
    const larger = new PairTable(2 * (this.mask + 1));
    this.forEach((high, low, value) => larger.set(high, low, value));
    ({ high: this.high, low: this.low, values: this.values, mask: this.mask } = larger);
  }
}
