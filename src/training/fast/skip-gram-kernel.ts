import { canInstantiate, instantiate, type WasmMemory } from "../../webassembly/module";
import { canInstantiateRelaxed } from "../../webassembly/relaxed";
import type { Layout } from "./layout";
import { computeSampledLoss } from "./sampled-loss";

/** Trains on pieces of text, in a lane of its own: assembly/skip-gram.ts, or the reference kernel. */
export interface SkipGramKernel {
  /**
   * Trains on sentences, one window after the other.
   *
   * @param ids  each sentence followed by -1
   * @param rate step size
   * @returns tokens that subsampling kept
   */
  train(ids: Int32Array, rate: number): number;
  /** Computes the updates of all windows of some sentences with the vectors as they are, for `applyDeferred`. */
  defer(ids: Int32Array, rate: number): number;
  /**
   * Moves the vectors by the updates that a lane has deferred, window by window.
   *
   * @param lane  whose updates
   * @param first of the columns, in fours, that are moved
   * @param count of these
   */
  applyDeferred(lane: number, first: number, count: number): void;
  /** Pairs (word, centre), or of a mean and a centre, of the last `train` or `defer`. */
  readonly pairs: number;
  /** The loss of the first window of the last `train` or `defer`, in nats, summed over its pairs. */
  sample(): { loss: number; pairs: number };
}

/** The files that the build makes of assembly/skip-gram.ts. */
export const kernelFiles = {
  plain: "training/fast/assembly/skip-gram.wasm",
  relaxed: "training/fast/assembly/skip-gram-relaxed.wasm",
} as const;

/**
 * Finds the kernel's file that this Node can run.
 *
 * @param say hears why there is none
 * @returns undefined where only the reference kernel can run
 * @throws RangeError if fused multiply-adds are asked for and there are none
 */
export function findKernelFile(relaxed: boolean, say: (line: string) => void): string | undefined {
  if (relaxed) {
    if (canInstantiateRelaxed(kernelFiles.relaxed)) return kernelFiles.relaxed;
    throw new RangeError(
      "settings require relaxed only where Node has relaxed SIMD, got true and a Node without it",
    );
  }
  if (canInstantiate(kernelFiles.plain)) return kernelFiles.plain;
  say(
    "This Node or processor has no WebAssembly with SIMD and shared memory: training in plain JavaScript, which is hundreds of times slower.",
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
  | "sampledScores"
  | "sampledWeights"
  | "deferred"
  | "mean"
  | "moved"
  | "meanRows"
  | "parts"
  | "partsBegin"
  | "timesBeside"
  | "seen"
  | "seenPlaces"
  | "window"
  | "draws"
  | "drawWeight"
  | "windowsAtOnce"
  | "means"
  | "times"
  | "radii"
  | "groups"
  | "alias"
  | "random"
  | "vocabularySize"
  | "pairs"
  | "sampledSize",
  Global
> {
  setColumns(count: number): void;
  train(ids: number, count: number, rate: number): number;
  defer(ids: number, count: number, rate: number): number;
  applyDeferred(at: number, first: number, count: number): void;
}

/** A kernel in WebAssembly. */
export function createWebAssemblyKernel(
  file: string,
  memory: WasmMemory,
  layout: Layout,
  lane: number,
): SkipGramKernel {
  const exports = instantiate<Exports>(file, memory);
  const { ids: address, ...own } = layout.lane[lane];
  const { V, U, rowBytes, keep, alias, window, draws, drawWeight, seenPlaces, vocabularySize } = layout;
  const { windowsAtOnce, means, groups, partsBegin, partsList } = layout;
  const shared = { V, U, rowBytes, keep, alias, window, draws, drawWeight, seenPlaces, vocabularySize };
  for (const [name, value] of Object.entries({
    ...shared,
    ...{ windowsAtOnce, means: means ? 1 : 0, groups, partsBegin, parts: partsList },
    ...own,
  }))
    exports[name as keyof typeof shared].value = value;
  exports.setColumns(rowBytes / 16);
  const input = new Int32Array(memory.buffer, address);
  const call = (work: "train" | "defer", ids: Int32Array, rate: number): number => {
    input.set(ids);
    return exports[work](address, ids.length, rate);
  };
  return {
    train: (ids, rate) => call("train", ids, rate),
    defer: (ids, rate) => call("defer", ids, rate),
    applyDeferred: (other, first, count) => exports.applyDeferred(layout.lane[other].deferred, first, count),
    get pairs() {
      return exports.pairs.value;
    },
    sample: () => computeSampledLoss(memory, layout, lane, exports.sampledSize.value),
  };
}
