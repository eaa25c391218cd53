import type { Conditional } from "../declare/conditions";
import type { Equations } from "../documents/equations";
import type { Line } from "./line";
import { createLine, definitionLines } from "./line";
import { readSides, verdicts, type Side } from "./verdicts";

/**
 * The lines of a chain, of which some define.
 *
 * @param latex    the text that the places in the chain are offsets into
 * @param defining the steps by which it defines something, counted from 0
 */
export function createLines(
  latex: string,
  chain: Equations,
  { declared, ...under }: Conditional,
  defining: readonly number[],
): Line[] {
  const definitions = definitionLines(latex, chain, declared, defining);
  const lines = definitions.filter((line) => line !== undefined);
  if (lines.length === chain.steps.length) return lines;
  const runs = chain.steps.map(({ side }) => side);
  const [left, steps] = readSides(latex, [chain.left, ...runs], declared, under);
  if (isGradient(left) && declared.layout === "numerator") {
    const upright = { ...declared, layout: "mixed" as const };
    const standing = createLines(latex, chain, { declared: upright, ...under }, defining);
    if (standing[0].mark === "right") return standing;
  }
  const decided = verdicts(left, steps, declared);
  const of = { latex, chain, left, steps, decided, declared };
  return steps.map((_, i) => definitions[i] ?? createLine(of, i));
}

/** Whether it is `\nabla_x J`, which for many is a column in every layout. */
const isGradient = ({ expression }: Side): boolean =>
  expression?.kind === "derivative" && expression.style === "nabla";
