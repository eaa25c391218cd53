import type { Range } from "../declare/range";
import type { Message } from "../latex/message";
import { message, messageText } from "../latex/message";
import type { Located } from "../latex/expression";

/** Indices that run otherwise than what they stand below: an entry at one of 1 to V, of a vector of n numbers. */
export interface RangesApart {
  came: readonly Range[];
  wanted: readonly Range[];
}

/** Shapes that do not fit, spelled out. */
export class ShapeMismatch extends Error {
  override readonly name = "ShapeMismatch";
  readonly at: number;
  readonly says: Message;
  readonly hint?: Message;
  /** Where indices end, and where they should, if that is what does not fit. */
  readonly ranges?: RangesApart;

  /**
   * @param says what does not fit, one clause
   * @param node where it is
   * @param hint what could be meant
   */
  constructor(says: Message, node: Located, hint?: Message, ranges?: RangesApart) {
    super(messageText(hint ? message`${says}; ${hint}` : says));
    this.says = says;
    if (hint) this.hint = hint;
    if (ranges) this.ranges = ranges;
    this.at = node.span?.[0] ?? 0;
  }
}

/** A derivative that has more than two indices, as of a vector by a matrix: it is no matrix, and no mistake. */
export class ManyIndices extends ShapeMismatch {}
