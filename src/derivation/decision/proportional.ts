import type { Message } from "../latex/message";
import { message } from "../latex/message";
import type { Declarations } from "../declare/declarations";
import { copyDeclarations, findIndexRange } from "../declare/declarations";
import type { Range } from "../declare/range";
import { isScalar } from "../declare/shape";
import type { Expression, IndexName, SymbolName } from "../latex/expression";
import { children } from "../latex/expression";
import { nameText } from "../latex/name-text";
import { indicesNamed, renameIndex } from "../latex/rename-index";
import { comparable, elaborate } from "../typed/elaborate";
import type { TypedExpression } from "../typed/typed-expression";
import type { Comparison } from "./comparison";
import { compare } from "./comparison";

/** What was compared to see whether the ratio of two sides is constant, and what the ratio is a function of. */
export interface Proportion {
  comparison: Comparison;
  /** The index or the variable by which the ratio does not change, or all that were tried. */
  by: Message;
}

/**
 * Whether the ratio of two sides does not depend on an index that both have, on the place in a vector, or else on
 * a variable of both. It is asked without dividing: f_i g_j = f_j g_i for all i and j, and f' g = f g'.
 *
 * @returns undefined where the sides have neither
 */
export function compareProportion(
  left: Expression,
  right: Expression,
  declared: Declarations,
): Proportion | undefined {
  const shape = elaborate(left, declared);
  if (!comparable(shape, elaborate(right, declared))) return undefined;
  if (!isScalar(shape)) return shape.columns === "1" ? byPlace(left, right, shape.rows, declared) : undefined;
  const other = indicesNamed(right);
  const shared = [...indicesNamed(left)].filter(([text]) => other.has(text));
  const index = shared.find(([text]) => findIndexRange(declared, text) !== undefined);
  if (index) return byIndex(left, right, index[1], findIndexRange(declared, index[0]) ?? "n", declared);
  return byVariable(left, right, declared);
}

const times = (left: Expression, right: Expression): Expression => ({
  kind: "times",
  by: "\\cdot",
  left,
  right,
});

function byIndex(
  left: Expression,
  right: Expression,
  index: IndexName,
  range: Range,
  declared: Declarations,
): Proportion {
  const other: IndexName = { name: `${index.name}'` };
  const more = copyDeclarations(declared);
  more.indices.named.set(index.name, { name: index, range });
  more.indices.named.set(other.name, { name: other, range });
  const elsewhere = (side: Expression): Expression => renameIndex(side, index, other);
  const comparison = crossed(times(left, elsewhere(right)), times(elsewhere(left), right), more);
  return { comparison, by: message`${index}` };
}

/** A vector is proportional to another if its entries are. */
function byPlace(left: Expression, right: Expression, range: Range, declared: Declarations): Proportion {
  const index: IndexName = { name: "i" };
  const more = copyDeclarations(declared);
  more.indices.named.set("i", { name: index, range });
  const entry = (of: Expression): Expression => ({ kind: "entry", of, indices: [index] });
  return { ...byIndex(entry(left), entry(right), index, range, more), by: ["the place in the vector"] };
}

/** The variables of both sides, each in turn; the sides are proportional as functions of the first that serves. */
function byVariable(left: Expression, right: Expression, declared: Declarations): Proportion | undefined {
  const other = variablesIn(right, declared);
  const shared = [...variablesIn(left, declared)].filter(([text]) => other.has(text));
  let found: Proportion | undefined;
  for (const [, by] of shared.length ? shared : other) {
    const slope = (of: Expression): Expression => ({ kind: "derivative", style: "operator", of, by });
    const comparison = crossed(times(slope(left), right), times(slope(right), left), declared);
    found = { comparison, by: message`${by}` };
    if (comparison.answer === "yes") return found;
  }
  return found;
}

function variablesIn(node: Expression, declared: Declarations): Map<string, SymbolName> {
  const found = new Map<string, SymbolName>();
  const visit = (each: Expression): void => {
    if (each.kind === "symbol" && declared.variables.has(nameText(each))) found.set(nameText(each), each);
    for (const [, child] of children(each)) visit(child);
  };
  visit(node);
  return found;
}

function crossed(left: Expression, right: Expression, declared: Declarations): Comparison {
  const typed = [left, right].map((side): TypedExpression => elaborate(side, declared));
  return compare(typed[0], typed[1], declared);
}
