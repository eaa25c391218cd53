import type { Message } from "../latex/message";
import { message, messageText } from "../latex/message";
import type { Located } from "../latex/expression";

/** Shapes that do not fit, spelled out. */
export class ShapeMismatch extends Error {
  override readonly name = "ShapeMismatch";
  readonly at: number;
  readonly says: Message;
  readonly hint?: Message;

  /**
   * @param says what does not fit, one clause
   * @param node where it is
   * @param hint what could be meant
   */
  constructor(says: Message, node: Located, hint?: Message) {
    super(messageText(hint ? message`${says}; ${hint}` : says));
    this.says = says;
    if (hint) this.hint = hint;
    this.at = node.span?.[0] ?? 0;
  }
}
