/** What a step of a deterministic run is made of. */
export interface StepTogether {
  /** ids of whole sentences, one piece a lane */
  readonly pieces: Int32Array[];
  /** whether one thread trains on its only piece, window by window */
  readonly alone: boolean;
}

/** Most pieces of a step. */
export const mostLanes = 8;

/** Ids after which a piece ends with its sentence, and at which even a sentence is cut. */
export const pieceOfStep = { least: 48, most: 128 } as const;

/**
 * How far the row of a word may be moved in a step, in moves times the step size. All moves of a step come from the
 * vectors as they were before it: where there are too many, they overshoot, and the vectors grow without end.
 */
const mostMoved = 2.5;

/**
 * Puts pieces of text together to steps, as many as the most frequent of their words allows. An occurrence of word
 * w is kept with probability P_w and then moves v_w by each of 1 + K targets, for each of window + 1 centres about;
 * of each word that is kept, K negatives are drawn for as many, w with probability q_w:
 *
 *     η P_w (window + 1) (1 + K)      an occurrence moves v_w
 *     η q_w (window + 1) K            a kept word moves u_w
 *
 * A piece that alone is too much for a step is trained on by one thread.
 */
export class StepsTogether {
  /** how far an occurrence of each word moves its row, shape (n) */
  private readonly moves: Float32Array;
  /** how far the rows are moved by the step so far, shape (n) */
  private readonly moved: Float32Array;
  /** how far an id moves the row of the most frequent negative */
  private readonly movesOfNegative: number;
  private movedNegative = 0;

  /**
   * @param keep     P_w, as 32 bits, shape (n)
   * @param negative q_w of the most frequent negative
   */
  constructor(
    keep: Uint32Array,
    negative: number,
    { window, negatives, stepSize }: { window: number; negatives: number; stepSize: number },
  ) {
    const each = stepSize * (window + 1);
    this.moves = Float32Array.from(keep, (threshold) => (threshold / 2 ** 32) * each * (1 + negatives));
    this.moved = new Float32Array(keep.length);
    this.movesOfNegative = each * negatives * negative;
  }

  /** Puts pieces together to steps, in their order. */
  *of(pieces: Iterable<Int32Array>): Generator<StepTogether> {
    let step: Int32Array[] = [];
    for (const piece of pieces) {
      let fits = this.take(piece);
      if (!fits && step.length > 0) {
        yield { pieces: step, alone: false };
        this.forget([...step, piece]);
        step = [];
        fits = this.take(piece);
      }
      step.push(piece);
      if (fits && step.length < mostLanes) continue;
      yield { pieces: step, alone: !fits };
      this.forget(step);
      step = [];
    }
    if (step.length > 0) yield { pieces: step, alone: false };
    this.forget(step);
  }

  /** Adds a piece to the step; whether no row is moved too far. */
  private take(piece: Int32Array): boolean {
    let furthest = 0;
    for (const id of piece) if (id >= 0) furthest = Math.max(furthest, (this.moved[id] += this.moves[id]));
    this.movedNegative += piece.length * this.movesOfNegative;
    return Math.max(furthest, this.movedNegative) <= mostMoved;
  }

  private forget(step: readonly Int32Array[]): void {
    for (const piece of step) for (const id of piece) if (id >= 0) this.moved[id] = 0;
    this.movedNegative = 0;
  }
}
