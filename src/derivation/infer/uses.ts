import { windowRange } from "../declare/range";
import { hasParameters } from "../latex/applications";
import type { Bound, Expression, FunctionName, IndexName, SymbolName } from "../latex/expression";
import { children } from "../latex/expression";
import { indexText, letterText, nameText } from "../latex/name-text";
import { remembered } from "./remembered";
import type { Equation } from "./section";

/** One place at which a name stands. */
export interface NameUse {
  symbol: SymbolName;
  equation: Equation;
  at: number;
  /** The nodes around it, innermost first. */
  inside: readonly Expression[];
  /** Whether something is differentiated by it. */
  by: boolean;
}

/** One place at which an index stands; `bound` says what the sum around it runs over. */
export interface IndexUse {
  index: IndexName;
  equation: Equation;
  at: number;
  bound?: Bound;
  /** The name it is set below, if it is. */
  of?: SymbolName;
  /** Whether it is compared with another, as in `\mathbb{1}_{w_k = x}`. */
  compared?: boolean;
}

/** Every name and index of a section. Names are kept by letter: `u_o` and `u_w` are uses of `u`. */
export interface Uses {
  names: Map<string, NameUse[]>;
  indices: Map<string, IndexUse[]>;
  /** Names applied to arguments, such as J of `J(v_c, o, U)`, by their text. */
  applied: Map<string, SymbolName[][]>;
  functions: Set<FunctionName>;
}

/** Every use of every name in some equations. */
export const usesIn = remembered((equations: readonly Equation[]): Uses => {
  const uses = noUses();
  for (const equation of equations) {
    const { names, indices, applied, functions } = usesOf(equation);
    addAll(uses.names, names);
    addAll(uses.indices, indices);
    addAll(uses.applied, applied);
    for (const name of functions) uses.functions.add(name);
  }
  return uses;
});

const noUses = (): Uses => ({
  names: new Map(),
  indices: new Map(),
  applied: new Map(),
  functions: new Set(),
});

/** Those in one of them. */
export const usesOf = remembered((equation: Equation): Uses => {
  const uses = noUses();
  for (const side of equation.sides) if (side) collect(side, { equation, inside: [], sums: [], uses });
  return uses;
});

function addAll<T>(into: Map<string, T[]>, lists: ReadonlyMap<string, readonly T[]>): void {
  for (const [key, list] of lists) {
    const all = into.get(key);
    if (all) all.push(...list);
    else into.set(key, [...list]);
  }
}

interface Around {
  equation: Equation;
  inside: readonly Expression[];
  sums: readonly Bound[];
  uses: Uses;
}

function collect(node: Expression, around: Around): void {
  if (node.kind === "symbol" && isKronecker(node))
    addIndices(node.indices ?? [], around, undefined, node.span?.[0], true);
  else if (node.kind === "symbol") addName(node, around, false);
  if (node.kind === "call") around.uses.functions.add(node.name);
  if (node.kind === "derivative" && node.by) addName(node.by, around, true);
  if (node.kind === "entry") addIndices(node.indices, around, undefined, node.span?.[0]);
  if (node.kind === "indicator") addIndices([node.left, node.right], around, undefined, node.span?.[0], true);
  if (node.kind === "apply") {
    const text = nameText(node.of);
    const list = node.arguments.flatMap((argument) => (argument.kind === "symbol" ? [argument] : []));
    if (list.length === node.arguments.length) addTo(around.uses.applied, text, list);
    addName(node.of, { ...around, inside: [node, ...around.inside] }, false);
  }
  const within = { ...around, inside: [node, ...around.inside] };
  if (node.kind === "evaluated") addName(node.by, around, true);
  if (node.kind === "sum" || node.kind === "product over" || node.kind === "list") {
    within.sums = [node.bound, ...around.sums];
    const { index, except } = node.bound;
    addIndices(except && except.name !== "0" ? [index, except] : [index], within, undefined, node.span?.[0]);
  }
  for (const [, child] of children(node)) collect(child, within);
}

/** `\delta_{ij}`, which compares its indices where nothing is declared as \delta. */
const isKronecker = ({ name, accent, label, indices }: SymbolName): boolean =>
  name === "\\delta" && !accent && label === undefined && indices?.length === 2;

function addName(symbol: SymbolName, around: Around, by: boolean): void {
  const letter = letterText(symbol);
  const use: NameUse = {
    symbol,
    equation: around.equation,
    at: symbol.span?.[0] ?? around.equation.at,
    inside: around.inside,
    by,
  };
  addTo(around.uses.names, letter, use);
  const isFunction = around.inside[0]?.kind === "apply" && around.inside[0].of === symbol;
  if (isFunction && hasParameters(symbol)) return;
  addIndices(symbol.indices ?? [], around, symbol, use.at);
}

function addIndices(
  indices: IndexName[],
  around: Around,
  of: SymbolName | undefined,
  at?: number,
  compared = false,
): void {
  for (const index of indices) {
    const text = indexText(index);
    const bound = around.sums.find((each) => indexText(each.index) === text);
    const use: IndexUse = {
      index,
      equation: around.equation,
      at: at ?? around.equation.at,
      bound,
      of,
      compared,
    };
    addTo(around.uses.indices, text, use);
    if (index.at) addIndices(index.at, around, undefined, at);
  }
}

function addTo<T>(lists: Map<string, T[]>, key: string, each: T): void {
  const list = lists.get(key);
  if (list) list.push(each);
  else lists.set(key, [each]);
}

/** Whether it is a number, such as the 1 of `W_1`. */
export const isFigure = ({ name, at }: IndexName): boolean => /^\d+$/.test(name) && !at;

/** The letters by which sums say that an index runs to them: k to K in `\sum_{k=1}^K`. */
export function countedIn({ names, indices }: Uses): Map<string, string> {
  const found = new Map<string, string>();
  for (const [text, uses] of indices) {
    for (const use of uses) for (const end of endsOf(use, text)) found.set(text, end);
  }
  for (const [letter, uses] of names)
    for (const use of averaged.has(letter) && !uses.some(isSaid) ? uses : []) {
      const index = averagedBy(use);
      if (index !== undefined && !found.has(index)) found.set(index, letter);
    }
  return found;
}

/** What a place of an index says that it counts to. */
function endsOf({ bound, equation }: IndexUse, text: string): string[] {
  const { over } = bound ?? {};
  if (over?.kind === "count") return [over.name];
  if (over?.kind === "window") return [windowRange(over.name)];
  const said = bound ? undefined : equation.ranges?.get(text);
  return said === undefined ? [] : [said];
}

/** The indices that count to one end in one place and to another in another, so that they say nothing by their letter. */
export function countedTwice({ indices }: Uses): Set<string> {
  const found = [...indices].filter(
    ([text, uses]) => new Set(uses.flatMap((use) => endsOf(use, text))).size > 1,
  );
  return new Set(found.map(([text]) => text));
}

/** Letters that count what a mean is taken of. */
const averaged: ReadonlySet<string> = new Set("nNmMdDTKBVCLS");

/** Whether an equation says what it is, or something is differentiated by it. */
const isSaid = ({ symbol, equation, by }: NameUse): boolean => equation.sides[0] === symbol || by === true;

/** The index of the sum that is divided by a name, as in `\\frac{1}{d} \\sum_i x_i`: it counts to d where nothing says otherwise. */
function averagedBy({ symbol, inside: [fraction, product] }: NameUse): string | undefined {
  if (fraction?.kind !== "fraction" || fraction.under !== symbol) return undefined;
  const isFactor = product?.kind === "times" && product.left === fraction;
  const sum = isFactor ? product.right : fraction.over;
  return sum.kind === "sum" && !sum.bound.over ? indexText(sum.bound.index) : undefined;
}
