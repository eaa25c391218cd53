import type { Located } from "./expression";

/** Shapes that do not fit, spelled out. */
export class ShapeMismatch extends Error {
  override readonly name = "ShapeMismatch";
  readonly at: number;

  /**
   * @param says what does not fit, one clause
   * @param node where it is
   * @param hint what could be meant
   */
  constructor(
    readonly says: string,
    node: Located,
    readonly hint?: string,
  ) {
    super(hint ? `${says}; ${hint}` : says);
    this.at = node.span?.[0] ?? 0;
  }
}
