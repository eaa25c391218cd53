import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { writeWhole } from "../../files/write-whole";
import { endOfSentence } from "./word-counter";

/** Ids that are read, changed and written at a time. */
const block = 1 << 16;

const idSize = Int32Array.BYTES_PER_ELEMENT;

/** Figures of a file of ids. */
export interface IdFile {
  /** ids, the ends of sentences not counted */
  readonly tokens: number;
  readonly sentences: number;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Replaces every id of a file by its new id. Leaves out ids that have none, and sentences that become empty. The file
 * is rewritten in place, since it only gets shorter.
 *
 * @param file   int32 ids, each sentence ended by -1
 * @param newIds  new id of each id; -1 for an id to leave out
 * @param onBytes hears how many bytes of the file were read
 */
export async function renumber(
  file: FileHandle,
  newIds: Int32Array,
  onBytes: (bytes: number) => void,
): Promise<IdFile> {
  const ids = new Int32Array(block);
  const bytes = new Uint8Array(ids.buffer);
  const hash = createHash("sha256");
  let tokens = 0;
  let sentences = 0;
  let open = 0; // words of the unfinished sentence
  let end = 0; // of what is written, in bytes
  for (let position = 0, read; (read = await readBlock(file, bytes, position)) > 0; position += read) {
    let kept = 0;
    for (let i = 0; i < read / idSize; i++) {
      const id = ids[i] === endOfSentence ? endOfSentence : newIds[ids[i]];
      if (id >= 0) open++;
      else if (ids[i] !== endOfSentence || open === 0) continue;
      else {
        tokens += open;
        sentences++;
        open = 0;
      }
      ids[kept++] = id;
    }
    const shorter = bytes.subarray(0, kept * idSize);
    hash.update(shorter);
    await writeWhole(file, shorter, end);
    end += shorter.length;
    onBytes(read);
  }
  await file.truncate(end);
  return { tokens, sentences, bytes: end, sha256: hash.digest("hex") };
}

/**
 * The ids of a file, a block at a time; a block is valid until the next one comes. The file may be rewritten meanwhile,
 * up to the end of the present block.
 */
export async function* idBlocks(file: FileHandle): AsyncGenerator<Int32Array> {
  const ids = new Int32Array(block);
  const bytes = new Uint8Array(ids.buffer);
  for (let position = 0, read; (read = await readBlock(file, bytes, position)) > 0; position += read)
    yield ids.subarray(0, read / idSize);
}

/** Fills the block from a file. @returns how many bytes the file had */
async function readBlock(file: FileHandle, into: Uint8Array, position: number): Promise<number> {
  let filled = 0;
  for (;;) {
    const { bytesRead } = await file.read(into, filled, into.length - filled, position + filled);
    filled += bytesRead;
    if (bytesRead === 0 || filled === into.length) return filled;
  }
}
