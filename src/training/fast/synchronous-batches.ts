/** Pieces of text whose updates are computed from the same vectors, in a deterministic run. */
export interface SynchronousBatch {
  /** ids of whole sentences, one piece for each lane */
  readonly pieces: Int32Array[];
  /** whether one thread trains on the only piece, window by window */
  readonly sequential: boolean;
}

/** Most pieces of a batch. */
export const mostLanes = 8;

/** Ids after which a piece ends with its sentence, and at which even a sentence is cut. */
export const pieceSize = { least: 48, most: 128 } as const;

/**
 * How far the row of a word may be moved in a batch, in updates times the step size. All updates of a batch come from
 * the vectors as they were before it. Too many of them overshoot, and the vectors grow without end.
 */
const mostMoved = 2.5;

/**
 * Groups pieces of text into batches, as large as the most frequent of their words allows. An occurrence of word w is
 * kept with probability P_w and then moves v_w by each of 1 + K targets, for each of window + 1 centres about;
 * of each word that is kept, K negatives are drawn for as many, w with probability q_w:
 *
 *     η P_w (window + 1) (1 + K)      an occurrence moves v_w
 *     η q_w (window + 1) K            a kept word moves u_w
 *
 * A piece that is too much for a batch by itself is trained on sequentially, by one thread.
 */
export class SynchronousBatches {
  /** how far an occurrence of each word moves its row, shape (n) */
  private readonly moves: Float32Array;
  /** how far the rows are moved by the batch so far, shape (n), or with parts (n + buckets) */
  private readonly moved: Float32Array;
  /** how far an id moves the row of the most frequent negative */
  private readonly movesOfNegative: number;
  private movedNegative = 0;

  /**
   * @param keep     P_w, as 32 bits, shape (n)
   * @param negative q_w of the most frequent negative
   * @param parts    the rows of each word, where words have parts
   */
  constructor(
    keep: Uint32Array,
    negative: number,
    { window, negatives, stepSize }: { window: number; negatives: number; stepSize: number },
    private readonly parts?: {
      readonly rows: Uint32Array;
      readonly begin: Uint32Array;
      readonly all: number;
    },
  ) {
    const each = stepSize * (window + 1);
    this.moves = Float32Array.from(keep, (threshold) => (threshold / 2 ** 32) * each * (1 + negatives));
    this.moved = new Float32Array(parts?.all ?? keep.length);
    this.movesOfNegative = each * negatives * negative;
  }

  /** Groups pieces, in their order. */
  *group(pieces: Iterable<Int32Array>): Generator<SynchronousBatch> {
    let batch: Int32Array[] = [];
    for (const piece of pieces) {
      let fits = this.take(piece);
      if (!fits && batch.length > 0) {
        yield { pieces: batch, sequential: false };
        this.forget([...batch, piece]);
        batch = [];
        fits = this.take(piece);
      }
      batch.push(piece);
      if (fits && batch.length < mostLanes) continue;
      yield { pieces: batch, sequential: !fits };
      this.forget(batch);
      batch = [];
    }
    if (batch.length > 0) yield { pieces: batch, sequential: false };
    this.forget(batch);
  }

  /** Adds a piece to the batch; returns whether no row, or with parts no mean of a word's rows, is moved too far. */
  private take(piece: Int32Array): boolean {
    let furthest = 0;
    for (const id of piece) {
      if (id < 0) continue;
      if (!this.parts) furthest = Math.max(furthest, (this.moved[id] += this.moves[id]));
      else for (const row of this.rowsOf(id)) this.moved[row] += this.moves[id];
    }
    if (this.parts)
      for (const id of piece) if (id >= 0) furthest = Math.max(furthest, this.meanMoved(this.rowsOf(id)));
    this.movedNegative += piece.length * this.movesOfNegative;
    return Math.max(furthest, this.movedNegative) <= mostMoved;
  }

  private rowsOf(id: number): Uint32Array {
    const { rows, begin } = this.parts!;
    return rows.subarray(begin[id], begin[id + 1]);
  }

  private meanMoved(rows: Uint32Array): number {
    return rows.reduce((sum, row) => sum + this.moved[row], 0) / rows.length;
  }

  private forget(batch: readonly Int32Array[]): void {
    for (const piece of batch)
      for (const id of piece) {
        if (id < 0) continue;
        if (this.parts) for (const row of this.rowsOf(id)) this.moved[row] = 0;
        else this.moved[id] = 0;
      }
    this.movedNegative = 0;
  }
}
