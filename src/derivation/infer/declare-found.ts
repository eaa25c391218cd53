import { Clauses, readWholeName } from "../declare/clauses";
import type { Declarations } from "../declare/declarations";
import { copyDeclarations, drawName, findIndexRange } from "../declare/declarations";
import type { Property } from "../declare/properties";
import { isScalar } from "../declare/shape";
import { distributionFunction } from "../latex/distributions";
import type { Expression, IndexName, SymbolName } from "../latex/expression";
import { indexText, letterText, nameText } from "../latex/name-text";
import type { Trial } from "./choose";
import { usualLetter } from "./shapes/index-sizes";
import { isFamily, ones, type Reading } from "./readings";
import { nameSizes } from "./shapes/size-letters";
import { isFigure, type IndexUse, type Uses } from "./uses";

/** What stands in a section. */
export interface Around {
  all: Uses;
  /** Those whose names have no meaning yet. */
  uses: Uses;
  counted: ReadonlyMap<string, string>;
  /** Indices for each of which the text defines a name. */
  defining: ReadonlySet<string>;
  /** Names that the text calls symmetric. */
  symmetric: ReadonlySet<string>;
}

/** Declares variables, columns and rows, and indices as readings and the sizes that were found say. */
export function declareAll(
  before: Declarations,
  readings: ReadonlyMap<string, Reading>,
  { reader }: Trial,
  { all, uses, counted, defining, symmetric }: Around,
): Declarations {
  const declared = copyDeclarations(before);
  const takeLetter = nameSizes(reader, all);
  for (const [name, { rows, columns }] of reader.names.variables) {
    const size = (side: number): string => (reader.sizes.isOne(side) ? "1" : takeLetter(side));
    const shape = { rows: size(rows), columns: size(columns) };
    if (reader.names.identities.has(name) && !isScalar(shape)) {
      declared.identities.set(name, shape.rows);
      continue;
    }
    const positive = needsPositive(name, uses) || isSmall(name, all) || isGivenAsDistribution(name, all);
    const properties: Property[] = isTarget(name, all) && !isScalar(shape) ? ["sums to 1"] : [];
    if (ones.has(name) && !isScalar(shape)) properties.push("ones");
    if (symmetric.has(name) && shape.rows === shape.columns && !isScalar(shape)) properties.push("symmetric");
    declared.variables.set(name, { name: readNameText(name), shape, positive, properties });
  }
  for (const [letter, reading] of readings) declareSlices(declared, letter, reading, all);
  declareIndices(declared, all, counted, defining, (key) => {
    const size = reader.indices.unsaid.get(key);
    return size === undefined ? undefined : takeLetter(size);
  });
  for (const { at } of declared.oneHots.values()) {
    const size = reader.indices.unsaid.get(usualLetter(at));
    if (size !== undefined && !declared.indices.named.has(indexText(at)))
      declared.indices.named.set(indexText(at), { name: withoutSpan(at), range: takeLetter(size) });
  }
  return declared;
}

/** Whether a logarithm or a root is taken of the name or of its entries, by themselves or in a product. */
function needsPositive(name: string, { names }: Uses): boolean {
  const uses = [
    ...(names.get(name) ?? []),
    ...[...names.values()].flat().filter(({ symbol }) => nameText(symbol) === name),
  ];
  return uses.some(({ inside }) => {
    const at = inside.findIndex((node) => !["times", "fraction", "power"].includes(node.kind));
    const around = at === -1 ? undefined : inside[at];
    return around?.kind === "call" && (around.name === "log" || around.name === "sqrt");
  });
}

/** Whether it is the \\epsilon that keeps a root, a logarithm or a division from zero. */
const isSmall = (name: string, { names }: Uses): boolean =>
  /^\\(?:var)?epsilon$/.test(name) &&
  (names.get(name) ?? []).some(({ inside }) =>
    inside.some(
      (node) => node.kind === "fraction" || (node.kind === "call" && ["sqrt", "log"].includes(node.name)),
    ),
  );

/** Whether a name weighs logarithms, `-\sum_i y_i \log \hat{y}_i`, as a distribution over classes does, and not 1 - y too. */
function isTarget(name: string, { names }: Pick<Uses, "names">): boolean {
  const own = names.get(name) ?? [...names.values()].flat().filter(({ symbol }) => nameText(symbol) === name);
  if (isGivenAsDistribution(name, { names })) return true;
  return (
    // `y_t` is the target of one step.
    targets.has(name.replace(/(?:_\{[a-z](?:\+[a-z])?|\^\{\([a-z]\))\}$/, "")) &&
    own.some(({ inside }) => weighsLogarithm(inside) || isGivenTo(inside)) &&
    !own.some(({ inside }) => isRest(inside))
  );
}

/** Whether a name is a distribution by the function that it is given to. */
const isGivenAsDistribution = (name: string, { names }: Pick<Uses, "names">): boolean =>
  (names.get(name) ?? []).some(({ symbol, inside }) => !symbol.indices && isDistribution(symbol, inside));

/** Whether it is an argument of a divergence or an entropy, or what a cross entropy takes the logarithm of. */
function isDistribution(symbol: SymbolName, [node]: readonly Expression[]): boolean {
  if (node?.kind !== "apply") return false;
  const kind = distributionFunction(node.of, node.arguments.length);
  return (
    kind !== undefined && (kind !== "cross-entropy" || node.arguments[0] !== symbol) && node.of !== symbol
  );
}

const targets = new Set(["y", "t"]);

/** Whether it is an argument of the cross entropy, which weighs logarithms by it. */
const isGivenTo = ([node]: readonly Expression[]): boolean =>
  node?.kind === "apply" && /^(?:\\text\{)?CE\b/i.test(node.of.name);

/** Whether it is multiplied by a logarithm, as an entry in a sum or as a transposed vector. */
function weighsLogarithm(inside: readonly Expression[]): boolean {
  const at = inside.findIndex(({ kind }) => kind !== "transpose" && kind !== "negate");
  const node = inside[at];
  const summed =
    inside.slice(0, at).some(({ kind }) => kind === "transpose") || inside.some(({ kind }) => kind === "sum");
  if (node?.kind !== "times" || !summed) return false;
  return [node.left, node.right].some((side) => side.kind === "call" && side.name === "log");
}

/** Whether it is taken from 1, as the label of two classes in `(1 - y) \log(1 - p)`. */
const isRest = (inside: readonly Expression[]): boolean =>
  inside.some((node) => node.kind === "subtract" && node.left.kind === "number" && node.left.value === "1");

function declareSlices(declared: Declarations, letter: string, reading: Reading, all: Uses): void {
  const of = reading.way === "slices" ? reading.of : letter;
  const side = reading.way === "slices" ? reading.side : reading.way === "whole" ? reading.slices : undefined;
  const shape = declared.variables.get(of)?.shape;
  const range = declared.identities.get(of) ?? (side === "column" ? shape?.columns : shape?.rows);
  if (!side || range === undefined) return;
  const places = (all.names.get(letter) ?? []).flatMap(({ symbol }) => symbol.indices ?? []);
  const usual = places.find((place) => place.name === "w" && !place.at);
  const bound = places.find((place) =>
    all.indices.get(indexText(place))?.some((use) => use.bound && !use.bound.over),
  );
  const index = usual ?? bound ?? places.find((place) => !place.at && !isFigure(place)) ?? { name: "i" };
  declared.indices.usual.set(usualLetter(index), range);
  const name = isFamily(letter) ? letter.replace(/(?=[)\]]\}$)/, index.name) : letter;
  declared.slices.set(letter, { name: readNameText(name), of, side });
}

/** Declares each index that stands somewhere without a sum that says what it runs through. */
function declareIndices(
  declared: Declarations,
  all: Uses,
  counted: ReadonlyMap<string, string>,
  defining: ReadonlySet<string>,
  sizeOf: (key: string) => string | undefined,
): void {
  for (const [text, uses] of all.indices) {
    const [{ index }] = uses;
    const known = findIndexRange(declared, text);
    const isNamed = declared.indices.named.has(text) || (known !== undefined && !defining.has(text));
    if (isFigure(index) || isNamed || uses.every(saysRange)) continue;
    const letter = usualLetter(index);
    const range =
      known ?? counted.get(text) ?? sizeOf(index.at && letter !== index.name ? `draw ${index.name}` : letter);
    if (range === undefined) continue;
    if (index.at && letter !== index.name) declareDraws(declared, index, range, counted, all);
    else if (!uses.every(({ bound, of }) => bound && (!of || isSided(of, declared))))
      declared.indices.named.set(text, { name: withoutSpan(index), range });
  }
}

/** Whether a sum finds the range of an index from a name that it is set below. */
function isSided(name: SymbolName, { variables, slices, oneHots }: Declarations): boolean {
  return [variables, slices, oneHots].some((names) => names.has(letterText(name)));
}

const saysRange = ({ bound }: IndexUse): boolean => bound?.over !== undefined;

/** Draws, which are distinct where something is differentiated by one of what is drawn, since it counts how often otherwise. */
function declareDraws(
  declared: Declarations,
  index: IndexUse["index"],
  into: string,
  counted: ReadonlyMap<string, string>,
  { names }: Uses,
): void {
  const over = (index.at ?? []).map((each) => {
    const text = indexText({ ...each, before: undefined });
    const range = counted.get(text) ?? declared.indices.named.get(text)?.range ?? text.toUpperCase();
    const known = declared.indices.named.get(text);
    if (!known)
      declared.indices.named.set(text, { name: withoutSpan({ ...each, before: undefined }), range });
    return range;
  });
  const key = drawName(index.name, over);
  const distinct = [...names.values()]
    .flat()
    .some(({ symbol, by }) => by && symbol.indices?.some(({ name, at }) => at && name === index.name));
  if (!declared.draws.has(key))
    declared.draws.set(key, { letter: index.name, over, into, distinct, without: [] });
}

/** The name that a text writes, as `nameText` gives it. */
function readNameText(text: string): SymbolName {
  return { ...readWholeName(new Clauses(text, 0, text.length)), span: undefined };
}

function withoutSpan({ name, at, before }: IndexName): IndexName {
  return { name, ...(before === undefined ? {} : { before }), ...(at ? { at: at.map(withoutSpan) } : {}) };
}
