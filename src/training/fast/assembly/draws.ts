/* Random draws, by xoshiro128** 1.1 (Blackman and Vigna, 2018). */

/** Address of the generator's four words of state. */
export let random: usize = 0;

/** Address of a pair (threshold, other word) for each word: Walker's table of the negatives' probabilities. */
export let alias: usize = 0;

/** How many words the vocabulary has. */
export let vocabularySize: i32 = 0;

/** The next 32 random bits. */
export function draw(): u32 {
  const s0 = load<u32>(random);
  const s1 = load<u32>(random, 4);
  const s2 = load<u32>(random, 8) ^ s0;
  const s3 = load<u32>(random, 12) ^ s1;
  store<u32>(random, s0 ^ s3);
  store<u32>(random, s1 ^ s2, 4);
  store<u32>(random, s2 ^ (s1 << 9), 8);
  store<u32>(random, rotl<u32>(s3, 11), 12);
  return rotl<u32>(s1 * 5, 7) * 9;
}

/** An integer from 0 to n - 1: the high half of n times a draw. */
export function below(n: i32): i32 {
  return i32((u64(draw()) * u64(n)) >> 32);
}

/** A word in proportion to count^power: the high half of n times a draw says which pair, the low half which of it. */
export function drawWord(): i32 {
  const product = u64(draw()) * u64(vocabularySize);
  const i = u32(product >> 32);
  const pair = alias + (usize(i) << 3);
  return u32(product) < load<u32>(pair) ? i32(i) : load<i32>(pair, 4);
}
