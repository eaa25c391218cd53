import type { Declarations } from "../declare/declarations";
import { countedKey } from "../declare/declarations";
import type { Expression, SymbolName } from "../latex/expression";
import { children } from "../latex/expression";
import { familyText, letterText, nameText, raisedText, stepsOf } from "../latex/name-text";

/**
 * The names that stand beside another in what an expression is made of: beside f in c := f ⊙ c' + i ⊙ g these are c', i and
 * g, but not the x of i := σ(W x), since no x stands in what f stands in.
 *
 * @returns the variables among them, by their names; undefined where the name does not stand there
 */
export function variablesBeside(
  node: Expression,
  name: SymbolName,
  declared: Declarations,
  depth = 0,
): Set<string> | undefined {
  const found = new Set<string>();
  let stands = false;
  const visit = (part: Expression): void => {
    for (const [, child] of children(part)) visit(child);
    const symbol = part.kind === "symbol" ? part : part.kind === "apply" ? part.of : undefined;
    if (!symbol) return;
    if (textsOf(symbol).includes(nameText(name))) {
      stands = true;
      return;
    }
    const body = bodyOf(symbol, declared);
    const inside = body && depth < 20 ? variablesBeside(body, name, declared, depth + 1) : undefined;
    if (inside) stands = true;
    for (const each of inside ?? (body ? [] : variablesOf(symbol, declared))) found.add(each);
  };
  visit(node);
  return stands ? found : undefined;
}

const textsOf = (symbol: SymbolName): string[] => [
  ...[symbol, ...stepsOf(symbol)].map(nameText),
  raisedText(symbol),
  familyText(symbol),
  letterText(symbol),
];

function bodyOf(symbol: SymbolName, { definitions }: Declarations): Expression | undefined {
  const keys = textsOf(symbol).flatMap((text) => [text, countedKey(text)]);
  return keys.map((key) => definitions.get(key)?.body).find((body) => body !== undefined);
}

function variablesOf(symbol: SymbolName, { variables, slices }: Declarations): string[] {
  return textsOf(symbol).flatMap((text) => {
    const of = slices.get(text)?.of;
    return [...(variables.has(text) ? [text] : []), ...(of === undefined ? [] : [of])];
  });
}
