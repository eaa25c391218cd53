import { countedKey, type Declarations } from "../declare/declarations";
import type { Expression, SymbolName } from "../latex/expression";
import { children } from "../latex/expression";
import { applicationsIn } from "./known-functions";
import { familyText, letterText, nameText, raisedText, stepsOf } from "../latex/name-text";

/** A derivative of something that, as far as is said, does not speak of what it is differentiated by. */
export interface HiddenDerivative {
  of: Expression;
  by: SymbolName;
}

/**
 * The first derivative in some sides that is 0 only because of what is taken for the names: of something defined, or of a
 * name that was only assumed to be a variable, by a free name of which nothing in it speaks.
 *
 * @param isAssumed whether one of some texts of a name was only assumed
 */
export function findHidden(
  sides: readonly Expression[],
  declared: Declarations,
  isAssumed: (texts: readonly string[]) => boolean,
): HiddenDerivative | undefined {
  const visit = (node: Expression): HiddenDerivative | undefined => {
    if (node.kind === "derivative" && node.by && isHidden(node.by, node.of, declared, isAssumed))
      return { of: node.of, by: node.by };
    for (const [, child] of children(node)) {
      const found = visit(child);
      if (found) return found;
    }
    return undefined;
  };
  for (const side of sides) {
    const found = visit(side);
    if (found) return found;
  }
  return undefined;
}

function isHidden(
  by: SymbolName,
  of: Expression,
  declared: Declarations,
  isAssumed: (texts: readonly string[]) => boolean,
): boolean {
  const letter = letterText(by);
  const names = namesUnder([of], declared);
  const isPart = [...declared.slices].some(
    ([each, { of: whole }]) => (names.has(each) && whole === letter) || (names.has(whole) && each === letter),
  );
  const isFree = !declared.definitions.has(nameText(by)) && !declared.definitions.has(countedKey(letter));
  const isNamed = [...declared.definitions.values()].some(({ name }) => names.has(nameText(name)));
  const isUnknown = of.kind === "symbol" && isAssumed([nameText(of), letterText(of)]);
  return (
    isFree && isAssumed([nameText(by), letter]) && (isNamed || isUnknown) && !isPart && !names.has(letter)
  );
}

/** The names in some expressions, and in what defines them. */
export function namesUnder(sides: readonly Expression[], { definitions }: Declarations): Set<string> {
  const names = new Set<string>();
  const visit = (node: Expression): void => {
    const applied = applicationsIn(node);
    for (const name of namesIn(node)) {
      if (names.has(name)) continue;
      names.add(name);
      const found = [...definitions].filter(
        ([key, { name: own }]) => key === name || key === countedKey(name) || nameText(own) === name,
      );
      // Of functions with one name, P(a | b) and P(a | b, …, c), those with as many arguments are meant.
      const counts = applied.flatMap((each) => (nameText(each.of) === name ? [each.arguments.length] : []));
      const meant = found.filter(([, { parameters }]) => counts.includes(parameters.length));
      for (const [, { body }] of meant.length > 0 ? meant : found) visit(body);
    }
  };
  for (const side of sides) visit(side);
  return names;
}

/** The names in an expression, whole and, but for those of functions, by their letters: `h_\\theta(x)` speaks of no h. */
export function namesIn(node: Expression): string[] {
  const inside = children(node).flatMap(([, child]) => namesIn(child));
  const own: SymbolName[] = [
    ...(node.kind === "symbol" ? [node] : []),
    ...(node.kind === "derivative" && node.by ? [node.by] : []),
  ];
  const applied = node.kind === "apply" ? [nameText(node.of)] : [];
  const texts = own.flatMap((symbol) => [
    ...[symbol, ...stepsOf(symbol)].map(nameText),
    raisedText(symbol),
    familyText(symbol),
    letterText(symbol),
  ]);
  return [...applied, ...texts, ...inside];
}
