import type { Declarations } from "./declarations";
import { addDefinition, copyOf, functionsOf } from "./declarations";
import { elaborate } from "./elaborate";
import type { Expression, SymbolName } from "./expression";
import { letterText, nameText } from "./name-text";
import { readExpression } from "./reader";
import type { Chain, Stretch } from "./rows";

/**
 * The declarations with what a chain defines, or undefined if it defines nothing. A chain defines its left
 * side where it is written with `:=`, or where the left side is a name that nothing has declared:
 * `J = J_{\text{neg}}(v_c, o, U) = …` defines both names by the last side.
 *
 * @throws Malformed, ShapeMismatch where the definition itself cannot be understood
 */
export function defined(text: string, chain: Chain, declared: Declarations): Declarations | undefined {
  const sides: Stretch[] = [chain.left, ...chain.steps];
  const last = sides.pop();
  if (!last || sides.length === 0) return undefined;
  const names = sides.map((side) => nameAt(text, side, declared));
  if (!chain.defines && !names.every((name) => name && isNew(name.of, declared))) return undefined;
  if (names.includes(undefined)) return undefined;
  const body = readExpression(text, functionsOf(declared), last.from, last.to);
  elaborate(body, declared);
  const more = copyOf(declared);
  for (const name of names) {
    if (name) addDefinition(more, name.of, name.parameters, body);
  }
  return more;
}

function nameAt(
  text: string,
  { from, to }: Stretch,
  declared: Declarations,
): { of: SymbolName; parameters: SymbolName[] } | undefined {
  let read: Expression;
  try {
    read = readExpression(text, functionsOf(declared), from, to);
  } catch {
    return undefined; // the line itself will say what is wrong
  }
  if (read.kind === "symbol") return { of: read, parameters: [] };
  if (read.kind !== "apply") return undefined;
  const parameters = read.arguments.filter((argument) => argument.kind === "symbol");
  return parameters.length === read.arguments.length ? { of: read.of, parameters } : undefined;
}

function isNew(
  name: SymbolName,
  { variables, oneHots, identities, definitions, slices }: Declarations,
): boolean {
  const known = [variables, oneHots, identities, definitions, slices];
  return !known.some((names) => names.has(nameText(name)) || names.has(letterText(name)));
}
