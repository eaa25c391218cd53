import type { Declarations, Definition } from "../declare/declarations";
import { addDefinition } from "../declare/add-definition";
import { copyDeclarations } from "../declare/declarations";
import type { Expression, SymbolName } from "../latex/expression";
import { children } from "../latex/expression";
import { letterText, mentionsLetter } from "../latex/name-text";
import { readExpression } from "../latex/reader";
import { definitionsIn, isDeclared, namedBehind } from "./definitions";
import type { Equation, Section } from "./section";
import { usesIn } from "./uses";

/** Letters of losses of which often only a derivative is known, that "from above". */
const losses = new Set(["J", "L", "E", "C", "\\ell", "\\mathcal{L}", "\\mathcal{J}"]);

/** A loss as far as its first derivatives matter, and what it is taken to depend on. */
export interface Upstream {
  loss: string;
  by: string;
  equation: Equation;
}

/**
 * The losses of a section of which nothing is said but that their derivative by y is known, where y is defined. For first
 * derivatives, such a loss is `\bar{y}^\top y` with any fixed \bar{y}, which is that derivative.
 */
export function withUpstream(
  { equations }: Section,
  declared: Declarations,
): { declared: Declarations; found: Upstream[] } {
  const shown = definitionsIn(equations, declared);
  const named = [...namedBehind(equations, declared, shown, true).values()];
  const { names } = usesIn(equations);
  const after = copyDeclarations(declared);
  const found: Upstream[] = [];
  for (const [loss, uses] of names) {
    const [{ symbol }] = uses;
    const isPlain = uses.every(
      (use) => !use.symbol.indices && use.inside[0]?.kind === "derivative" && !use.by,
    );
    if (!losses.has(symbol.name) || !isPlain || shown.has(loss) || isDeclared(symbol, declared)) continue;
    const derivatives = equations.flatMap(({ sides }) =>
      sides.flatMap((side) => (side ? derivativesOf(side, loss) : [])),
    );
    const definitions = [...shown.values(), ...declared.definitions.values()];
    const by = topmost(derivatives, definitions);
    if (!by || differentiatesTwice(equations, loss) || isStated(equations, loss, [...definitions, ...named]))
      continue;
    const name = letterText(by);
    const bar = `\\bar{${name}}`;
    if (by.accent || names.has(bar)) continue;
    const isMatrix = /^[A-Z]/.test(name);
    const body = readExpression(
      isMatrix ? `\\operatorname{tr}(${bar}^\\top ${name})` : `${bar}^\\top ${name}`,
    );
    const left: SymbolName = { ...symbol, span: undefined };
    const equation: Equation = { at: 0, sides: [left, body], elsewhere: true };
    addDefinition(after, left, [], body);
    found.push({ loss, by: name, equation });
  }
  return { declared: after, found };
}

/** By what a loss is differentiated in an expression. */
function derivativesOf(node: Expression, loss: string): SymbolName[] {
  const own = node.kind === "derivative" && node.by && isLoss(node.of, loss) ? [node.by] : [];
  return [...own, ...children(node).flatMap(([, child]) => derivativesOf(child, loss))];
}

const isLoss = (node: Expression, loss: string): boolean =>
  node.kind === "symbol" && letterText(node) === loss;

/** The one defined name among some on which no other of them that is defined has an influence. */
function topmost(names: readonly SymbolName[], definitions: readonly Definition[]): SymbolName | undefined {
  const bodyOf = (letter: string): Expression[] =>
    definitions.filter(({ name }) => letterText(name) === letter).map(({ body }) => body);
  const depends = (letter: string, on: string, depth = 0): boolean =>
    bodyOf(letter).some(
      (body) =>
        mentionsLetter(body, on) ||
        (depth < 8 &&
          [...usesIn([{ at: 0, sides: [body] }]).names.keys()].some((each) => depends(each, on, depth + 1))),
    );
  const defined = new Map(
    names.flatMap((name) => (bodyOf(letterText(name)).length > 0 ? [[letterText(name), name]] : [])),
  );
  const top = [...defined].filter(
    ([letter]) => ![...defined.keys()].some((other) => other !== letter && depends(other, letter)),
  );
  const [[, name] = [undefined, undefined], ...more] = top;
  // Whatever else it is differentiated by must have its influence through that name.
  const isAll = names.every((each) => {
    const letter = letterText(each);
    return name && (letter === letterText(name) || depends(letterText(name), letter));
  });
  return more.length === 0 && isAll ? name && { ...name, indices: undefined, span: undefined } : undefined;
}

function differentiatesTwice(equations: readonly Equation[], loss: string): boolean {
  const visit = (node: Expression, inside: number): boolean => {
    const depth = inside + (node.kind === "derivative" ? 1 : 0);
    if (isLoss(node, loss)) return depth > 1;
    return children(node).some(([, child]) => visit(child, depth));
  };
  return equations.some(({ sides }) => sides.some((side) => side !== undefined && visit(side, 0)));
}

/**
 * Whether an equation says what a derivative of the loss is by something that has no derivative of it, as
 * `\\frac{\\partial L}{\\partial W} = (\\hat{y} - y) x^\\top`: then the loss is not any.
 */
function isStated(equations: readonly Equation[], loss: string, definitions: readonly Definition[]): boolean {
  const speaks = (side: Expression, depth = 0): boolean =>
    derivativesOf(side, loss).length > 0 ||
    (depth < 8 &&
      definitions.some(
        ({ name, body }) => mentionsLetter(side, letterText(name)) && speaks(body, depth + 1),
      ));
  return equations.some(({ sides }) => {
    const read = sides.flatMap((side) => side ?? []);
    return read.some((side) => derivativesOf(side, loss).length > 0) && !read.every((side) => speaks(side));
  });
}

/** Why such a loss is assumed. */
export const upstreamReason = ({ loss, by }: Upstream): string =>
  `only the derivative of \`${loss}\` by \`${by}\` is known`;

/** Whether a declared name is such a loss. */
export const isUpstream = (names: readonly string[], found: readonly Upstream[]): Upstream | undefined =>
  found.find(({ loss }) => names.includes(loss));
