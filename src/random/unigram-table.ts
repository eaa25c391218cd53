import { below, type Random } from "./random";

/** The entries of the assignment's table. */
const tableSize = 1_000_000;

/**
 * A table in which word w fills a share of the entries, frequent words more:
 *
 *     P(w) = count_w^power / Σ_v count_v^power
 *
 * The power flattens the distribution, so that rare words are drawn too (Mikolov et al., 2013, "Distributed
 * Representations of Words and Phrases and their Compositionality", §2.2). A draw is one look-up.
 *
 * @param counts occurrences of each word id, shape (n)
 * @returns word ids, ascending, shape (1,000,000)
 */
export function unigramTable(counts: ArrayLike<number>, power: number): Int32Array {
  const cumulative = new Float64Array(counts.length);
  let total = 0;
  for (let w = 0; w < counts.length; w++) cumulative[w] = total += counts[w] ** power;
  if (!(total > 0 && total < Infinity)) {
    throw new RangeError(`unigramTable requires a positive finite total weight, got ${total}`);
  }
  const table = new Int32Array(tableSize);
  let w = 0;
  for (let i = 0; i < tableSize; i++) {
    while (w < counts.length - 1 && i > (cumulative[w] / total) * tableSize) w++;
    table[i] = w;
  }
  return table;
}

/**
 * Returns a function that fills `into` with negative samples: words drawn from the table, again if a word is the
 * observed word `o`. The centre word and repeats are allowed.
 */
export function negativeSampler(table: Int32Array, random: Random): (o: number, into: Int32Array) => void {
  if (table[0] === table[table.length - 1]) {
    throw new RangeError(`negativeSampler requires a table of two words or more, got only word ${table[0]}`);
  }
  const compact = table[table.length - 1] < 2 ** 16 ? Uint16Array.from(table) : table; // half the memory to read
  return (o, into) => {
    for (let k = 0; k < into.length; k++) {
      let w = o;
      while (w === o) w = compact[below(random, compact.length)];
      into[k] = w;
    }
  };
}
