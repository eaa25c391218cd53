import type { WasmMemory } from "../../webassembly/module";

/** Parts of a run, equal in tokens, each of which has a mean loss of its own. */
export const lossBins = 200;

/** Indices of the counters, 64 bits each, and of the flags behind them, 32 bits each. */
const counters = { tokens: 0, kept: 1, pairs: 2, nextBlock: 3, bins: 4 } as const;
const flags = { stop: 0, failed: 1, arrived: 2, round: 3, stopPublished: 4 } as const;
const flagsAt = 8 * (counters.bins + 2 * lossBins); // bytes

/** Bytes that the counters and flags take. */
export const sharedCounterBytes = flagsAt + 4 * Object.keys(flags).length;

/** A loss is added up in whole numbers of this many nats, so that the sum does not depend on the order. */
const lossUnit = 2 ** -20;

/** How often a thread looks again before it goes to sleep: some ten microseconds. */
const spins = 5000;

/** Counters and flags that the threads of a run share. */
export class SharedCounters {
  private readonly counters: BigInt64Array;
  private readonly flags: Int32Array;

  /** @param address of them in the memory, in bytes */
  constructor({ buffer }: WasmMemory, address: number) {
    this.counters = new BigInt64Array(buffer as SharedArrayBuffer, address, flagsAt / 8);
    this.flags = new Int32Array(buffer as SharedArrayBuffer, address + flagsAt, Object.keys(flags).length);
  }

  /** Tokens trained on so far, in all epochs; those that subsampling left out count. */
  get tokens(): number {
    return this.read("tokens");
  }

  /** Tokens that subsampling kept so far. */
  get kept(): number {
    return this.read("kept");
  }

  /** Pairs (word, centre) trained on so far, each with the negatives of its window. */
  get pairs(): number {
    return this.read("pairs");
  }

  /** The sampled losses of each part of the run: their sum in nats, and the number of pairs in the sum. */
  get losses(): { loss: number; pairs: number }[] {
    return Array.from({ length: lossBins }, (_, bin) => {
      const [units, pairs] = [0, 1].map((k) =>
        Number(Atomics.load(this.counters, counters.bins + 2 * bin + k)),
      );
      return { loss: units * lossUnit, pairs };
    });
  }

  /**
   * Moves the losses where the run becomes longer or shorter.
   *
   * @param factor old length by new length
   */
  moveLosses(factor: number): void {
    const old = this.counters.slice(counters.bins);
    this.counters.fill(0n, counters.bins);
    for (let bin = 0; bin < lossBins; bin++) {
      const to = Math.min(lossBins - 1, Math.floor((bin + 0.5) * factor));
      for (const k of [0, 1]) this.counters[counters.bins + 2 * to + k] += old[2 * bin + k];
    }
  }

  /** The block that is trained on next, counted through all epochs. */
  get nextBlock(): number {
    return this.read("nextBlock");
  }

  set nextBlock(block: number) {
    Atomics.store(this.counters, counters.nextBlock, BigInt(block));
  }

  /** Takes the next block; no other thread gets it. */
  takeBlock(): number {
    return Number(Atomics.add(this.counters, counters.nextBlock, 1n));
  }

  /**
   * Adds work that is done.
   *
   * @param work its tokens and pairs, and the sampled loss, a sum over some of the pairs
   * @param done share of the run that was done before it, from 0 to 1
   */
  add(
    work: { tokens: number; kept: number; pairs: number; sample: { loss: number; pairs: number } },
    done: number,
  ): void {
    const bin = counters.bins + 2 * Math.min(lossBins - 1, Math.floor(done * lossBins));
    const add = (index: number, value: number): void => void Atomics.add(this.counters, index, BigInt(value));
    add(counters.tokens, work.tokens);
    add(counters.kept, work.kept);
    add(counters.pairs, work.pairs);
    add(bin, Math.round(work.sample.loss / lossUnit));
    add(bin + 1, work.sample.pairs);
  }

  /** Whether all threads are asked to stop at the end of their present blocks. */
  get stopping(): boolean {
    return Atomics.load(this.flags, flags.stop) === 1;
  }

  set stopping(stop: boolean) {
    Atomics.store(this.flags, flags.stop, stop ? 1 : 0);
  }

  /** Whether a score was not finite: the vectors are of no use then. */
  get failed(): boolean {
    return Atomics.load(this.flags, flags.failed) === 1;
  }

  fail(): void {
    Atomics.store(this.flags, flags.failed, 1);
    this.stopping = true;
  }

  /** Whether `stopping` was set when `publishStop` was last called: every thread reads the same. */
  get stopPublished(): boolean {
    return Atomics.load(this.flags, flags.stopPublished) === 1;
  }

  /** Copies `stopping`, which may change at any time, to `stopPublished`, which changes here only. */
  publishStop(): void {
    Atomics.store(this.flags, flags.stopPublished, this.stopping ? 1 : 0);
  }

  /** Waits until as many threads have called this. */
  barrier(threads: number): void {
    const round = Atomics.load(this.flags, flags.round);
    if (Atomics.add(this.flags, flags.arrived, 1) === threads - 1) {
      Atomics.store(this.flags, flags.arrived, 0);
      Atomics.add(this.flags, flags.round, 1);
      Atomics.notify(this.flags, flags.round);
      return;
    }
    for (let spin = 0; spin < spins; spin++) if (Atomics.load(this.flags, flags.round) !== round) return;
    while (Atomics.load(this.flags, flags.round) === round) Atomics.wait(this.flags, flags.round, round);
  }

  /** The counters themselves: a checkpoint keeps them and sets them again. */
  get state(): BigInt64Array {
    return this.counters;
  }

  private read(name: Exclude<keyof typeof counters, "bins">): number {
    return Number(Atomics.load(this.counters, counters[name]));
  }
}
