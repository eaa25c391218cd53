import type { Bound, Expression, FunctionName, SymbolName } from "./expression";
import { indexText, indicesText } from "./name-text";

const functionTexts: Record<FunctionName, string> = {
  exp: "\\exp",
  log: "\\log",
  sigma: "\\sigma",
  tanh: "\\tanh",
  sqrt: "\\sqrt",
  softmax: "\\operatorname{softmax}",
  diag: "\\operatorname{diag}",
};

/**
 * Writes an expression as LaTeX that reads back as the same expression, with the parentheses it needs.
 * This is what a notebook shows, so that what is shown is what was read.
 */
export function print(node: Expression): string {
  switch (node.kind) {
    case "add":
    case "subtract":
      return `${print(node.left)} ${node.kind === "add" ? "+" : "-"} ${term(node.right)}`;
    case "negate":
      return `-${term(node.of)}`;
    case "times":
      return `${closedTerm(node.left)} ${node.by && `${node.by} `}${multiplier(node.right, node.by)}`;
    case "power":
      return `${raisable(node.base)}^{${print(node.exponent)}}`;
    case "transpose":
      return `${raisable(node.of)}^{\\top}`;
    case "entry":
      return `${settable(node.of)}_{${indicesText(node.indices)}}`;
    case "sum":
      return `\\sum_{${boundText(node.bound)}}${last(node.bound)} ${term(node.body)}`;
    case "derivative":
      return derivativeText(node);
    default:
      return printAtom(node);
  }
}

function printAtom(node: Expression): string {
  switch (node.kind) {
    case "number":
      return node.value;
    case "symbol":
      return printName(node);
    case "apply":
      return `${printName(node.of)}(${node.arguments.map(print).join(", ")})`;
    case "call":
      if (node.name === "sqrt") return `\\sqrt{${print(node.argument)}}`;
      return `${functionTexts[node.name]}${group(node.argument)}`;
    case "fraction":
      return `\\frac{${print(node.over)}}{${print(node.under)}}`;
    case "norm":
      return `\\lVert ${print(node.of)} \\rVert`;
    case "indicator":
      return `\\mathbb{1}_{${indexText(node.left)} ${node.relation} ${indexText(node.right)}}`;
    default:
      return group(node);
  }
}

/** A name in its own font: `\hat{\boldsymbol{y}}_{w}`. */
export function printName(symbol: SymbolName): string {
  const letter = symbol.bold ? `\\boldsymbol{${symbol.name}}` : symbol.name;
  const accented = symbol.accent ? `\\${symbol.accent}{${letter}}` : letter;
  if (symbol.label !== undefined) return `${accented}_{\\text{${symbol.label}}}`;
  return symbol.indices ? `${accented}_{${indicesText(symbol.indices)}}` : accented;
}

function group(node: Expression): string {
  const inner = print(node);
  return tall(node) ? `\\left(${inner}\\right)` : `(${inner})`;
}

/** Whether it is higher than a line, so that its parentheses have to stretch. */
function tall(node: Expression): boolean {
  if (node.kind === "fraction" || node.kind === "sum" || node.kind === "derivative") return true;
  if (node.kind === "add" || node.kind === "subtract" || node.kind === "times")
    return tall(node.left) || tall(node.right);
  if (node.kind === "negate") return tall(node.of);
  return node.kind === "call" && tall(node.argument);
}

const isSum = (node: Expression): boolean => ["add", "subtract", "negate"].includes(node.kind);

/** Whether it takes in all that follows in its term: a sum, a derivative before its operand. */
function open(node: Expression): boolean {
  if (node.kind === "sum") return true;
  if (node.kind === "derivative") return node.style !== "fraction";
  return node.kind === "times" && open(node.right);
}

const term = (node: Expression): string => (isSum(node) ? group(node) : print(node));

/** A factor that more factors follow: what would take them in is closed by parentheses. */
function closedTerm(node: Expression): string {
  if (isSum(node) || (open(node) && node.kind !== "times")) return group(node);
  if (node.kind !== "times" || !open(node.right)) return print(node);
  return `${closedTerm(node.left)} ${node.by && `${node.by} `}${group(node.right)}`;
}

/** The right of a product: never a product itself, and no figure directly after another factor. */
function multiplier(node: Expression, by: string): string {
  const figure = by === "" && node.kind === "number";
  return isSum(node) || node.kind === "times" || figure || startsWithFigure(node) ? group(node) : print(node);
}

function startsWithFigure(node: Expression): boolean {
  return node.kind === "power" && node.base.kind === "number";
}

const raised = ["number", "symbol", "apply", "call", "norm", "indicator", "entry"];
const raisable = (node: Expression): string => (raised.includes(node.kind) ? print(node) : group(node));
const settable = (node: Expression): string =>
  node.kind === "call" && node.name !== "sqrt" ? print(node) : group(node);

function derivativeText(node: Expression & { kind: "derivative" }): string {
  const by = printName(node.by);
  if (node.style === "nabla") return `\\nabla_{${by}} ${term(node.of)}`;
  if (node.style === "operator") return `\\frac{\\partial}{\\partial ${by}} ${term(node.of)}`;
  return `\\frac{\\partial ${term(node.of)}}{\\partial ${by}}`;
}

function boundText({ index, over, except }: Bound): string {
  const text = indexText(index);
  const but = except ? indexText(except) : "";
  if (over?.kind === "window") return `-${over.name} \\le ${text} \\le ${over.name}, ${text} \\neq 0`;
  if (over?.kind === "count") return `${text}=1${but && `, ${text} \\neq ${but}`}`;
  const set = over ? `${text} \\in ${over.name}` : text;
  return over && but ? `${set}, ${text} \\neq ${but}` : but ? `${text} \\neq ${but}` : set;
}

function last({ over }: Bound): string {
  return over?.kind === "count" ? `^{${over.name}}` : "";
}
