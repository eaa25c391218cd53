import type { Declarations } from "./declare/declarations";
import type { Assumption } from "./infer/inference";
import { children, type Expression, type SymbolName } from "./latex/expression";
import { nameText } from "./latex/name-text";
import type { Line } from "./verdict/line";

/**
 * A name of an inequality between sums of products of free names, `a b \le c b + \gamma`, where nothing but the use says what they
 * are: none such holds for all, and nobody claims so. It says something of these names, or `a(b)` is a function.
 */
export function findFreeOrder(
  { relation, mark }: Line,
  sides: readonly Expression[],
  { variables }: Declarations,
  guesses: readonly Assumption[],
): SymbolName | undefined {
  if (relation === undefined || relation === "\\propto" || mark !== "wrong here") return undefined;
  if (!sides.every(isOfProducts)) return undefined;
  const names = sides.flatMap(symbolsIn);
  const isGuessed = (name: SymbolName): boolean =>
    variables.get(nameText(name))?.properties.length === 0 &&
    guesses.some((guess) => guess.names.includes(nameText(name)));
  return names.find((name) => isGuessed(name));
}

const plain = new Set<Expression["kind"]>(["symbol", "number", "times", "add", "subtract", "negate"]);

const isOfProducts = (node: Expression): boolean =>
  plain.has(node.kind) && children(node).every(([, child]) => isOfProducts(child));

const symbolsIn = (node: Expression): SymbolName[] =>
  node.kind === "symbol" ? [node] : children(node).flatMap(([, child]) => symbolsIn(child));
