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
  const layout = findOtherLayout(left, right, declared);
  return (
    layout &&
    message`it is right in another layout: ${code(`%% layout: ${layout}`)}; taken is ${code(`%% layout: ${declared.layout}`)}`
  );
}

/**
 * The layout in which a gradient by a vector is right that lies where the declared layout has it upright, or stands:
 * `v_c^\top` for `v_c`. The transpose of a matrix is a mistake more often than another layout.
 */
export function findVectorLayout(
  left: Expression,
  right: Expression,
  declared: Declarations,
): Layout | undefined {
  try {
    const { rows, columns } = elaborate(right, declared);
    return rows === "1" || columns === "1" ? findOtherLayout(left, right, declared) : undefined;
  } catch (error) {
    if (error instanceof Malformed || error instanceof ShapeMismatch) return undefined;
    throw error;
  }
}

/** Another layout than the declared one in which an equation with a derivative is right. */
function findOtherLayout(left: Expression, right: Expression, declared: Declarations): Layout | undefined {
  if (![left, right].some(differentiates)) return undefined;
  return layouts.find(
    (each) => each !== declared.layout && holds(left, right, { ...declared, layout: each }),
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
