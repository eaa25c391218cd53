import { closeSync, openSync } from "node:fs";
import type { WasmMemory } from "../webassembly/module";
import { Board } from "./board";
import { IdBlocks, pieces } from "./id-blocks";
import { webassemblyKernel, type Kernel } from "./kernel";
import { pieceIds, type Layout } from "./layout";
import { pieceOfStep, StepsTogether, type StepTogether } from "./steps-together";
import { Twin } from "./twin";

/** What a thread is to do. */
export interface Work {
  readonly memory: WasmMemory;
  readonly layout: Layout;
  /** the kernel's file, or undefined for the twin */
  readonly kernel: string | undefined;
  readonly text: { readonly idsFile: string; /** in the file, the -1 included */ readonly ids: number };
  /** ids of a block, about */
  readonly share: number;
  readonly epochs: number;
  /** words of all epochs */
  readonly totalTokens: number;
  /** words trained on when the threads begin */
  readonly tokens: number;
  readonly stepSize: number;
  readonly deterministic: boolean;
  /** the share of the negatives that the most frequent word has */
  readonly mostFrequentNegative: number;
  /** which of the threads this is, from 0 */
  readonly thread: number;
  readonly threads: number;
}

/** Does the work of a thread, up to the end or until the board says stop. */
export function doWork(work: Work): void {
  const descriptor = openSync(work.text.idsFile, "r");
  try {
    const blocks = new IdBlocks(descriptor, work.text.ids, work.share);
    if (work.deterministic) trainTogether(work, blocks);
    else trainFreely(work, blocks);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Each thread takes blocks and moves the vectors at once, without locks (Recht et al., 2011, "Hogwild!"): now and
 * then a thread overwrites what another has just added, which costs little, as two rarely touch a row together.
 */
function trainFreely(work: Work, blocks: IdBlocks): void {
  const { memory, layout, thread, epochs } = work;
  const board = new Board(memory, layout);
  const kernel = kernelOf(work, thread);
  while (!board.stopping) {
    const block = board.takeBlock();
    if (block >= epochs * blocks.blocks) return;
    for (const piece of pieces(blocks.read(block % blocks.blocks), pieceIds)) {
      const done = board.tokens / work.totalTokens;
      note(board, kernel, piece, kernel.train(piece, rateAt(work.stepSize, done)), done);
    }
  }
}

/**
 * All threads do the same step together: the windows of a few pieces, one a lane, are drawn and judged with the
 * vectors as they are, each lane by one thread; then the vectors are moved by all of them in their order, each
 * thread moving some of the columns. What is computed does not depend on who does it.
 */
function trainTogether(work: Work, blocks: IdBlocks): void {
  const { memory, layout, thread, threads, epochs } = work;
  const board = new Board(memory, layout);
  const keep = new Uint32Array(memory.buffer, layout.keep, layout.words);
  const steps = new StepsTogether(keep, work.mostFrequentNegative, { ...layout, stepSize: work.stepSize });
  const take = stepTaker(work, board);
  let tokens = work.tokens;
  for (let block = board.nextBlock; block < epochs * blocks.blocks; block++) {
    const ids = pieces(blocks.read(block % blocks.blocks), pieceOfStep.least, pieceOfStep.most);
    for (const step of steps.of(ids)) {
      take(step, tokens / work.totalTokens);
      tokens += step.pieces.reduce((sum, piece) => sum + wordsOf(piece), 0);
    }
    if (thread === 0) {
      board.nextBlock = block + 1;
      board.agree();
    }
    board.meet(threads);
    if (board.agreed) return;
  }
}

/** Returns what does a thread's share of a step. */
function stepTaker(work: Work, board: Board): (step: StepTogether, done: number) => void {
  const { layout, thread, threads, stepSize } = work;
  const lanes = layout.lane.map((_, lane) => (lane % threads === thread ? kernelOf(work, lane) : undefined));
  const mover = kernelOf(work, 0);
  const [first, end] = [thread, thread + 1].map((t) => Math.floor((t * layout.rowBytes) / 16 / threads));
  return ({ pieces, alone }, done) => {
    pieces.forEach((piece, lane) => {
      const kernel = lanes[lane];
      if (kernel)
        note(board, kernel, piece, kernel[alone ? "train" : "draft"](piece, rateAt(stepSize, done)), done);
    });
    board.meet(threads);
    if (alone) return;
    if (end > first) pieces.forEach((_, lane) => mover.apply(lane, first, end - first));
    board.meet(threads);
  };
}

/** The step size falls in a straight line, as in word2vec.c, to a ten-thousandth; `done` is from 0 to 1. */
export function rateAt(stepSize: number, done: number): number {
  return stepSize * Math.max(1 - done, 1e-4);
}

function note(board: Board, kernel: Kernel, piece: Int32Array, kept: number, done: number): void {
  const sample = kernel.sample();
  if (!Number.isFinite(sample.loss)) board.fail();
  else board.add({ tokens: wordsOf(piece), kept, pairs: kernel.pairs, sample }, done);
}

function wordsOf(ids: Int32Array): number {
  let words = 0;
  for (const id of ids) if (id >= 0) words++;
  return words;
}

function kernelOf({ kernel, memory, layout }: Work, lane: number): Kernel {
  return kernel === undefined
    ? new Twin(memory, layout, lane)
    : webassemblyKernel(kernel, memory, layout, lane);
}
