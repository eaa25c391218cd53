import type { FileHandle } from "node:fs/promises";
import { idBlocks } from "../id-file";
import { PairTable } from "./pair-table";
import { PairWalk } from "./pairs";
import type { WordHashes } from "./word-hashes";

/** Pairs that are counted at a time by default: 12 bytes each, and at most as many again that are free. */
export const pairsAtATime = 1 << 23;

/** Most pairs that occur often enough. */
const mostFrequentPairs = 20_000_000;

/** Is called before each reading of a file; what it returns hears how many bytes of it were read. */
export type OnReading = () => (bytes: number) => void;

/** What is counted. */
export interface PairText {
  /** int32 ids, -1 after each sentence */
  readonly file: FileHandle;
  readonly hashes: WordHashes;
  /** occurrences of each word, 0 for a connector; a word that is also a pair gets the pair's added, shape (ids) */
  readonly counts: Float64Array;
  /** 1 for each id that neither begins nor ends a pair */
  readonly isConnector: Uint8Array;
  /** least occurrences of a pair that is told */
  readonly leastCount: number;
  /** about how many different pairs are counted at a time */
  readonly atATime: number;
  readonly onReading: OnReading;
}

/** Pairs of a text. */
export interface CountedPairs {
  /** those that occur at least `leastCount` times, by hash */
  readonly frequent: PairTable;
  /** different words and pairs: a word that is spelt as a pair is the same */
  readonly different: number;
}

/** Hashes that are counted in one pass: those whose upper half ends in these bits. */
interface Share {
  readonly bits: number;
  readonly ending: number;
}

/**
 * Counts the pairs of a text, in bounded memory: where it has more different pairs than are counted at a time, half of
 * them, by their hash, wait for another pass through the text. Counts are exact.
 */
export async function countPairs(text: PairText): Promise<CountedPairs> {
  const { hashes, counts, leastCount } = text;
  const waiting: Share[] = [{ bits: 0, ending: 0 }];
  const frequent = new PairTable();
  let different = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  const words = [...hashes.joined]; // those that may be spelt as a pair
  for (let share = waiting.pop(); share !== undefined; share = waiting.pop()) {
    const table = await countShare(text, share, waiting);
    different += table.size;
    for (const id of words) {
      hashes.start(id);
      const pairs = table.get(hashes.high, hashes.low);
      if (pairs === 0 || counts[id] === 0) continue;
      table.set(hashes.high, hashes.low, (counts[id] += pairs));
      different--;
    }
    table.forEach((high, low, count) => {
      if (count >= leastCount) frequent.set(high, low, count);
    });
    if (frequent.size > mostFrequentPairs)
      throw new RangeError(
        `phrases require at most ${mostFrequentPairs} pairs that occur ${leastCount} times or more, got more; raise phraseMinimum`,
      );
  }
  return { frequent, different };
}

async function countShare(text: PairText, share: Share, waiting: Share[]): Promise<PairTable> {
  const { file, hashes, isConnector, atATime, onReading } = text;
  let table = new PairTable();
  const { ending } = share;
  let { bits } = share;
  const onBytes = onReading();
  const walk = new PairWalk(isConnector);
  const onPair = (last: number): boolean => {
    joinHashes(hashes, walk.open, last);
    if ((hashes.high & (2 ** bits - 1)) === ending) table.add(hashes.high, hashes.low, 1);
    return false;
  };
  const ignore = (): void => {};
  for await (const ids of idBlocks(file)) {
    for (const id of ids) walk.take(id, onPair, ignore);
    while (table.size > atATime && bits < 20) {
      waiting.push({ bits: bits + 1, ending: ending | (1 << bits) });
      bits++;
      table = keepShare(table, { bits, ending });
    }
    onBytes(ids.byteLength);
  }
  return table;
}

/** The pairs of a table that belong to a share. */
function keepShare(table: PairTable, { bits, ending }: Share): PairTable {
  const kept = new PairTable();
  table.forEach((high, low, count) => {
    if ((high & (2 ** bits - 1)) === ending) kept.set(high, low, count);
  });
  return kept;
}

/** Puts the hash of some words, joined, into `hashes`. */
export function joinHashes(hashes: WordHashes, first: readonly number[], last: number): void {
  hashes.start(first[0]);
  for (let i = 1; i < first.length; i++) hashes.append(first[i]);
  hashes.append(last);
}
