import { tokensOf } from "../../corpus/text-file";
import { instantiate, type WasmMemory } from "../../webassembly/module";
import { longestSentence, tooManyWords, type WordCounter } from "./word-counter";

/** The module, made of src/fast/text/assembly/word-counter.ts. */
export const wordCounterModule = "fast/text/assembly/word-counter.wasm";

/** What the module exports; addresses and lengths are in bytes. */
interface Module {
  readonly memory: WasmMemory;
  open(mostWords: number, longestSentence: number): void;
  inputFor(bytes: number): number;
  cut(bytes: number): void;
  lookUp(): number;
  countWord(id: number): void;
  idsAt(): number;
  idCount(): number;
  spareFor(bytes: number): number;
  idOf(at: number, length: number): number;
  wordCount(): number;
  wordAt(id: number): number;
  wordLength(id: number): number;
  countsAt(): number;
  rawTokens(): number;
}

/** Count of a run that stands for other words. */
const another = -1;

/**
 * A word counter in WebAssembly. Words are found byte by byte and never become strings, but for runs with other
 * than ASCII bytes: such a run becomes one when it is first met, and what it stands for is kept where that is not
 * the run itself (`É` is `é`, a no-break space parts two words).
 *
 * Takes 40 to 100 bytes for each different word or run, of at most 4 GiB.
 */
export class WebAssemblyWordCounter implements WordCounter {
  private readonly module = instantiate<Module>(wordCounterModule);
  private readonly others = new Map<number, number[]>();

  constructor(private readonly mostWords: number) {
    this.module.open(mostWords, longestSentence);
  }

  count(part: Uint8Array): Int32Array {
    const { module } = this;
    try {
      const at = module.inputFor(part.length);
      this.bytes(at, part.length).set(part);
      module.cut(part.length);
      for (let run = module.lookUp(); run >= 0; run = module.lookUp()) {
        for (const word of this.wordsOf(run)) module.countWord(word >>> 0);
      }
    } catch (error) {
      if ((error as Error).name !== "RuntimeError") throw error;
      throw tooManyWords(Math.min(this.mostWords, module.wordCount())); // a trap: no more are taken
    }
    return new Int32Array(module.memory.buffer, module.idsAt(), module.idCount());
  }

  get rawTokens(): number {
    return this.module.rawTokens();
  }

  get counts(): Float64Array {
    return new Float64Array(this.module.memory.buffer, this.module.countsAt(), this.module.wordCount());
  }

  wordOf(id: number): string {
    const { module } = this;
    return Buffer.from(this.bytes(module.wordAt(id) >>> 0, module.wordLength(id))).toString();
  }

  /** What a run stands for, as ids: found out when it is new. */
  private wordsOf(run: number): number[] {
    const known = this.others.get(run);
    if (known) return known;
    const text = this.wordOf(run);
    const words = tokensOf(text);
    if (words.length === 1 && words[0] === text) return [run];
    const ids = words.map((word) => this.idOf(Buffer.from(word)));
    this.counts[run] = another;
    this.others.set(run, ids);
    return ids;
  }

  private idOf(word: Buffer): number {
    const at = this.module.spareFor(word.length) >>> 0;
    this.bytes(at, word.length).set(word);
    return this.module.idOf(at, word.length);
  }

  /** A part of the module's memory, which moves when it grows. */
  private bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.module.memory.buffer, at >>> 0, length);
  }
}
