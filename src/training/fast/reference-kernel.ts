import type { WasmMemory } from "../../webassembly/module";
import type { Layout } from "./layout";
import { ReferenceMeans } from "./reference-means";
import { ReferencePairs } from "./reference-pairs";
import { ReferenceParts } from "./reference-parts";
import type { SkipGramKernel } from "./skip-gram-kernel";

/** The kernel that does what assembly/skip-gram.ts does, in plain JavaScript. */
export function createReferenceKernel(memory: WasmMemory, layout: Layout, lane: number): SkipGramKernel {
  if (layout.buckets > 0) return new ReferenceParts(memory, layout, lane);
  return layout.means ? new ReferenceMeans(memory, layout, lane) : new ReferencePairs(memory, layout, lane);
}
