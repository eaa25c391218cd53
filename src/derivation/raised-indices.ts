import type { Declarations } from "./declare/declarations";
import type { Assumption } from "./infer/inference";
import { usesIn } from "./infer/uses";
import { children, type Expression } from "./latex/expression";
import { nameText } from "./latex/name-text";

/**
 * A letter that is an exponent and an index of the same sides, the w of `x_w^\top \theta^w`, where only the use says that it
 * is a name: it may be an index that is raised.
 */
export function findRaisedIndex(
  sides: readonly Expression[],
  { variables }: Declarations,
  guesses: readonly Assumption[],
): string | undefined {
  const { indices } = usesIn([{ at: 0, sides }]);
  return sides
    .flatMap(exponentsIn)
    .find(
      (text) => indices.has(text) && variables.has(text) && guesses.some(({ names }) => names.includes(text)),
    );
}

/** The names that stand alone as exponents, and the letters of those with an index, `\theta^{w_i}`. */
function exponentsIn(node: Expression): string[] {
  const own = node.kind === "power" && node.exponent.kind === "symbol" ? [node.exponent] : [];
  const texts = own.flatMap((each) => [nameText(each), each.name]);
  return [...texts, ...children(node).flatMap(([, child]) => exponentsIn(child))];
}
