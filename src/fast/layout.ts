import { mostBytes } from "../webassembly/module";
import { boardBytes } from "./board";
import { longestSentence } from "./text/word-counter";

/** What the memory of a run has to hold. */
export interface Shape {
  /** n */
  readonly words: number;
  /** d */
  readonly dimensions: number;
  readonly window: number;
  readonly negatives: number;
  /** places to work at, each with a generator of its own */
  readonly lanes: number;
  /** most windows that a lane drafts at a time; 0 where vectors are moved at once */
  readonly drafts: number;
}

/** Addresses, in bytes, of what one lane works with. */
export interface Lane {
  /** state of the generator, uint32, shape (4) */
  readonly random: number;
  /** int32 ids to train on, shape (`idsAtOnce`) */
  readonly ids: number;
  readonly kept: number;
  readonly targets: number;
  readonly weights: number;
  readonly slopes: number;
  readonly sampledScores: number;
  readonly sampledWeights: number;
  readonly zeroRow: number;
  readonly drafts: number;
}

/** Addresses, in bytes, of all that a run works with: float32 rows, and what the lanes share. */
export interface Layout extends Shape {
  readonly bytes: number;
  /** from one row to the next: d numbers and zeros up to a multiple of four */
  readonly rowBytes: number;
  /** targets of a window in threes: the centre and the negatives */
  readonly groups: number;
  /** centre vectors, shape (n, d); as in word2vec.c those of the words around a centre */
  readonly V: number;
  /** outside vectors, shape (n, d) */
  readonly U: number;
  /** uint32, shape (n): a word is kept if a draw is below, and always if it is 2^32 - 1 */
  readonly keep: number;
  /** uint32 pairs, shape (n, 2): Walker's table of the negatives */
  readonly alias: number;
  /** what the threads tell each other: see board.ts */
  readonly board: number;
  readonly lane: readonly Lane[];
}

/** Ids of a piece that is trained on in one call, but for the sentence that goes beyond. */
export const pieceIds = 512;

const idsAtOnce = pieceIds + longestSentence + 1;

/**
 * Lays out the memory of a run.
 *
 * @throws RangeError if it takes more than the 4 GiB that WebAssembly addresses
 */
export function layoutOf(shape: Shape): Layout {
  let bytes = 64; // no address is 0
  const room = (size: number): number => {
    const at = bytes;
    bytes = Math.ceil((at + size) / 64) * 64; // a cache line is nobody else's
    return at;
  };
  const rowBytes = 16 * Math.ceil(shape.dimensions / 4);
  const groups = Math.ceil((1 + shape.negatives) / 3);
  const [V, U] = [room(shape.words * rowBytes), room(shape.words * rowBytes)];
  const [keep, alias] = [room(4 * shape.words), room(8 * shape.words)];
  const board = room(boardBytes);
  const windowBytes = 2 * shape.window * groups * 16; // a number for each word and target
  const draftBytes = 4 + 8 * shape.window + 12 * groups + 16 + windowBytes;
  const lane = Array.from({ length: shape.lanes }, () => ({
    random: room(16),
    ids: room(4 * idsAtOnce),
    kept: room(4 * (longestSentence + 2 * shape.window)),
    targets: room(2 * 12 * groups),
    weights: room(2 * 16 * groups),
    slopes: room(windowBytes),
    sampledScores: room(windowBytes),
    sampledWeights: room(16 * groups),
    zeroRow: room(rowBytes),
    drafts: room(shape.drafts * draftBytes + 4),
  }));
  if (bytes > mostBytes) {
    const gib = (bytes / 2 ** 30).toFixed(1);
    throw new RangeError(
      `fast training requires at most 4 GiB of memory, got ${gib} GiB for ${shape.words} words of ` +
        `${shape.dimensions} dimensions; raise minimumCount or lower dimensions`,
    );
  }
  return { ...shape, bytes, rowBytes, groups, V, U, keep, alias, board, lane };
}
