import { requireState, type Random } from "./random";

const N = 624;
const M = 397;

/**
 * MT19937 (Matsumoto and Nishimura, 1998), seeded as CPython's `random` or as numpy's `RandomState`
 * seeds it, so that a run of those programs can be replayed draw by draw.
 */
export class MersenneTwister implements Random {
  private readonly words = new Uint32Array(N);
  private position = N;

  private constructor() {}

  /** The source behind `random.seed(seed)` of CPython (`init_by_array` with one key). */
  static asPython(seed: number): MersenneTwister {
    requireSeed("MersenneTwister.asPython", seed);
    const source = new MersenneTwister();
    source.fill(19650218);
    source.mixKey(seed);
    return source;
  }

  /** The source behind `numpy.random.seed(seed)` (`init_genrand`). */
  static asNumpy(seed: number): MersenneTwister {
    requireSeed("MersenneTwister.asNumpy", seed);
    const source = new MersenneTwister();
    source.fill(seed);
    return source;
  }

  uint32(): number {
    if (this.position === N) this.twist();
    let y = this.words[this.position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** 625 words: the state, then the position (the order of CPython's `getstate`). */
  save(): Uint32Array {
    const state = new Uint32Array(N + 1);
    state.set(this.words);
    state[N] = this.position;
    return state;
  }

  restore(state: Uint32Array): void {
    requireState("MersenneTwister.restore", state, N + 1);
    if (state[N] > N)
      throw new RangeError(`MersenneTwister.restore requires a position of 0 to ${N}, got ${state[N]}`);
    this.words.set(state.subarray(0, N));
    this.position = state[N];
  }

  private fill(seed: number): void {
    const mt = this.words;
    mt[0] = seed;
    for (let i = 1; i < N; i++) mt[i] = Math.imul(1812433253, mt[i - 1] ^ (mt[i - 1] >>> 30)) + i;
    this.position = N;
  }

  /** `init_by_array` for a key of one word. */
  private mixKey(key: number): void {
    const mt = this.words;
    let i = 1;
    for (let k = 0; k < N; k++) {
      mt[i] = (mt[i] ^ Math.imul(mt[i - 1] ^ (mt[i - 1] >>> 30), 1664525)) + key;
      i = this.wrap(i + 1);
    }
    for (let k = 0; k < N - 1; k++) {
      mt[i] = (mt[i] ^ Math.imul(mt[i - 1] ^ (mt[i - 1] >>> 30), 1566083941)) - i;
      i = this.wrap(i + 1);
    }
    mt[0] = 0x80000000;
  }

  private wrap(i: number): number {
    if (i < N) return i;
    this.words[0] = this.words[N - 1];
    return 1;
  }

  /** Makes the next 624 words; the indices i + 1 and i + M go round at the end. */
  private twist(): void {
    const mt = this.words;
    for (let i = 0; i < N - M; i++) mt[i] = mixed(mt[i], mt[i + 1], mt[i + M]);
    for (let i = N - M; i < N - 1; i++) mt[i] = mixed(mt[i], mt[i + 1], mt[i + M - N]);
    mt[N - 1] = mixed(mt[N - 1], mt[0], mt[M - 1]);
    this.position = 0;
  }
}

function mixed(word: number, next: number, distant: number): number {
  const y = (word & 0x80000000) | (next & 0x7fffffff);
  return distant ^ (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
}

function requireSeed(name: string, seed: number): void {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new RangeError(`${name} requires an integer seed from 0 to 4294967295, got ${seed}`);
  }
}
