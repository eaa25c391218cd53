/** A seeded source of randomness. Everything random in this library takes one as an argument. */
export interface Random {
  /** The next 32 random bits, 0 to 2^32 - 1. */
  uint32(): number;
  /** A copy of the state, from which `restore` continues exactly. */
  save(): Uint32Array;
  /** Continues from a state that `save` of the same kind of source returned. */
  restore(state: Uint32Array): void;
}

/** Uniform in [0, 1), a multiple of 2^-53, from two draws of 32 bits (as CPython and numpy do it). */
export function uniform(random: Random): number {
  const high = random.uint32() >>> 5; // 27 bits
  const low = random.uint32() >>> 6; // 26 bits
  return (high * 67108864 + low) / 9007199254740992;
}

/**
 * Uniform integer in 0 .. n - 1, without bias: draws as many bits as n has, again until they are below n.
 * The draws are those of CPython's `random.randrange(n)`.
 *
 * @param n 1 to 2^32 - 1
 */
export function below(random: Random, n: number): number {
  const unused = Math.clz32(n);
  let r = random.uint32() >>> unused;
  while (r >= n) r = random.uint32() >>> unused;
  return r;
}

/** Refuses a state of another kind or length before anything is changed. */
export function requireState(name: string, state: Uint32Array, length: number): void {
  if (state.length !== length) {
    throw new RangeError(`${name} requires a state of ${length} words, got ${state.length}`);
  }
}
