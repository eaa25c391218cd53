import type { FileHandle } from "node:fs/promises";
import { writeWhole } from "../../../files/write-whole";
import { idBlocks } from "../id-file";
import { endOfSentence, type CountedWords } from "../word-counter";
import { countPairs, joinHashes, pairsAtATime, type CountedPairs, type OnReading } from "./count-pairs";
import { PairTable } from "./pair-table";
import { PairWalk } from "./pairs";
import { leastPhraseCount, phraseScore, requirePhraseChoice, type PhraseChoice } from "./score";
import { delimiter, WordHashes } from "./word-hashes";

/** Which words of a text become phrases. */
export interface PhraseOptions extends PhraseChoice {
  /** how often pairs are joined: each pass may join what the one before it joined */
  readonly passes: number;
  /** words that may stand inside a phrase, and neither begin nor end it */
  readonly connectors?: readonly string[];
  /** pairs that are counted at a time; 8 million by default */
  readonly pairsAtATime?: number;
}

const idSize = Int32Array.BYTES_PER_ELEMENT;

/**
 * Joins words that stand together more often than by chance, as `new_york`: gensim's `Phrases`, pass after pass. In a
 * sentence the first pair whose score is above the threshold is joined, then the next one behind it.
 *
 * The file of ids is rewritten in place, since it only gets shorter. Memory grows with the number of different words
 * and phrases, and of pairs that occur `minimumCount` times, not with the text.
 *
 * @param file  int32 ids, each sentence ended by -1
 * @param words of the text; their counts are those of the file
 * @param onReading is called before each reading of the file; what it returns hears how many bytes of it were read
 * @returns the words with the phrases behind them, and how often they occur now
 */
export async function joinPhrases(
  file: FileHandle,
  words: CountedWords,
  options: PhraseOptions,
  onReading: OnReading,
): Promise<CountedWords> {
  requirePhraseChoice(options);
  const phrases = new Phrases(words);
  for (let pass = 0; pass < options.passes; pass++) await joinOnce(file, phrases, options, onReading);
  return phrases;
}

/** Words of a text and phrases, which get the ids behind them. */
class Phrases implements CountedWords {
  counts: Float64Array;
  readonly hashes: WordHashes;
  private readonly spelt: string[] = [];
  private readonly wordCount: number;
  /** ids by hash, plus 1, of what has a `_` */
  private readonly ids = new PairTable();

  constructor(private readonly words: CountedWords) {
    this.counts = words.counts.slice();
    this.wordCount = this.counts.length;
    this.hashes = new WordHashes(words, this.wordCount);
    for (const id of this.hashes.joined) {
      this.hashes.start(id);
      if (this.counts[id] > 0) this.ids.set(this.hashes.high, this.hashes.low, id + 1);
    }
  }

  word(id: number): string {
    return id < this.wordCount ? this.words.word(id) : this.spelt[id - this.wordCount];
  }

  /** The id of words joined, which `hashes` has just joined: that of a word or phrase which is spelt so, or a new one. */
  idOf(ids: readonly number[]): number {
    const { hashes } = this;
    const known = this.ids.get(hashes.high, hashes.low);
    if (known > 0) return known - 1;
    const id = this.wordCount + this.spelt.length;
    this.spelt.push(ids.map((part) => this.word(part)).join(delimiter));
    this.ids.set(hashes.high, hashes.low, id + 1);
    hashes.add(ids);
    return id;
  }

  /** How many ids there are. */
  get size(): number {
    return this.wordCount + this.spelt.length;
  }
}

/** One pass: counts the pairs, then joins those that score above the threshold. */
async function joinOnce(
  file: FileHandle,
  phrases: Phrases,
  options: PhraseOptions,
  onReading: OnReading,
): Promise<void> {
  const { hashes } = phrases;
  const isConnector = markConnectors(phrases, options.connectors ?? []);
  const tokens = phrases.counts.reduce((sum, count) => sum + Math.max(count, 0), 0);
  const counts = phrases.counts.map((count, id) => (isConnector[id] === 1 ? 0 : Math.max(count, 0)));
  const leastCount = leastPhraseCount(options);
  const atATime = options.pairsAtATime ?? pairsAtATime;
  const pairs = await countPairs({ file, hashes, counts, isConnector, leastCount, atATime, onReading });
  const isPhrase = scorePairs({ ...pairs, counts, tokens }, hashes, options);
  let found = new Float64Array(2 * phrases.size); // occurrences by id, after this pass
  const walk = new PairWalk(isConnector);
  let kept: number[] = [];
  const keep = (id: number): void => {
    kept.push(id);
    if (id === endOfSentence) return;
    if (id >= found.length) {
      const larger = new Float64Array(2 * id);
      larger.set(found);
      found = larger;
    }
    found[id]++;
  };
  const onPair = (last: number): boolean => {
    joinHashes(hashes, walk.open, last);
    if (!isPhrase(walk.open[0], last)) return false;
    keep(phrases.idOf([...walk.open, last]));
    return true;
  };
  const onBytes = onReading();
  let end = 0; // of what is written, in bytes; never behind what was read
  for await (const ids of idBlocks(file)) {
    for (const id of ids) walk.take(id, onPair, keep);
    const shorter = new Uint8Array(Int32Array.from(kept).buffer);
    await writeWhole(file, shorter, end);
    end += kept.length * idSize;
    kept = [];
    onBytes(ids.byteLength);
  }
  await file.truncate(end);
  phrases.counts = found.slice(0, phrases.size);
}

/** Says whether the pair that `hashes` has just joined, of these words, is a phrase. */
function scorePairs(
  { frequent, different, counts, tokens }: CountedPairs & { counts: Float64Array; tokens: number },
  hashes: WordHashes,
  choice: PhraseChoice,
): (first: number, last: number) => boolean {
  return (first, last) => {
    const ab = frequent.get(hashes.high, hashes.low);
    if (ab === 0) return false;
    const figures = { a: counts[first], b: counts[last], ab, different, tokens };
    return phraseScore(choice, figures) > choice.threshold;
  };
}

function markConnectors(phrases: Phrases, connectors: readonly string[]): Uint8Array {
  const marks = new Uint8Array(phrases.size);
  if (connectors.length === 0) return marks;
  const wanted = new Set(connectors);
  for (let id = 0; id < marks.length; id++) if (wanted.has(phrases.word(id))) marks[id] = 1;
  return marks;
}
