import { endOfSentence } from "../word-counter";

/**
 * Walks through the ids of a text and finds its pairs: two words that stand together, or that only connectors part. A
 * connector, such as `of`, neither begins nor ends a pair.
 */
export class PairWalk {
  /** the ids of the pair that is open: its first word, and the connectors after it */
  readonly open: number[] = [];

  /** @param isConnector 1 for each id that is a connector; ids beyond it are none */
  constructor(private readonly isConnector: Uint8Array) {}

  /**
   * Takes the next id.
   *
   * @param onPair hears of `open` with the word that ends it; if it returns true, that word is taken and begins no pair
   * @param onWord hears of each id that is done with, the ends of sentences too
   */
  take(id: number, onPair: (last: number) => boolean, onWord: (id: number) => void): void {
    const { open } = this;
    if (id === endOfSentence) {
      this.flush(onWord);
      onWord(id);
    } else if (this.isConnector[id] === 1) {
      if (open.length === 0) onWord(id);
      else open.push(id);
    } else if (open.length > 0 && onPair(id)) open.length = 0;
    else {
      this.flush(onWord);
      open.push(id);
    }
  }

  private flush(onWord: (id: number) => void): void {
    for (const id of this.open) onWord(id);
    this.open.length = 0;
  }
}
