import { readSync } from "node:fs";
import { endOfSentence, longestSentence } from "../../corpus/encoded/word-counter";

const idBytes = Int32Array.BYTES_PER_ELEMENT;

/**
 * Reads a file of ids in blocks of whole sentences: the sentences that begin within a block's part of the file. A
 * block can be found without reading the blocks before it.
 */
export class IdBlocks {
  /** how many blocks the file has */
  readonly blocks: number;
  private readonly buffer: Int32Array;

  /**
   * @param descriptor of a file of int32 ids, each sentence followed by -1
   * @param ids        in the file, the -1 included
   * @param blockIds   ids of a block, about
   */
  constructor(
    private readonly descriptor: number,
    ids: number,
    private readonly blockIds: number,
  ) {
    this.blocks = Math.ceil(ids / blockIds);
    this.buffer = new Int32Array(1 + blockIds + longestSentence + 1);
  }

  /** The ids of a block, valid until the next call; none where no sentence begins in it. */
  read(block: number): Int32Array {
    const first = block * this.blockIds;
    const before = block > 0 ? 1 : 0; // whether a sentence begins at the first id is seen from the one before
    const ids = this.buffer.subarray(0, fill(this.descriptor, this.buffer, first - before));
    const begin = block === 0 ? 0 : ids.indexOf(endOfSentence) + 1;
    const share = Math.min(this.blockIds + before, ids.length);
    if (begin === 0 && block > 0) return ids.subarray(0, 0);
    if (begin >= share) return ids.subarray(0, 0);
    const end = ids.indexOf(endOfSentence, share - 1) + 1; // of the last sentence that begins in the share
    return ids.subarray(begin, end);
  }
}

/** Fills an array from a place in a file of ids; returns how many there were. */
function fill(descriptor: number, into: Int32Array, first: number): number {
  const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
  let filled = 0;
  for (;;) {
    const read = readSync(descriptor, bytes, filled, bytes.length - filled, first * idBytes + filled);
    filled += read;
    if (read === 0 || filled === bytes.length) return Math.floor(filled / idBytes);
  }
}

/**
 * Cuts ids into pieces of whole sentences. A sentence that is longer than a piece is cut where `most` says so.
 *
 * @param least ids after which a piece ends with its sentence
 * @param most  ids of a piece, at which even a sentence is cut; the cut piece gets its own -1
 */
export function* pieces(ids: Int32Array, least: number, most = Infinity): Generator<Int32Array> {
  let begin = 0;
  for (let i = 0; i < ids.length; i++) {
    const size = i + 1 - begin;
    if (ids[i] === endOfSentence) {
      if (size <= least && i + 1 < ids.length) continue;
      yield ids.subarray(begin, i + 1);
      begin = i + 1;
    } else if (size === most) {
      yield Int32Array.of(...ids.subarray(begin, i + 1), endOfSentence);
      begin = i + 1;
    }
  }
}
