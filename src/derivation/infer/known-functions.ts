import { addDefinition } from "../declare/add-definition";
import { copyDeclarations, findIndexRange, type Declarations } from "../declare/declarations";
import { distributionFunction, keyWithCount, type DistributionFunction } from "../latex/distributions";
import type { Application, Expression, SymbolName } from "../latex/expression";
import { children } from "../latex/expression";
import { letterText, nameText } from "../latex/name-text";
import type { Section } from "./section";
import { usesIn, type Uses } from "./uses";

/** Why such a function is assumed. */
export const asUsual = "as usual";

/**
 * The declarations with the functions of distributions that a section applies and nobody has to define: `CE(y, \hat{y})`,
 * `KL(p \| q)`, `H(p)`. Their parameters have the letters of the first arguments. What defines one of them with the other
 * sign is no definition, but a claim that is wrong.
 *
 * @param skip whether something else says what a name is
 */
export function withKnownFunctions(
  { equations, remarks }: Section,
  before: Declarations,
  skip: (name: SymbolName) => boolean,
): Declarations {
  const all = [...equations, ...remarks];
  const applications = all.flatMap(({ sides }) =>
    sides.flatMap((side) => (side ? applicationsIn(side) : [])),
  );
  const open = applications.filter(isKnown);
  if (open.length === 0) return before;
  const uses = usesIn(all);
  // KL(p || q) = H(p, q) - H(p) claims something of KL, which CE(y, p) = -\sum_i y_i \log p_i says.
  const defined = all
    .filter(({ sides }) => !hasOtherSign(sides))
    .filter(({ sides }) => sides.slice(1).some((side) => side && !applicationsIn(side).some(isKnown)))
    .flatMap(({ sides }) => sides.slice(0, -1));
  const isDefined = (node: Application): boolean =>
    skip(node.of) ||
    before.definitions.has(keyOf(node)) ||
    defined.some((side) => side?.kind === "apply" && keyOf(side) === keyOf(node));
  const declared = copyDeclarations(before);
  for (const node of open) {
    const kind = distributionFunction(node.of, node.arguments.length);
    if (!kind || isDefined(node) || declared.definitions.has(keyOf(node))) continue;
    const written = open.find((each) => keyOf(each) === keyOf(node) && each.arguments.every(isName)) ?? node;
    const parameters = parametersOf(written, uses);
    const body = bodyOf(kind, parameters, freeIndex(uses, before));
    addDefinition(declared, { ...node.of, span: undefined }, parameters, body, { key: keyOf(node) });
  }
  return declared;
}

/** Whether sides say of a known function that it is what it is with the other sign, as `CE(y, p) = \sum_i y_i \log p_i`. */
function hasOtherSign([left, body]: readonly (Expression | undefined)[]): boolean {
  if (left?.kind !== "apply" || !body) return false;
  const kind = distributionFunction(left.of, left.arguments.length);
  const sign = signOfLogarithm(body);
  if (!kind || sign === undefined) return false;
  const [first] = left.arguments;
  const ratio = sign.inside.kind === "fraction" ? sign.inside : undefined;
  if (kind !== "divergence") return ratio === undefined && sign.positive;
  const over = ratio?.over.kind === "symbol" && first.kind === "symbol" ? letterText(ratio.over) : undefined;
  return over !== undefined && sign.positive !== (over === letterText(first as SymbolName));
}

/** The sign before the one logarithm of a sum of products, `-\sum_i y_i \log p_i`, and what it is taken of. */
function signOfLogarithm(node: Expression): { positive: boolean; inside: Expression } | undefined {
  if (node.kind === "negate") {
    const of = signOfLogarithm(node.of);
    return of && { ...of, positive: !of.positive };
  }
  if (node.kind === "sum") return signOfLogarithm(node.body);
  if (node.kind === "call" && node.name === "log") return { positive: true, inside: node.argument };
  if (node.kind !== "times") return undefined;
  const [left, right] = [signOfLogarithm(node.left), signOfLogarithm(node.right)];
  const other = left ? node.right : node.left;
  const weight = other.kind === "transpose" ? other.of : other;
  return weight.kind === "symbol" && !(left && right) ? (left ?? right) : undefined;
}

const isKnown = ({ of, arguments: list }: Application): boolean =>
  distributionFunction(of, list.length) !== undefined;

const keyOf = ({ of, arguments: list }: Application): string => keyWithCount(of, list.length) ?? nameText(of);

export function applicationsIn(node: Expression): Application[] {
  return [
    ...(node.kind === "apply" ? [node] : []),
    ...children(node).flatMap(([, child]) => applicationsIn(child)),
  ];
}

const isName = (node: Expression): boolean => node.kind === "symbol" && !node.indices && !node.raised;

function parametersOf({ arguments: list }: Application, { names }: Uses): SymbolName[] {
  const free = ["p", "q", "r", "s", "a", "b"].filter((letter) => !names.has(letter));
  return list.every(isName)
    ? list.flatMap((each) => (each.kind === "symbol" ? [{ ...each, span: undefined }] : []))
    : list.map((_, i) => ({ kind: "symbol", name: free[i] }));
}

/** A letter for a sum that stands for nothing else. */
const freeIndex = ({ names, indices }: Uses, declared: Declarations): string =>
  [..."ijklrs"].find(
    (letter) => !names.has(letter) && !indices.has(letter) && findIndexRange(declared, letter) === undefined,
  ) ?? "i'";

function bodyOf(kind: DistributionFunction, parameters: readonly SymbolName[], index: string): Expression {
  const [first, second = first] = parameters.map((each): Expression => ({
    ...each,
    indices: [{ name: index }],
  }));
  const inside: Expression =
    kind === "divergence" ? { kind: "fraction", over: first, under: second } : second;
  const body: Expression = {
    kind: "times",
    by: "",
    left: first,
    right: { kind: "call", name: "log", argument: inside },
  };
  const sum: Expression = { kind: "sum", bound: { index: { name: index } }, body };
  return kind === "divergence" ? sum : { kind: "negate", of: sum };
}
