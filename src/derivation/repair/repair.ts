import type { Message } from "../latex/message";
import { message } from "../latex/message";
import { createTestPoints } from "../numbers/test-points";
import { differAt, seemDifferent } from "../numbers/compare-at";
import { areEqual } from "../decision/comparison";
import type { TypedExpression } from "../typed/typed-expression";
import type { Declarations } from "../declare/declarations";
import { comparable, elaborate } from "../typed/elaborate";
import type { Pool } from "./changes";
import { edits } from "./edits";
import type { Expression, IndexName, SymbolName } from "../latex/expression";
import { children } from "../latex/expression";
import { indexText, nameText } from "../latex/name-text";
import type { Point } from "../numbers/point";
import { createContext } from "../typed/context";

/** A change of one node after which all checks passed. */
export interface Repair {
  says: Message;
  result: Expression;
  /** The node of the right side that was changed; none where the left side should be another. */
  changed?: { from: Expression; to: Expression };
}

const tried = 1500;
/** How many changes may be equal in numbers and not be proved; each takes as long as a whole line may. */
const mostUnproved = 2;

/**
 * The nearest change of one node that makes `wrong` equal to `goal`, itself checked by shape, in numbers and
 * by proof; undefined if there is none.
 */
export function repair(
  wrong: Expression,
  goal: TypedExpression,
  declared: Declarations,
  nearby: readonly Expression[],
): Repair | undefined {
  const points = createTestPoints(createContext([goal], declared));
  let left = tried;
  let unproved = 0;
  for (const edit of edits(wrong, createPool([wrong, ...nearby], declared))) {
    if (--left < 0) return undefined;
    const typed = tryElaborate(edit.result, declared);
    if (!typed || !promising(typed, goal, points)) continue;
    const found = areEqual(goal, typed, declared);
    if (found === "proved") return edit;
    if (found === "unproved" && ++unproved >= mostUnproved) return undefined;
  }
  return undefined;
}

/** The expression with its meaning; undefined where its shapes do not fit or an index is unknown. */
export function tryElaborate(expression: Expression, declared: Declarations): TypedExpression | undefined {
  try {
    return elaborate(expression, declared);
  } catch {
    return undefined;
  }
}

/** A quick look at two points before all checks are made. What depends on more than the goal does is no repair of it. */
function promising(typed: TypedExpression, goal: TypedExpression, points: readonly Point[]): boolean {
  if (!comparable(typed, goal)) return false;
  try {
    const [first, second] = points;
    if ([first, second].some((at) => at && seemDifferent(goal, typed, at))) return false;
    return !first || !differAt(goal, typed, first);
  } catch {
    return false; // a size, an index or a variable that the goal does not have
  }
}

/** The names that can take another's place: those written nearby, in their style, and all that are declared. */
export function createPool(nearby: readonly Expression[], declared: Declarations): Pool {
  const symbols = new Map<string, SymbolName>();
  const indices = new Map<string, IndexName>();
  const add = (symbol: SymbolName): void => {
    for (const index of [...(symbol.raised?.indices ?? []), ...(symbol.indices ?? [])])
      indices.set(indexText(index), index);
    if (!symbols.has(nameText(symbol))) symbols.set(nameText(symbol), symbol);
  };
  const visit = (node: Expression): void => {
    if (node.kind === "symbol") add(node);
    if (node.kind === "derivative" && node.by) add(node.by);
    if (node.kind === "sum") indices.set(indexText(node.bound.index), node.bound.index);
    for (const [, child] of children(node)) visit(child);
  };
  for (const expression of nearby) visit(expression);
  for (const [text, { name }] of declared.indices.named) indices.set(text, name);
  for (const symbol of declaredSymbols(declared)) add(symbol);
  return { symbols: [...symbols.values()], indices: [...indices.values()] };
}

function declaredSymbols({ variables, oneHots, definitions, slices, indices }: Declarations): SymbolName[] {
  const vectors = [...definitions.values()].filter(
    ({ parameters, name }) => parameters.length === 0 && name.accent,
  );
  const columns = [...slices.values()].flatMap(({ name }) =>
    [...indices.named.values()].map(({ name: at }): SymbolName =>
      name.raised ? { ...name, raised: { ...name.raised, indices: [at] } } : { ...name, indices: [at] },
    ),
  );
  const named = [...variables.values(), ...oneHots.values(), ...vectors];
  return [...named.map(({ name }) => name), ...columns];
}

/**
 * Where the right side is right for a derivative by something else, as for the whole of U instead of u_k:
 * that left side.
 */
export function otherLeft(
  left: Expression,
  right: TypedExpression,
  declared: Declarations,
): Repair | undefined {
  if (left.kind !== "derivative") return undefined;
  for (const by of createPool([left], declared).symbols) {
    const result: Expression = { ...left, by };
    const typed = tryElaborate(result, declared);
    if (!typed || areEqual(typed, right, declared) !== "proved") continue;
    return { result, says: message`the right side is ${result}, not ${left}` };
  }
  return undefined;
}
