import type { Expression } from "../../latex/expression";

/** Shapes that do not fit under the readings that were tried. */
export class Misfit extends Error {
  override readonly name = "Misfit";

  /** @param at where they stand */
  constructor(readonly at: number) {
    super("shapes do not fit");
  }
}

/** The misfit of a node, made once: many readings are tried, and most of them do not fit. */
export function misfitOf(node: Expression): Misfit {
  const found = made.get(node) ?? new Misfit(node.span?.[0] ?? 0);
  made.set(node, found);
  return found;
}

const made = new WeakMap<Expression, Misfit>();
