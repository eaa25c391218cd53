import { canInstantiate, canInstantiateRelaxed, instantiate, type WasmMemory } from "../webassembly/module";
import type { Layout } from "./layout";
import { lossOfSample } from "./sampled-loss";

/** The arithmetic of a lane: what assembly/skip-gram.ts does, or its twin. */
export interface Kernel {
  /**
   * Trains on sentences, one window after the other.
   *
   * @param ids  each sentence followed by -1
   * @param rate step size
   * @returns words that subsampling kept
   */
  train(ids: Int32Array, rate: number): number;
  /** Draws and judges the windows of sentences with the vectors as they are, for `apply`. */
  draft(ids: Int32Array, rate: number): number;
  /**
   * Moves the vectors by what a lane has drafted, window by window.
   *
   * @param lane  whose drafts
   * @param first of the columns, in fours, that are moved
   * @param count of these
   */
  apply(lane: number, first: number, count: number): void;
  /** Pairs (word, centre) of the last `train` or `draft`. */
  readonly pairs: number;
  /** The loss of the first window of the last `train` or `draft`, in nats, summed over its pairs. */
  sample(): { loss: number; pairs: number };
}

/** The files that the build makes of assembly/skip-gram.ts. */
export const kernelFiles = {
  plain: "fast/assembly/skip-gram.wasm",
  relaxed: "fast/assembly/skip-gram-relaxed.wasm",
} as const;

/**
 * The file of the kernel that this Node can run.
 *
 * @param say hears why there is none
 * @returns undefined where only the twin can run
 * @throws RangeError if fused multiply-adds are asked for and there are none
 */
export function kernelFor(relaxed: boolean, say: (line: string) => void): string | undefined {
  if (relaxed) {
    if (canInstantiateRelaxed(kernelFiles.relaxed)) return kernelFiles.relaxed;
    throw new RangeError("settings require relaxed only where Node has relaxed SIMD, got true; leave it out");
  }
  if (canInstantiate(kernelFiles.plain)) return kernelFiles.plain;
  say(
    "This Node or processor has no WebAssembly with SIMD and shared memory: training in plain JavaScript, hundreds of times as slow.",
  );
  return undefined;
}

type Global = { value: number };

/** What assembly/skip-gram.ts exports. */
interface Exports extends Record<
  | "V"
  | "U"
  | "rowBytes"
  | "zeroRow"
  | "keep"
  | "kept"
  | "targets"
  | "weights"
  | "slopes"
  | "sampledScores"
  | "sampledWeights"
  | "drafts"
  | "window"
  | "negatives"
  | "alias"
  | "random"
  | "words"
  | "pairs"
  | "sampledSize",
  Global
> {
  setColumns(count: number): void;
  train(ids: number, count: number, rate: number): number;
  draft(ids: number, count: number, rate: number): number;
  apply(at: number, first: number, count: number): void;
}

/** The arithmetic of a lane in WebAssembly. */
export function webassemblyKernel(file: string, memory: WasmMemory, layout: Layout, lane: number): Kernel {
  const exports = instantiate<Exports>(file, memory);
  const own = layout.lane[lane];
  const { random, kept, targets, weights, slopes, sampledScores, sampledWeights, zeroRow, drafts } = own;
  const { V, U, rowBytes, keep, alias, window, negatives, words } = layout;
  const shared = { V, U, rowBytes, keep, alias, window, negatives, words };
  const ownPlaces = {
    random,
    kept,
    targets,
    weights,
    slopes,
    sampledScores,
    sampledWeights,
    zeroRow,
    drafts,
  };
  for (const [name, value] of Object.entries({ ...shared, ...ownPlaces }))
    exports[name as keyof typeof shared].value = value;
  exports.setColumns(rowBytes / 16);
  const room = new Int32Array(memory.buffer, own.ids);
  const on = (work: "train" | "draft", ids: Int32Array, rate: number): number => {
    room.set(ids);
    return exports[work](own.ids, ids.length, rate);
  };
  return {
    train: (ids, rate) => on("train", ids, rate),
    draft: (ids, rate) => on("draft", ids, rate),
    apply: (of, first, count) => exports.apply(layout.lane[of].drafts, first, count),
    get pairs() {
      return exports.pairs.value;
    },
    sample: () => lossOfSample(memory, layout, lane, exports.sampledSize.value),
  };
}
