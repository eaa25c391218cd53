import { splitTokens } from "../read/lines";
import { endOfSentence, longestSentence, tooManyWords, type WordCounter } from "./word-counter";

/** The obvious word counter: strings in a Map. Tests compare the other one with it. */
export class PlainWordCounter implements WordCounter {
  rawTokens = 0;
  private readonly ids = new Map<string, number>();
  private readonly words: string[] = [];
  private readonly occurrences: number[] = [];
  /** tokens of the unfinished sentence */
  private length = 0;

  constructor(
    private readonly mostWords: number,
    private readonly keepCase = false,
  ) {}

  count(part: Uint8Array): Int32Array {
    const into: number[] = [];
    const lines = Buffer.from(part).toString().split("\n");
    lines.forEach((line, i) => {
      for (const word of splitTokens(line, this.keepCase)) this.countWord(word, into);
      if (i < lines.length - 1) this.endSentence(into);
    });
    return Int32Array.from(into);
  }

  get counts(): Float64Array {
    return Float64Array.from(this.occurrences);
  }

  word(id: number): string {
    return this.words[id];
  }

  private countWord(word: string, into: number[]): void {
    let id = this.ids.get(word);
    if (id === undefined) {
      if (this.words.length === this.mostWords) throw tooManyWords(this.mostWords);
      this.ids.set(word, (id = this.words.length));
      this.words.push(word);
      this.occurrences.push(0);
    }
    this.occurrences[id]++;
    into.push(id);
    if (++this.length === longestSentence) this.endSentence(into);
  }

  private endSentence(into: number[]): void {
    if (this.length > 0) into.push(endOfSentence);
    this.rawTokens += this.length;
    this.length = 0;
  }
}
