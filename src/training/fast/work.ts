import { closeSync, openSync } from "node:fs";
import type { WasmMemory } from "../../webassembly/module";
import { largestLoss } from "../divergence";
import { IdBlocks, pieces } from "./id-blocks";
import { pieceIds, type Layout } from "./layout";
import { readParts } from "./memory";
import { createReferenceKernel } from "./reference-kernel";
import { SharedCounters } from "./shared-counters";
import { createWebAssemblyKernel, type SkipGramKernel } from "./skip-gram-kernel";
import { pieceSize, SynchronousBatches, type SynchronousBatch } from "./synchronous-batches";

/** The work of a thread. */
export interface Work {
  readonly memory: WasmMemory;
  readonly layout: Layout;
  /** the kernel's file, or undefined for the reference kernel */
  readonly kernel: string | undefined;
  readonly text: { readonly idsFile: string; /** in the file, the -1 included */ readonly ids: number };
  /** ids of a block, about */
  readonly blockIds: number;
  readonly epochs: number;
  /** tokens of all epochs */
  readonly totalTokens: number;
  /** tokens trained on when the threads begin */
  readonly tokens: number;
  readonly stepSize: number;
  readonly deterministic: boolean;
  /** the share of the negatives that the most frequent word has */
  readonly mostFrequentNegative: number;
  /** which of the threads this is, from 0 */
  readonly thread: number;
  readonly threads: number;
}

/** Does the work of a thread, to the end or until the threads are asked to stop. */
export function doWork(work: Work): void {
  const descriptor = openSync(work.text.idsFile, "r");
  try {
    const blocks = new IdBlocks(descriptor, work.text.ids, work.blockIds);
    if (work.deterministic) trainSynchronously(work, blocks);
    else trainHogwild(work, blocks);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Each thread takes blocks and updates the vectors at once, without locks (Recht et al., 2011, "Hogwild!"). Now and
 * then a thread overwrites what another has just added. That costs little, since two rarely change one row together.
 */
function trainHogwild(work: Work, blocks: IdBlocks): void {
  const { memory, layout, thread, epochs } = work;
  const counters = new SharedCounters(memory, layout.counters);
  const kernel = createKernel(work, thread);
  while (!counters.stopping) {
    const block = counters.takeBlock();
    if (block >= epochs * blocks.blocks) return;
    for (const piece of pieces(blocks.read(block % blocks.blocks), pieceIds)) {
      const done = counters.tokens / work.totalTokens;
      addWork(counters, kernel, piece, kernel.train(piece, annealedRate(work.stepSize, done)), done);
    }
  }
}

/**
 * All threads work on one batch at a time. First the updates of its pieces are computed with the vectors as they
 * are, one piece in each lane, each lane by one thread. Then all updates are applied in their order, each thread
 * changing some of the columns. So the result does not depend on the number of threads.
 */
function trainSynchronously(work: Work, blocks: IdBlocks): void {
  const { memory, layout, thread, threads, epochs } = work;
  const counters = new SharedCounters(memory, layout.counters);
  const keep = new Uint32Array(memory.buffer, layout.keep, layout.vocabularySize);
  const { stepSize, mostFrequentNegative } = work;
  const shape = { ...layout, stepSize };
  const batches = new SynchronousBatches(keep, mostFrequentNegative, shape, readParts(memory, layout));
  const trainBatch = createBatchTrainer(work, counters);
  let tokens = work.tokens;
  for (let block = counters.nextBlock; block < epochs * blocks.blocks; block++) {
    const ids = pieces(blocks.read(block % blocks.blocks), pieceSize.least, pieceSize.most);
    for (const batch of batches.group(ids)) {
      trainBatch(batch, tokens / work.totalTokens);
      tokens += batch.pieces.reduce((sum, piece) => sum + countTokens(piece), 0);
    }
    if (thread === 0) {
      counters.nextBlock = block + 1;
      counters.publishStop();
    }
    counters.barrier(threads);
    if (counters.stopPublished) return;
  }
}

/** Returns a function that does a thread's part of a batch. */
function createBatchTrainer(
  work: Work,
  counters: SharedCounters,
): (batch: SynchronousBatch, done: number) => void {
  const { layout, thread, threads, stepSize } = work;
  const lanes = layout.lane.map((_, lane) =>
    lane % threads === thread ? createKernel(work, lane) : undefined,
  );
  const applier = createKernel(work, 0);
  const [first, end] = [thread, thread + 1].map((t) => Math.floor((t * layout.rowBytes) / 16 / threads));
  return ({ pieces, sequential }, done) => {
    pieces.forEach((piece, lane) => {
      const kernel = lanes[lane];
      if (kernel)
        addWork(
          counters,
          kernel,
          piece,
          kernel[sequential ? "train" : "defer"](piece, annealedRate(stepSize, done)),
          done,
        );
    });
    counters.barrier(threads);
    if (sequential) return;
    if (end > first) pieces.forEach((_, lane) => applier.applyDeferred(lane, first, end - first));
    counters.barrier(threads);
  };
}

/** The step size, which falls in a straight line to a ten-thousandth, as in word2vec.c; `done` is from 0 to 1. */
export function annealedRate(stepSize: number, done: number): number {
  return stepSize * Math.max(1 - done, 1e-4);
}

function addWork(
  counters: SharedCounters,
  kernel: SkipGramKernel,
  piece: Int32Array,
  kept: number,
  done: number,
): void {
  const sample = kernel.sample();
  if (!(sample.loss <= sample.pairs * largestLoss)) counters.fail();
  else counters.add({ tokens: countTokens(piece), kept, pairs: kernel.pairs, sample }, done);
}

function countTokens(ids: Int32Array): number {
  let tokens = 0;
  for (const id of ids) if (id >= 0) tokens++;
  return tokens;
}

function createKernel({ kernel, memory, layout }: Work, lane: number): SkipGramKernel {
  return kernel === undefined
    ? createReferenceKernel(memory, layout, lane)
    : createWebAssemblyKernel(kernel, memory, layout, lane);
}
