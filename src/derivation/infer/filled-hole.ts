import type { Expression } from "../latex/expression";
import { children, same } from "../latex/expression";

/** What an application stands for, where one side with it equals the next without: P of `-\log P(o) = -\log x`. */
export interface FilledHole {
  application: Expression & { kind: "apply" };
  value: Expression;
}

/**
 * Compares two sides that an author calls equal, part by part. They tell what a function without a meaning is where
 * they are the same but for one place, at which it is applied on one side.
 *
 * @param isKnown whether an applied name has a meaning
 */
export function findFilledHole(
  left: Expression,
  right: Expression,
  isKnown: (application: Expression & { kind: "apply" }) => boolean,
): FilledHole | undefined {
  if (left.kind === "apply" && !isKnown(left))
    return same(left, right) ? undefined : { application: left, value: right };
  const [parts, others] = [children(left), children(right)];
  if (left.kind !== right.kind || parts.length !== others.length || !sameHead(left, right)) return undefined;
  const different = parts.filter(([, part], i) => !same(part, others[i][1]));
  if (different.length !== 1) return undefined;
  const [[field, part]] = different;
  const other = others.find(([name]) => name === field)?.[1];
  return other && findFilledHole(part, other, isKnown);
}

/** Whether two nodes are the same but for their parts. */
function sameHead(left: Expression, right: Expression): boolean {
  const head = (node: Expression): string => {
    const parts = new Set<unknown>(children(node).map(([, part]) => part));
    return JSON.stringify(node, (key, value: unknown) =>
      key === "span" || parts.has(value) ? undefined : value,
    );
  };
  return head(left) === head(right);
}
