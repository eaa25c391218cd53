import type { WasmMemory } from "../../webassembly/module";
import type { Layout } from "./layout";
import { ReferenceWindows } from "./reference-windows";
import { computeSampledLoss } from "./sampled-loss";
import type { SkipGramKernel } from "./skip-gram-kernel";

/** What the kernels in plain JavaScript have in common: the memory, the windows, and the loss of a sample. */
export abstract class ReferenceMemory implements SkipGramKernel {
  protected readonly f32: Float32Array;
  protected readonly u32: Uint32Array;
  protected readonly windows: ReferenceWindows;
  /** Words whose scores are kept of this call, 0 before the first. */
  protected sampled = 0;

  /** @param lane which part of the memory is this kernel's own */
  constructor(
    protected readonly memory: WasmMemory,
    protected readonly layout: Layout,
    protected readonly lane: number,
  ) {
    this.f32 = new Float32Array(memory.buffer);
    this.u32 = new Uint32Array(memory.buffer);
    this.windows = new ReferenceWindows(this.u32, layout, lane);
  }

  abstract train(ids: Int32Array, rate: number): number;
  abstract defer(ids: Int32Array, rate: number): number;
  abstract applyDeferred(lane: number, first: number, count: number): void;

  get pairs(): number {
    return this.windows.pairs;
  }

  sample(): { loss: number; pairs: number } {
    return computeSampledLoss(this.memory, this.layout, this.lane, this.sampled);
  }
}
