import { compare } from "../decision/comparison";
import type { Declarations } from "../declare/declarations";
import type { Layout } from "../declare/shape";
import type { Expression } from "../latex/expression";
import { children } from "../latex/expression";
import { Malformed } from "../latex/malformed";
import { code, message, type Message } from "../latex/message";
import { elaborate } from "../typed/elaborate";
import { ShapeMismatch } from "../typed/shape-mismatch";

/** The closest first: only Jacobians, then gradients as well. */
const layouts: readonly Layout[] = ["mixed", "numerator", "denominator"];

/**
 * What to declare where a wrong line about a derivative is right in another layout, as `\partial z / \partial x = W` of
 * `z = W x`; undefined where it is wrong in all.
 */
export function otherLayout(
  left: Expression,
  right: Expression,
  declared: Declarations,
): Message | undefined {
  if (![left, right].some(differentiates)) return undefined;
  const layout = layouts.find(
    (each) => each !== declared.layout && holds(left, right, { ...declared, layout: each }),
  );
  return (
    layout &&
    message`it is right in another layout: ${code(`%% layout: ${layout}`)}; taken is ${code(`%% layout: ${declared.layout}`)}`
  );
}

function holds(left: Expression, right: Expression, declared: Declarations): boolean {
  try {
    return compare(elaborate(left, declared), elaborate(right, declared), declared).answer === "yes";
  } catch (error) {
    if (error instanceof Malformed || error instanceof ShapeMismatch) return false;
    throw error;
  }
}

const differentiates = (node: Expression): boolean =>
  node.kind === "derivative" || children(node).some(([, child]) => differentiates(child));
