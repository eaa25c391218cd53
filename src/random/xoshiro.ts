import { requireState, type Random } from "./random";

/**
 * xoshiro128** 1.1 (Blackman and Vigna, 2018), a fast source: four words of state, which splitmix32 fills from the seed,
 * so that similar seeds give unrelated streams.
 */
export class Xoshiro128 implements Random {
  private readonly words = new Uint32Array(4);

  /** @param seed an integer from 0 to 2^32 - 1 */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
      throw new RangeError(`Xoshiro128 requires an integer seed from 0 to 4294967295, got ${seed}`);
    }
    for (let i = 0; i < 4; i++) {
      seed = (seed + 0x9e3779b9) >>> 0;
      let z = seed;
      z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
      z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
      this.words[i] = z ^ (z >>> 16);
    }
  }

  uint32(): number {
    const s = this.words;
    const scrambled = Math.imul(rotateLeft(Math.imul(s[1], 5), 7), 9) >>> 0;
    const t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotateLeft(s[3], 11);
    return scrambled;
  }

  save(): Uint32Array {
    return this.words.slice();
  }

  restore(state: Uint32Array): void {
    requireState("Xoshiro128.restore", state, 4);
    if (state.every((word) => word === 0))
      throw new RangeError("Xoshiro128.restore requires a state that is not all zero, got zeros");
    this.words.set(state);
  }
}

function rotateLeft(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}
