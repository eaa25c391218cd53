import { children, type Bound, type Expression, type IndexName } from "../../derivation/latex/expression";
import { letterText } from "../../derivation/latex/name-text";
import { print } from "../../derivation/latex/printer";

/** Bound indices by how many sums stand around theirs, so that their letters do not count. */
type Bounds = ReadonlyMap<string, number>;

/**
 * A text that two expressions share if they say the same in the same way: the order of terms and factors, letters of
 * bound indices, double signs, and zeros added or ones multiplied do not count, nor do parts that cancel at once
 * (a − a, a/a, log of exp). A definition that is put in, a derivative that is carried out, a product that is multiplied
 * out give another text.
 */
export function likeness(node: Expression, bounds: Bounds = new Map()): string {
  switch (node.kind) {
    case "number":
      return String(Number(node.value));
    case "symbol":
      return `${letterText(node)}${(node.raised?.indices ?? []).map((i) => `^${place(i, bounds)}`).join("")}${(node.indices ?? []).map((i) => `_${place(i, bounds)}`).join("")}`;
    case "add":
    case "subtract":
    case "negate":
      return sumText(node, bounds);
    case "times":
    case "fraction":
      return node.kind === "times" && node.by === "\\odot" ? entrywise(node, bounds) : sumText(node, bounds);
    case "power":
      return powerText(node, bounds);
    case "call":
      return callText(node.name, node.order ?? 0, node.argument, bounds);
    case "transpose":
      return transposeText(node.of, bounds);
    case "sum":
    case "product over":
    case "list":
      return boundText(node.kind, node.bound, node.body, bounds);
    case "derivative":
      return derivativeText(node, bounds);
    case "indicator":
      return `[${[place(node.left, bounds), place(node.right, bounds)].sort().join(node.relation)}]`;
    default: {
      const parts = children(node).map(([, child]) => likeness(child, bounds));
      return parts.length === 0 ? print(node) : `${node.kind}(${parts.join(";")})`;
    }
  }
}

function place(index: IndexName, bounds: Bounds): string {
  const level = bounds.get(index.name);
  const name = level === undefined ? index.name : `#${bounds.size - level}`;
  const at = (index.at ?? []).map((each) => place(each, bounds)).join(",");
  return `${index.before ?? ""}${name}${index.offset ?? ""}{${at}}`;
}

/** Terms with like ones put together: the text of a term without its number, and the number. */
function terms(node: Expression, sign: number, bounds: Bounds, into: Map<string, number>): void {
  if (node.kind === "add" || node.kind === "subtract") {
    terms(node.left, sign, bounds, into);
    terms(node.right, node.kind === "add" ? sign : -sign, bounds, into);
  } else if (node.kind === "negate") terms(node.of, -sign, bounds, into);
  else {
    const { number, text } = product(node, bounds);
    if (number !== 0) into.set(text, (into.get(text) ?? 0) + sign * number);
  }
}

function sumText(node: Expression, bounds: Bounds): string {
  const found = new Map<string, number>();
  terms(node, 1, bounds, found);
  const kept = [...found].filter(([, number]) => Math.abs(number) > 1e-12);
  if (kept.length === 0) return "0";
  const texts = kept.map(([text, number]) => {
    if (text === "") return String(number);
    return number === 1 ? text : `${number}*${text}`;
  });
  return texts.length === 1 ? texts[0] : `(${texts.sort().join("+")})`;
}

/** A product as its number and its factors in order of their texts; what stands above and below cancels. */
function product(node: Expression, bounds: Bounds): { number: number; text: string } {
  const found = new Map<string, number>();
  const number = factors(node, 1, bounds, found);
  const kept = [...found].filter(([, exponent]) => exponent !== 0);
  const texts = kept.map(([text, exponent]) => (exponent === 1 ? text : `${text}^${exponent}`));
  return { number, text: texts.sort().join("·") };
}

function factors(node: Expression, exponent: number, bounds: Bounds, into: Map<string, number>): number {
  if (node.kind === "number") return Number(node.value) ** exponent;
  if (node.kind === "negate") return -factors(node.of, exponent, bounds, into);
  if (node.kind === "times" && node.by !== "\\odot" && node.by !== "\\langle")
    return factors(node.left, exponent, bounds, into) * factors(node.right, exponent, bounds, into);
  if (node.kind === "fraction")
    return factors(node.over, exponent, bounds, into) * factors(node.under, -exponent, bounds, into);
  const isProduct = node.kind === "times" || node.kind === "add" || node.kind === "subtract";
  const text = isProduct && node.kind === "times" ? entrywise(node, bounds) : likeness(node, bounds);
  const [, number, rest] = /^(-?[\d.]+(?:e-?\d+)?)(?:\*(.*))?$/s.exec(text) ?? [];
  if (number === undefined) into.set(text, (into.get(text) ?? 0) + exponent);
  else if (rest !== undefined) into.set(rest, (into.get(rest) ?? 0) + exponent);
  return number === undefined ? 1 : Number(number) ** exponent;
}

function entrywise(node: Expression, bounds: Bounds): string {
  const parts = children(node).map(([, child]) => likeness(child, bounds));
  return `(${parts.sort().join("⊙")})`;
}

function powerText(node: Extract<Expression, { kind: "power" }>, bounds: Bounds): string {
  const { base, exponent } = node;
  if (base.kind === "symbol" && base.name === "e" && base.indices === undefined)
    return callText("exp", 0, exponent, bounds);
  const [below, above] = [likeness(base, bounds), likeness(exponent, bounds)];
  if (above === "1" || below === "1") return below;
  return above === "0" ? "1" : `${below}^${above}`;
}

function callText(name: string, order: number, argument: Expression, bounds: Bounds): string {
  const inner = likeness(argument, bounds);
  if (order === 0 && name === "exp" && inner === "0") return "1";
  if (order === 0 && name === "log" && inner === "1") return "0";
  const undone = { exp: "log(", log: "exp(" }[name];
  const whole = undone !== undefined && inner.startsWith(undone) && closes(inner, undone.length);
  return order === 0 && whole ? inner.slice(undone.length, -1) : `${name}${"'".repeat(order)}(${inner})`;
}

/** Whether the bracket that is open at a place closes at the end of the text. */
function closes(text: string, from: number): boolean {
  let depth = 1;
  for (let i = from; i < text.length; i++) {
    if (text[i] === "(") depth++;
    if (text[i] === ")" && --depth === 0) return i === text.length - 1;
  }
  return false;
}

/** A transpose undoes itself; that of a product of two is the product of theirs the other way round. */
function transposeText(of: Expression, bounds: Bounds): string {
  if (of.kind === "transpose") return likeness(of.of, bounds);
  if (of.kind === "number") return likeness(of, bounds);
  if (of.kind === "times" && of.left.kind === "transpose")
    return likeness({ ...of, left: { kind: "transpose", of: of.right }, right: of.left.of }, bounds);
  return `${likeness(of, bounds)}ᵀ`;
}

function boundText(kind: string, { index, except }: Bound, body: Expression, bounds: Bounds): string {
  const inner = new Map(bounds).set(index.name, bounds.size);
  const text = likeness(body, inner);
  if (kind === "sum" && text === "0") return "0";
  return `${kind}${except ? `≠${place(except, bounds)}` : ""}{${text}}`;
}

function derivativeText(node: Extract<Expression, { kind: "derivative" }>, bounds: Bounds): string {
  const { of, by } = node;
  const along = by === undefined ? "" : likeness(by, bounds);
  if (of.kind === "call" && likeness(of.argument, bounds) === along)
    return callText(of.name, (of.order ?? 0) + 1, of.argument, bounds);
  return `∂${along}(${likeness(of, bounds)})`;
}

/** How many letters an expression has, but for e; what is written with fewer is simpler. */
export function letters(node: Expression): number {
  const own = node.kind === "symbol" ? node.name !== "e" : node.kind === "indicator" || node.kind === "apply";
  return children(node).reduce((sum, [, child]) => sum + letters(child), own ? 1 : 0);
}

/** How many nodes an expression has; an index counts as part of its name. */
export function size(node: Expression): number {
  return children(node).reduce((sum, [, child]) => sum + size(child), 1);
}

/** Every part of an expression, the whole first. */
export function partsOf(node: Expression): Expression[] {
  return [node, ...children(node).flatMap(([, child]) => partsOf(child))];
}

/** Whether an expression holds a kind of node, a function or a letter of this name. */
export function holds(node: Expression, name: string): boolean {
  return partsOf(node).some((part) => {
    if (part.kind === name) return true;
    if (part.kind === "call") return part.name === name || (name === "derivative" && (part.order ?? 0) > 0);
    if (part.kind === "apply")
      return part.of.name === name || (name === "derivative" && (part.order ?? 0) > 0);
    if (part.kind === "power" && name === "exp") return part.base.kind === "symbol" && part.base.name === "e";
    return part.kind === "symbol" && letterText(part) === name;
  });
}
