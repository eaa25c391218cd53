import type { Application, SymbolName } from "../latex/expression";
import { hasParameters } from "../latex/applications";
import { letterText } from "../latex/name-text";
import { applicationsIn } from "./known-functions";
import type { Equation } from "./section";
import { isFigure, usesIn } from "./uses";

/**
 * What authors mean by the letter of a hypothesis alone: h holds `h_\theta(x^{(i)})` for every example i. That is so where
 * h stands as a whole, nothing says what it is, and h_\theta is applied to examples.
 *
 * @param equations those in which h may stand
 * @param document  all equations, which may say what h is
 */
export function stackedFunctions(equations: readonly Equation[], document: readonly Equation[]): Equation[] {
  const { names } = usesIn(equations);
  const said = document.flatMap(({ sides: [first] }) =>
    first?.kind === "symbol" ? [letterText(first)] : [],
  );
  const applications = document.flatMap(({ sides }) =>
    sides.flatMap((side) => (side ? applicationsIn(side) : [])),
  );
  const found = new Map<string, Equation>();
  for (const application of applications) {
    const letter = letterOf(application.of);
    const example = exampleOf(application);
    if (letter === undefined || !example || found.has(letter.name) || said.includes(letter.name)) continue;
    const stands = names
      .get(letter.name)
      ?.find(({ symbol, inside: [around] }) => !symbol.indices && around?.kind !== "apply");
    if (!stands) continue;
    const indices = example.raised?.indices ?? example.indices;
    const sides = [{ ...letter, indices }, application];
    found.set(letter.name, { at: stands.at, sides, says: `${letter.name} holds them for all examples` });
  }
  return [...found.values()];
}

/** The h of `h_\theta`. */
function letterOf(of: SymbolName): SymbolName | undefined {
  const isBare = !of.raised && of.label === undefined && !of.accent;
  return hasParameters(of) && isBare ? { kind: "symbol", name: of.name } : undefined;
}

/** The `x^{(i)}` or x_i that a function is applied to. */
function exampleOf({ arguments: [first, ...others] }: Application): SymbolName | undefined {
  if (first?.kind !== "symbol" || others.length > 0) return undefined;
  const [index, ...rest] = [...(first.raised?.indices ?? []), ...(first.indices ?? [])];
  return index && rest.length === 0 && !index.at && !isFigure(index) && !index.offset ? first : undefined;
}
