import type { Expression, IndexName, Raised, SymbolName } from "../latex/expression";
import { children, withChild } from "../latex/expression";
import { familyText, letterText, nameText, raisedText } from "../latex/name-text";
import type { Equation } from "./section";
import { isFigure, usesIn, type IndexUse, type NameUse, type Uses } from "./uses";

/**
 * What makes of an equation one for which it is no difference whether an index is raised: `x^{(i)}` becomes x_i. Names
 * whose indices only tell them apart become names of their own: `W^{[1]}`, and `h_t` beside `h_{t-1}`.
 *
 * @param document all equations
 * @param samples  letters that are one thing with a raised index and another without, as the x of `h(x)` beside
 *                 `x^{(i)}`: the raised ones get the letter `x^{()}`
 */
export function plainNames(
  document: readonly Equation[],
  samples: ReadonlySet<string>,
): (equation: Equation) => Equation {
  const apart = new Set(
    document.flatMap(({ sides }) => sides.flatMap((side) => (side ? offsetIn(side) : []))),
  );
  const labels = findLabels(document);
  const steps = new Set([...findSteps(document), ...raisedSteps(document)]);
  return (equation) => ({
    ...equation,
    sides: equation.sides.map((side) => side && plain(side, { apart, samples, labels, steps })),
  });
}

/** The letters that stand with an index raised and without. */
export function findSamples(equations: readonly Equation[]): Set<string> {
  const { names } = usesIn(equations);
  const isRaised = ({ symbol: { raised } }: NameUse): boolean =>
    raised?.indices.some((at) => !isFigure(at)) === true;
  const mixed = [...names].filter(
    ([, uses]) => uses.some(isRaised) && uses.some((use) => !use.symbol.raised),
  );
  return new Set(mixed.map(([letter]) => letter));
}

/**
 * Letters that the text defines as names, so that they are no indices: the gate i of an LSTM, which has its `W_i`, also
 * where it is `i_t`.
 */
function findLabels(document: readonly Equation[]): Set<string> {
  const { indices } = usesIn(document);
  // `w = o` is a case of two indices, and defines none.
  const isIndex = (side?: Expression): boolean =>
    side?.kind === "symbol" && !side.indices && indices.has(nameText(side));
  const defined = document.flatMap(({ sides: [first, second] }) => {
    if (first?.kind !== "symbol" || first.raised || (isIndex(first) && isIndex(second))) return [];
    if (!first.indices) return [nameText(first)];
    return first.accent || first.label !== undefined || !isStep(first.indices) ? [] : [first.name];
  });
  const stands = defined.filter((name) =>
    indices.get(name)?.every(({ bound, compared }) => !bound && !compared),
  );
  return new Set([...stands, ...labelsOfMatrices(usesIn(document))]);
}

/**
 * Letters that only tell matrices apart, or biases, and are themselves names: the q and k of `W_q x` and `W_k x_i`, the h
 * and e of `W_h h^{(t-1)} + W_e e^{(t)}`. Nothing runs over them, and they stand below no vector.
 */
function labelsOfMatrices({ names, indices }: Uses): string[] {
  const isBase = (symbol: SymbolName): boolean =>
    /^(?:[A-Z]|b)$/.test(symbol.name) && symbol.indices?.length === 1 && !symbol.raised;
  const found = [...indices].filter(
    ([text, uses]) =>
      /^[a-zA-Z]$/.test(text) &&
      names.has(text) &&
      uses.every(({ bound, compared, of }) => !bound && !compared && of !== undefined && isBase(of)),
  );
  const bases = found.flatMap(([, uses]) => uses.flatMap(({ of }) => (of ? [letterText(of)] : [])));
  const several = new Set(bases.filter((base) => distinctBelow(base, found) > 1));
  return found
    .filter(([, uses]) => uses.some(({ of }) => of !== undefined && several.has(letterText(of))))
    .map(([text]) => text);
}

/** How many of some indices stand below a letter. */
const distinctBelow = (base: string, found: readonly [string, readonly IndexUse[]][]): number =>
  found.filter(([, uses]) => uses.some(({ of }) => of !== undefined && letterText(of) === base)).length;

/** Whether it tells steps in time apart, as that of `f_t`. */
const isStep = (indices: readonly IndexName[]): boolean => indices.length === 1 && indices[0].name === "t";

/**
 * Indices that only tell steps apart, as the t of `h_t` beside `h_{t-1}`: nothing is summed over them, and they come first.
 * Then `x_t` is a name of its own, and `y_{t,i}` its entry.
 */
function findSteps(document: readonly Equation[]): Set<string> {
  const { indices } = usesIn(document);
  const first = (name: string, { of }: IndexUse): boolean =>
    of !== undefined && !of.raised && of.indices?.[0]?.name === name;
  const found = [...indices.values()].flat().flatMap(({ index, of }) => {
    const counts = index.offset !== undefined && /^[+-]1$/.test(index.offset) && of?.indices?.length === 1;
    return counts && !index.at && !index.before ? [index.name] : [];
  });
  const uses = [...indices.values()].flat();
  return new Set(
    found.filter((name) =>
      uses
        .filter(({ index }) => index.name === name || index.before === name)
        .every((use) => !use.bound && !use.compared && !use.index.before && first(name, use)),
    ),
  );
}

/**
 * Raised indices that only tell steps apart, as the t of `h^{(t)}` beside `h^{(t-1)}`: they stand nowhere else. Then `y^{(t)}`
 * is a name of its own, and `y_i^{(t)}` its entry.
 */
function raisedSteps(document: readonly Equation[]): Set<string> {
  const counting = new Set<string>();
  const alone = new Set<string>();
  const elsewhere = new Set(usesIn(document).indices.keys());
  const visit = (symbol: SymbolName): void => {
    const [step, ...rest] = symbol.raised?.indices ?? [];
    if (!step || isFigure(step)) return;
    if (rest.length > 0 || step.at || step.before) elsewhere.add(step.name);
    else alone.add(step.name);
    if (step.offset !== undefined && /^[+-]1$/.test(step.offset)) counting.add(step.name);
  };
  for (const { symbol } of [...usesIn(document).names.values()].flat()) visit(symbol);
  return new Set([...counting].filter((name) => alone.has(name) && !elsewhere.has(name)));
}

interface Apart {
  apart: ReadonlySet<string>;
  steps: ReadonlySet<string>;
  labels: ReadonlySet<string>;
  samples: ReadonlySet<string>;
}

/** The letters that stand with an index such as t - 1, but for arguments. */
function offsetIn(node: Expression): string[] {
  if (node.kind === "apply") return [];
  const own =
    node.kind === "symbol" && indicesOf(node).some(({ offset }) => offset) ? [letterText(node)] : [];
  const by = node.kind === "derivative" && node.by ? offsetIn(node.by) : [];
  return [...own, ...by, ...children(node).flatMap(([, child]) => offsetIn(child))];
}

const indicesOf = ({ raised, indices }: SymbolName): IndexName[] => [
  ...(raised?.indices ?? []),
  ...(indices ?? []),
];

function plain(node: Expression, apart: Apart): Expression {
  const mapped = children(node).reduce(
    (whole, [field, child]) => withChild(whole, field, plain(child, apart)),
    node,
  );
  if (mapped.kind === "derivative" && mapped.by) return { ...mapped, by: plainTarget(mapped.by, apart) };
  if (mapped.kind === "apply") return { ...mapped, of: plainTarget(mapped.of, apart) };
  if (mapped.kind !== "symbol") return mapped;
  const { raised, indices, ...letter } = plainTarget(mapped, apart);
  if (!raised) return { ...letter, ...(indices && { indices }) };
  const isSample = apart.samples.has(letterText(letter));
  const of = isSample ? sample(mapped, raised) : { ...letter, indices: raised.indices };
  return indices ? { kind: "entry", of, indices, span: mapped.span } : of;
}

/** A name without a raised index, unless it has indices below as well. */
function plainTarget(symbol: SymbolName, { apart, samples, labels, steps }: Apart): SymbolName {
  const { raised, indices, ...letter } = symbol;
  const [above, ...more] = raised?.indices ?? [];
  if (above && more.length === 0 && steps.has(above.name))
    return { ...ownName(raisedText(symbol), symbol), ...(indices && { indices }) };
  const [step, ...rest] = raised ? [] : (indices ?? []);
  if (step && steps.has(step.name)) {
    const own = ownName(nameText({ ...symbol, indices: [step] }), symbol);
    return rest.length > 0 ? { ...own, indices: rest } : own;
  }
  const single = !raised && indices?.length === 1 && !indices[0].at ? indices[0].name : undefined;
  // What counts from 1 has no 0.
  if (single !== undefined && (single === "0" || labels.has(single)))
    return ownName(nameText(symbol), symbol);
  if (apart.has(letterText(symbol))) return { ...ownName(nameText(symbol), symbol) };
  if (!raised) return symbol;
  if (raised.indices.every(isFigure))
    return { ...ownName(raisedText(symbol), symbol), ...(indices && { indices }) };
  if (indices) return symbol;
  return samples.has(letterText(letter)) ? sample(symbol, raised) : { ...letter, indices: raised.indices };
}

/** `x^{(i)}` as entry i of the letter `x^{()}`. */
function sample(symbol: SymbolName, { indices }: Raised): SymbolName {
  return { ...ownName(familyText(symbol), symbol), indices };
}

function ownName(name: string, { bold, arrow, span }: SymbolName): SymbolName {
  return { kind: "symbol", name, ...(bold && { bold }), ...(arrow && { arrow }), span };
}
