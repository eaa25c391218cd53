import type { WasmMemory } from "../webassembly/module";
import type { Layout } from "./layout";

/** Parts of a run, equal in words, each of which has its own mean loss. */
export const lossBins = 200;

/** Places of the counters, 64 bits each, and of the flags behind them, 32 bits each. */
const counters = { tokens: 0, kept: 1, pairs: 2, nextBlock: 3, bins: 4 } as const;
const flags = { stop: 0, failed: 1, arrived: 2, round: 3, agreed: 4 } as const;
const flagsAt = 8 * (counters.bins + 2 * lossBins); // bytes

/** Bytes of the board. */
export const boardBytes = flagsAt + 4 * Object.keys(flags).length;

/** A loss is added up in whole numbers of this many nats, so that the sum does not depend on the order. */
const lossPart = 2 ** -20;

/** How often a thread looks again before it goes to sleep: some ten microseconds. */
const looks = 5000;

/** What the threads of a run tell each other, in shared memory. */
export class Board {
  private readonly counters: BigInt64Array;
  private readonly flags: Int32Array;

  constructor({ buffer }: WasmMemory, { board }: Layout) {
    this.counters = new BigInt64Array(buffer as SharedArrayBuffer, board, flagsAt / 8);
    this.flags = new Int32Array(buffer as SharedArrayBuffer, board + flagsAt, Object.keys(flags).length);
  }

  /** Words trained on so far, those that subsampling left out included; in all epochs. */
  get tokens(): number {
    return this.read("tokens");
  }

  /** Words that subsampling kept so far. */
  get kept(): number {
    return this.read("kept");
  }

  /** Pairs (word, centre) trained on so far, each with the negatives of its window. */
  get pairs(): number {
    return this.read("pairs");
  }

  /** The sampled losses of each part of the run: their sum in nats, and the pairs that it is over. */
  get losses(): { loss: number; pairs: number }[] {
    return Array.from({ length: lossBins }, (_, bin) => {
      const [parts, pairs] = [0, 1].map((k) =>
        Number(Atomics.load(this.counters, counters.bins + 2 * bin + k)),
      );
      return { loss: parts * lossPart, pairs };
    });
  }

  /** The block that is next to be trained on, counted through all epochs. */
  get nextBlock(): number {
    return this.read("nextBlock");
  }

  /** Takes the next block, which then is nobody else's. */
  takeBlock(): number {
    return Number(Atomics.add(this.counters, counters.nextBlock, 1n));
  }

  set nextBlock(block: number) {
    Atomics.store(this.counters, counters.nextBlock, BigInt(block));
  }

  /**
   * Notes work that is done.
   *
   * @param work words and pairs of it, and the sampled loss, a sum over some of the pairs
   * @param done share of the run that was done before it, from 0 to 1
   */
  add(
    work: { tokens: number; kept: number; pairs: number; sample: { loss: number; pairs: number } },
    done: number,
  ): void {
    const bin = counters.bins + 2 * Math.min(lossBins - 1, Math.floor(done * lossBins));
    const add = (place: number, value: number): void => void Atomics.add(this.counters, place, BigInt(value));
    add(counters.tokens, work.tokens);
    add(counters.kept, work.kept);
    add(counters.pairs, work.pairs);
    add(bin, Math.round(work.sample.loss / lossPart));
    add(bin + 1, work.sample.pairs);
  }

  /** Asks all threads to stop at the end of the blocks that they are at. */
  get stopping(): boolean {
    return Atomics.load(this.flags, flags.stop) === 1;
  }

  set stopping(stop: boolean) {
    Atomics.store(this.flags, flags.stop, stop ? 1 : 0);
  }

  /** Whether a score was not finite: the vectors are lost. */
  get failed(): boolean {
    return Atomics.load(this.flags, flags.failed) === 1;
  }

  fail(): void {
    Atomics.store(this.flags, flags.failed, 1);
    this.stopping = true;
  }

  /** Whether all threads stop now, as `agree` last said: each of them reads the same. */
  get agreed(): boolean {
    return Atomics.load(this.flags, flags.agreed) === 1;
  }

  /** Makes what `stopping` says now what `agreed` says. */
  agree(): void {
    Atomics.store(this.flags, flags.agreed, this.stopping ? 1 : 0);
  }

  /** Waits until all of some threads have called this as often. */
  meet(threads: number): void {
    const round = Atomics.load(this.flags, flags.round);
    if (Atomics.add(this.flags, flags.arrived, 1) === threads - 1) {
      Atomics.store(this.flags, flags.arrived, 0);
      Atomics.add(this.flags, flags.round, 1);
      Atomics.notify(this.flags, flags.round);
      return;
    }
    for (let look = 0; look < looks; look++) if (Atomics.load(this.flags, flags.round) !== round) return;
    while (Atomics.load(this.flags, flags.round) === round) Atomics.wait(this.flags, flags.round, round);
  }

  /** The counters, to be kept and set again. */
  get state(): BigInt64Array {
    return this.counters;
  }

  private read(name: Exclude<keyof typeof counters, "bins">): number {
    return Number(Atomics.load(this.counters, counters[name]));
  }
}
