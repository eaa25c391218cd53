import type { WasmMemory } from "../../webassembly/module";
import type { Layout } from "./layout";
import { mostMeasured } from "./reference-arithmetic";
import { ReferenceWindows } from "./reference-windows";
import { computeSampledLoss } from "./sampled-loss";
import type { SkipGramKernel } from "./skip-gram-kernel";

/** What the kernels in plain JavaScript have in common: the memory, the windows, and the loss of a sample. */
export abstract class ReferenceMemory implements SkipGramKernel {
  protected readonly f32: Float32Array;
  protected readonly u32: Uint32Array;
  protected readonly windows: ReferenceWindows;
  /** How far a row can be moved together along rows as long as those of the sentence; assembly/together.ts has why. */
  protected alongV = Infinity;
  protected alongU = Infinity;
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

  /** Measures the rows of a sentence, for `alongV` and `alongU`. */
  protected measure(rows: readonly { readonly v: number; readonly u: number }[]): void {
    const step = 1 + Math.floor(rows.length / mostMeasured);
    const some = rows.filter((_, q) => q % step === 0);
    const square = (row: number): number =>
      this.f32.subarray(row / 4, (row + this.layout.rowBytes) / 4).reduce((sum, x) => sum + x * x, 0);
    const along = (squares: readonly number[]): number =>
      Math.fround((4 * some.length) / squares.reduce((sum, x) => sum + x, 0));
    this.alongV = along(some.map(({ v }) => square(v)));
    this.alongU = along(some.map(({ u }) => square(u)));
  }

  get pairs(): number {
    return this.windows.pairs;
  }

  sample(): { loss: number; pairs: number } {
    return computeSampledLoss(this.memory, this.layout, this.lane, this.sampled);
  }
}
