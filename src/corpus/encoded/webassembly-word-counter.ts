import { splitTokens } from "../read/lines";
import { instantiate, type WasmMemory } from "../../webassembly/module";
import { longestSentence, tooManyWords, type WordCounter } from "./word-counter";

/** The module, made of src/corpus/encoded/assembly/word-counter.ts. */
export const wordCounterModule = "corpus/encoded/assembly/word-counter.wasm";

/** What the module exports; addresses and lengths are in bytes. */
interface Module {
  readonly memory: WasmMemory;
  open(mostWords: number, longestSentence: number, keepCase: boolean): void;
  inputFor(bytes: number): number;
  cut(bytes: number): void;
  lookUp(): number;
  countWord(id: number): void;
  idsAt(): number;
  idCount(): number;
  spareFor(bytes: number): number;
  findOrAdd(at: number, length: number): number;
  wordCount(): number;
  wordAt(id: number): number;
  wordLength(id: number): number;
  countsAt(): number;
  rawTokens(): number;
}

/** Count of a run that stands for other words. */
const notAWord = -1;

/**
 * A word counter in WebAssembly, which finds words byte by byte. Only a run with other than ASCII bytes becomes a
 * string, when it first comes. If it stands for other words, they are kept: `É` stands for `é`, and a no-break space
 * separates two words.
 *
 * Takes 40 to 100 bytes for each different word or run, of at most 4 GiB.
 */
export class WebAssemblyWordCounter implements WordCounter {
  private readonly module = instantiate<Module>(wordCounterModule);
  private readonly others = new Map<number, number[]>();

  constructor(
    private readonly mostWords: number,
    private readonly keepCase = false,
  ) {
    this.module.open(mostWords, longestSentence, keepCase);
  }

  count(part: Uint8Array): Int32Array {
    const { module } = this;
    try {
      const at = module.inputFor(part.length);
      this.bytes(at, part.length).set(part);
      module.cut(part.length);
      for (let run = module.lookUp(); run >= 0; run = module.lookUp()) {
        for (const word of this.resolveRun(run)) module.countWord(word >>> 0);
      }
    } catch (error) {
      if ((error as Error).name !== "RuntimeError") throw error;
      throw tooManyWords(Math.min(this.mostWords, module.wordCount())); // a trap: the table is full
    }
    return new Int32Array(module.memory.buffer, module.idsAt(), module.idCount());
  }

  get rawTokens(): number {
    return this.module.rawTokens();
  }

  get counts(): Float64Array {
    return new Float64Array(this.module.memory.buffer, this.module.countsAt(), this.module.wordCount());
  }

  word(id: number): string {
    const { module } = this;
    return Buffer.from(this.bytes(module.wordAt(id) >>> 0, module.wordLength(id))).toString();
  }

  /** The ids of the words that a run stands for. */
  private resolveRun(run: number): number[] {
    const known = this.others.get(run);
    if (known) return known;
    const text = this.word(run);
    const words = splitTokens(text, this.keepCase);
    if (words.length === 1 && words[0] === text) return [run];
    const ids = words.map((word) => this.findOrAddWord(Buffer.from(word)));
    this.counts[run] = notAWord;
    this.others.set(run, ids);
    return ids;
  }

  private findOrAddWord(word: Buffer): number {
    const at = this.module.spareFor(word.length) >>> 0;
    this.bytes(at, word.length).set(word);
    return this.module.findOrAdd(at, word.length);
  }

  /** A part of the module's memory, which moves when it grows. */
  private bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.module.memory.buffer, at >>> 0, length);
  }
}
