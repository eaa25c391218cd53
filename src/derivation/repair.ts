import { casesOf } from "./cases";
import { differAt, seemDifferent } from "./compare-at";
import { compare } from "./comparison";
import type { Core } from "./core";
import type { Declarations } from "./declarations";
import { comparable, elaborate } from "./elaborate";
import type { Edit, Pool } from "./changes";
import { edits } from "./edits";
import type { Expression, IndexName, SymbolName } from "./expression";
import { children } from "./expression";
import { indexText, nameText } from "./name-text";
import type { Point } from "./point";
import { print } from "./printer";
import { readExpression } from "./reader";
import { situationOf } from "./situation";

/** A change of one node after which all checks passed. */
export interface Repair {
  says: string;
  result: Expression;
}

const tried = 1500;

/**
 * The nearest change of one node that makes `wrong` equal to `goal`, itself checked by shape, in numbers and
 * by proof; undefined if there is none.
 */
export function repair(
  wrong: Expression,
  goal: Core,
  declared: Declarations,
  nearby: readonly Expression[],
): Repair | undefined {
  const cases = casesOf(situationOf([goal], declared));
  let left = tried;
  for (const edit of edits(wrong, poolOf([wrong, ...nearby], declared))) {
    if (--left < 0) return undefined;
    const core = meaning(edit, declared);
    if (core && promising(core, goal, cases) && compare(goal, core, declared).answer === "yes") return edit;
  }
  return undefined;
}

/** The expression with its meaning; undefined where its shapes do not fit or an index is unknown. */
export function meaning({ result }: Edit, declared: Declarations): Core | undefined {
  try {
    return elaborate(result, declared);
  } catch {
    return undefined;
  }
}

/** A quick look at two cases before all checks are made. What depends on more than the goal does is no repair of it. */
function promising(core: Core, goal: Core, cases: readonly Point[]): boolean {
  if (!comparable(core, goal)) return false;
  try {
    const [first, second] = cases;
    if ([first, second].some((at) => at && seemDifferent(goal, core, at))) return false;
    return !first || !differAt(goal, core, first);
  } catch {
    return false; // a size, an index or a variable that the goal does not have
  }
}

/** The names that can take another's place: those written nearby, in their style, and all that are declared. */
export function poolOf(nearby: readonly Expression[], declared: Declarations): Pool {
  const symbols = new Map<string, SymbolName>();
  const indices = new Map<string, IndexName>();
  const add = (symbol: SymbolName): void => {
    for (const index of symbol.indices ?? []) indices.set(indexText(index), index);
    if (!symbols.has(nameText(symbol))) symbols.set(nameText(symbol), symbol);
  };
  const visit = (node: Expression): void => {
    if (node.kind === "symbol") add(node);
    if (node.kind === "derivative") add(node.by);
    if (node.kind === "sum") indices.set(indexText(node.bound.index), node.bound.index);
    for (const [, child] of children(node)) visit(child);
  };
  for (const expression of nearby) visit(expression);
  for (const text of declared.indices.keys()) {
    const index = indexNamed(text);
    if (index) indices.set(text, index);
  }
  for (const symbol of declaredSymbols(declared)) add(symbol);
  return { symbols: [...symbols.values()], indices: [...indices.values()] };
}

function indexNamed(text: string): IndexName | undefined {
  if (text.startsWith("default ")) return undefined;
  const read = readExpression(`x_{${text}}`);
  return read.kind === "symbol" ? read.indices?.[0] : undefined;
}

function declaredSymbols({ variables, oneHots, definitions, slices, indices }: Declarations): SymbolName[] {
  const vectors = [...definitions.values()].filter(
    ({ parameters, name }) => parameters.length === 0 && name.accent,
  );
  const columns = [...slices.keys()].flatMap((letter) =>
    [...indices.keys()]
      .filter((index) => !index.startsWith("default "))
      .map((index) => `${letter}_{${index}}`),
  );
  const texts = [
    ...variables.keys(),
    ...oneHots.keys(),
    ...vectors.map(({ name }) => nameText(name)),
    ...columns,
  ];
  return texts.map((text) => readExpression(text)).filter((read) => read.kind === "symbol");
}

/**
 * Where the right side is right for a derivative by something else, as for the whole of U instead of u_k:
 * that left side.
 */
export function otherLeft(left: Expression, right: Core, declared: Declarations): Repair | undefined {
  if (left.kind !== "derivative") return undefined;
  for (const by of poolOf([left], declared).symbols) {
    const result: Expression = { ...left, by };
    const core = meaning({ result, says: "" }, declared);
    if (!core || !comparable(core, right) || compare(core, right, declared).answer !== "yes") continue;
    return { result, says: `this is \`${print(result)}\`, not \`${print(left)}\`` };
  }
  return undefined;
}
