import type { SymbolName } from "../latex/expression";
import { indexText, letterText, nameText } from "../latex/name-text";
import type { Expression } from "../latex/expression";
import { isFigure, type NameUse, type Uses } from "./uses";

export type Kind = "scalar" | "column" | "row" | "matrix";

/**
 * One way to take a name and its subscripts.
 *
 * - `whole`: the letter is one variable, and a subscript takes an entry (or, with `slices`, a column or row);
 * - `separate`: each subscript makes a variable of its own, as in `v_c` or `W_1`;
 * - `slices`: a subscript takes a column or row of a matrix with another letter, as `u_w` of U; `single` of a row
 *   or, as rows, of a column, so that each is a number, and `unit` of the identity matrix, as the unit vector `e_k`.
 */
export type Reading =
  | { way: "whole"; kind: Kind; slices?: "column" | "row" }
  | { way: "separate"; kind: Kind }
  | { way: "slices"; of: string; side: "column" | "row"; single?: boolean; unit?: boolean };

/** A reading and how unusual it is: 0 is what a reader expects first. */
export interface Option {
  reading: Reading;
  cost: number;
}

/**
 * The readings of a name, the most usual first.
 *
 * @param inRows whether vectors stand as rows, as in code
 * @param units  letters of which the text says that they are unit vectors
 */
export function optionsFor(
  letter: string,
  uses: Uses,
  all: Uses = uses,
  { inRows = false, units }: { inRows?: boolean; units?: ReadonlySet<string> } = {},
): Option[] {
  const own = uses.names.get(letter) ?? [];
  const bare = own.filter(({ symbol }) => !symbol.indices);
  const indexed = own.filter(({ symbol }) => symbol.indices && !symbol.indices.every(isFigure));
  const figures = own.filter(({ symbol }) => symbol.indices?.every(isFigure));
  const kinds = listKinds(own, inRows);
  const options: Option[] = [];
  if (ones.has(letter) && bare.length > 0) return [{ reading: { way: "whole", kind: "column" }, cost: 0 }];
  if (indexed.length === 0) {
    const way = figures.length ? "separate" : "whole";
    options.push(...kinds.map(({ kind, cost }): Option => ({ reading: { way, kind }, cost })));
  } else if (indexed.some(({ symbol }) => symbol.indices?.length === 2)) {
    options.push({ reading: { way: "whole", kind: "matrix" }, cost: 0 });
    if (indexed.some(({ symbol }) => symbol.indices?.length === 1)) options.push(...entriesOfSlices(indexed));
  } else if (bare.length) {
    options.push({ reading: { way: "whole", kind: inRows ? "row" : "column" }, cost: 0 });
    options.push(...sides(0, (side): Reading => ({ way: "whole", kind: "matrix", slices: side })));
  } else if (isFamily(letter)) options.push(...sampleOptions(letter, all));
  else {
    options.push(...subscripted(indexed, kinds, all));
    options.push(...unitOptions(letter, indexed, { all, isSaid: units?.has(letter) === true }));
  }
  return options.sort((a, b) => a.cost - b.cost);
}

/** Whether it is the letter of samples `x^{(i)}` beside x. */
export const isFamily = (letter: string): boolean => letter.endsWith("^{()}") || letter.endsWith("^{[]}");

/**
 * The reading of `e_k` as 1 at k, else 0. Where the text does not say so, it is a little less usual than columns of any
 * matrix, but more so than those of one that must be as wide as they are long.
 */
function unitOptions(
  letter: string,
  indexed: readonly NameUse[],
  { all, isSaid }: { all: Uses; isSaid: boolean },
): Option[] {
  const isUnit = indexed.every(({ symbol, by }) => !by && symbol.indices?.length === 1);
  const isFont = ones.has(letter) && indexed.every((use) => sharesIndex(use, all));
  if (!isUnit || (!isSaid && !isFont && letter !== "e")) return [];
  const of = letter === "e" && !all.names.has("E") ? "E" : "I";
  return [
    { reading: { way: "slices", of, side: "column", unit: true }, cost: isSaid || isFont ? 0 : unsaidUnit },
  ];
}

/** Bold ones, which make unit vectors with an index of something else, and vectors of ones with a size. */
export const ones: ReadonlySet<string> = new Set(["\\mathbf{1}", "\\mathbb{1}"]);
/** More than the columns of a matrix of its letter; less than these and a square. */
const unsaidUnit = 1.4;

/** Readings of samples: columns of a matrix with the capital letter, its rows where the text speaks of it, or numbers. */
function sampleOptions(letter: string, { names }: Uses): Option[] {
  const small = letter.slice(0, -"^{()}".length);
  const name = findCapital({ kind: "symbol", name: small }) ?? `${small}'`;
  const isRow = names.has(name);
  const slices = (side: "column" | "row", cost: number, single?: string): Option => ({
    reading: { way: "slices", of: single ?? name, side, ...(single && { single: true }) },
    cost,
  });
  const numbers = [slices("column", 0.1, name)];
  if (stands(small, names)) numbers.push(slices("row", 0.05, small)); // y, the vector of all y^{(i)}
  return [slices("column", isRow ? 0.2 : 0), slices("row", isRow ? 0 : 1), ...numbers];
}

/** Whether a letter stands by itself, and not only in the definition of a function of it, `h_\\theta(x) = \\sigma(\\theta^\\top x)`. */
const stands = (letter: string, names: Uses["names"]): boolean =>
  names.get(letter)?.some(({ symbol }) => !symbol.indices) === true;

/** Readings of `x_i` beside its entry `x_{ij}`: rows, as in code, or columns, of X or of x itself. */
function entriesOfSlices([{ symbol }]: NameUse[]): Option[] {
  const capital = findCapital(symbol);
  const make = (side: "column" | "row"): Reading =>
    capital === undefined
      ? { way: "whole", kind: "matrix", slices: side }
      : { way: "slices", of: capital, side };
  return [
    { reading: make("row"), cost: 0.2 },
    { reading: make("column"), cost: 0.4 },
  ];
}

/** Readings of a letter that never stands without a subscript. */
function subscripted(indexed: NameUse[], kinds: { kind: Kind; cost: number }[], uses: Uses): Option[] {
  const summed = indexed.some((use) => boundBySum(use) || sharesIndex(use, uses));
  const texts = new Set(indexed.map(({ symbol }) => nameText(symbol)));
  // The x of W_x beside x tells matrices apart; it counts nothing.
  const named = summed || !indexed.some((use) => hasNameBelow(use, uses)) ? 0 : 1;
  // A bold u_i is a vector, and the entry of one is not bold.
  const bold = indexed.some(({ symbol }) => symbol.bold ?? symbol.arrow) ? 1 : 0;
  const options: Option[] = [
    { reading: { way: "whole", kind: "column" }, cost: named + bold + (summed ? 0.5 : 1.5) },
  ];
  const capital = findCapital(indexed[0].symbol);
  if (capital !== undefined) {
    const known = uses.names.has(capital);
    const extra = named + (known ? 0 : summed ? 1.2 : 2);
    options.push(...sides(extra, (side): Reading => ({ way: "slices", of: capital, side })));
  } else {
    options.push(...sides(1 + named, (side): Reading => ({ way: "whole", kind: "matrix", slices: side })));
  }
  if (!summed && texts.size <= 3) {
    options.push(
      ...kinds.map(({ kind, cost }): Option => ({ reading: { way: "separate", kind }, cost: cost + 0.2 })),
    );
  }
  return options;
}

function sides(cost: number, make: (side: "column" | "row") => Reading): Option[] {
  return [
    { reading: make("column"), cost },
    { reading: make("row"), cost: cost + 0.4 },
  ];
}

const greekCapitals: ReadonlySet<string> = new Set(
  "\\Gamma \\Delta \\Theta \\Lambda \\Xi \\Pi \\Sigma \\Upsilon \\Phi \\Psi \\Omega".split(" "),
);

/** The matrix whose columns a small letter names: U for `u_w`, `\Theta` for `\theta_i`. */
function findCapital(symbol: SymbolName): string | undefined {
  const { name } = symbol;
  if (name.includes("{")) return undefined; // a word, or a letter of another alphabet
  const capital = name.startsWith("\\") ? `\\${name[1].toUpperCase()}${name.slice(2)}` : name.toUpperCase();
  if (name.startsWith("\\") && !greekCapitals.has(capital)) return undefined; // there is no \Mu
  return capital === name ? undefined : letterText({ ...symbol, name: capital, indices: undefined });
}

/**
 * Whether its index stands below another name too, or is compared: then it counts something. The j of `v_{w_j}` does, beside
 * the `u_j` that is made of it.
 */
function sharesIndex({ symbol }: NameUse, { indices }: Uses): boolean {
  return (symbol.indices ?? [])
    .flatMap((index) => [index, ...(index.at ?? []).filter((at) => !isFigure(at))])
    .some((index) =>
      indices
        .get(indexText(index))
        ?.some(({ of, compared }) => compared === true || (of && letterText(of) !== letterText(symbol))),
    );
}

/** Whether one of its indices is a name elsewhere. */
const hasNameBelow = ({ symbol }: NameUse, { names }: Uses): boolean =>
  (symbol.indices ?? []).some((index) => names.has(indexText(index)));

/** Whether a sum runs through one of its indices, or through those of what is drawn, the i of `v_{w_i}`. */
function boundBySum({ symbol, inside }: NameUse): boolean {
  const texts = (symbol.indices ?? []).flatMap((index) => [index, ...(index.at ?? [])].map(indexText));
  return inside.some(
    (node) =>
      (node.kind === "sum" || node.kind === "product over") && texts.includes(indexText(node.bound.index)),
  );
}

const losses = ["J", "L", "E", "F", "C", "\\ell", "\\mathcal{L}", "\\mathcal{J}"];

/** How usual each kind is for a name, from its letter, its font and what stands around it. */
function listKinds(all: readonly NameUse[], inRows: boolean): { kind: Kind; cost: number }[] {
  const { name } = all[0].symbol;
  const bold = all.some(({ symbol }) => symbol.bold ?? symbol.arrow);
  const greek = name.startsWith("\\") && !name.startsWith("\\mathcal");
  const capital = isCapital(name);
  const vectorial = all.some(({ inside }) => measured(inside));
  const mapped = all.some((use) => besideCapital(use, greek));
  const costs: Record<Kind, number> = { scalar: 0, column: 1, matrix: 5, row: 6 };
  if (losses.includes(name) && !bold) Object.assign(costs, { column: 3, matrix: 3 });
  else if (capital)
    Object.assign(
      costs,
      bold || vectorial ? { scalar: 3, column: 2, matrix: 0 } : { scalar: 0.5, column: 2, matrix: 0 },
    );
  else if (bold) Object.assign(costs, { scalar: 1.5, column: 0 });
  else if (vectorial) Object.assign(costs, { scalar: 2, column: 0 });
  else if (mapped) Object.assign(costs, { scalar: 1, column: 0 });
  else if (greek) Object.assign(costs, { scalar: 0, column: 1.5 });
  if (inRows) Object.assign(costs, { row: capital ? 6 : costs.column, column: 6 });
  return (["scalar", "column", "matrix", "row"] as const)
    .map((kind) => ({ kind, cost: costs[kind] }))
    .sort((a, b) => a.cost - b.cost);
}

/** Whether what is around it asks for more than a number: a transpose, a norm, softmax, \odot, a neighbour with one. */
function measured(inside: readonly Expression[]): boolean {
  const [node] = inside;
  if (node?.kind === "transpose" || (node?.kind === "times" && node.by === "\\odot")) return true;
  if (node?.kind === "times" && [node.left, node.right].some(endsTransposed)) return true;
  if (isShift(inside)) return false;
  const outer = inside.find(({ kind }) => !["add", "subtract", "negate", "times"].includes(kind));
  if (outer?.kind === "call") return outer.name === "softmax" || outer.name === "diag";
  return outer?.kind === "norm" || outer?.kind === "transpose";
}

/**
 * Whether a small letter is multiplied by a capital, or added to such a product, as x and b are in `Wx + b`: a matrix
 * is there to be multiplied by a vector. A Greek letter in front of a capital is a number, the \lambda of `\lambda I`.
 */
function besideCapital({ symbol, inside }: NameUse, greek: boolean): boolean {
  let node: Expression = symbol;
  for (const around of inside) {
    if (around.kind === "times") {
      if (greek ? endsInCapital(around.left) && around.right === node : hasCapital(otherSide(around, node)))
        return true;
    } else if (around.kind === "add" || around.kind === "subtract") {
      if (!greek && isMap(otherSide(around, node))) return true;
    } else if (around.kind !== "negate") return false;
    node = around;
  }
  return false;
}

const otherSide = ({ left, right }: { left: Expression; right: Expression }, node: Expression): Expression =>
  left === node ? right : left;

/** Whether a product has a capital in it, as the `Wx` of `Wx + b`. */
function isMap(node: Expression): boolean {
  if (node.kind === "negate") return isMap(node.of);
  if (node.kind === "add" || node.kind === "subtract") return isMap(node.left) || isMap(node.right);
  return node.kind === "times" && (hasCapital(node.left) || hasCapital(node.right));
}

/** Whether one of its factors is a capital that may be a matrix. */
function hasCapital(node: Expression): boolean {
  if (node.kind === "times") return hasCapital(node.left) || hasCapital(node.right);
  if (node.kind === "transpose" || node.kind === "negate") return hasCapital(node.of);
  return (
    node.kind === "symbol" &&
    isCapital(node.name) &&
    !losses.includes(node.name) &&
    (node.indices?.length ?? 0) < 2
  );
}

const endsInCapital = (node: Expression): boolean =>
  node.kind === "times" ? endsInCapital(node.right) : hasCapital(node);

function isCapital(name: string): boolean {
  const letter = name.replace("\\", "");
  return letter[0] !== letter[0].toLowerCase();
}

/** Whether it is added to a name within softmax, and is usual for a constant: the c of `softmax(x + c)`. */
function isShift([node, outer]: readonly Expression[]): boolean {
  if (node?.kind !== "add" && node?.kind !== "subtract") return false;
  const { left, right } = node;
  const isSoftmax = outer?.kind === "call" && outer.name === "softmax";
  return isSoftmax && left.kind === "symbol" && right.kind === "symbol" && shifts.has(right.name);
}

const shifts = new Set(["c", "C", "k", "a", "m", "\\alpha", "\\lambda"]);

function endsTransposed(node: Expression): boolean {
  return node.kind === "transpose" || (node.kind === "times" && endsTransposed(node.right));
}
