import type {
  Application,
  Bound,
  Cases,
  Expression,
  FunctionName,
  List,
  Product,
  SymbolName,
} from "./expression";
import { indexText, indicesText, nameText, raisedOnly } from "./name-text";
import { renameIndex } from "./rename-index";

const functionTexts: Record<FunctionName, string> = {
  exp: "\\exp",
  log: "\\log",
  sigma: "\\sigma",
  tanh: "\\tanh",
  sqrt: "\\sqrt",
  softmax: "\\operatorname{softmax}",
  diag: "\\operatorname{diag}",
  abs: "\\operatorname{abs}",
  sign: "\\operatorname{sign}",
  relu: "\\operatorname{relu}",
  sin: "\\sin",
  cos: "\\cos",
  trace: "\\operatorname{tr}",
  determinant: "\\det",
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
      if (node.by === "\\langle") return `\\langle ${print(node.left)}, ${print(node.right)} \\rangle`;
      return `${closedTerm(node.left)} ${node.by && `${node.by} `}${multiplier(node.right, node.by)}`;
    case "power":
      return `${raisable(node.base)}^{${print(node.exponent)}}`;
    case "transpose":
      return `${raisable(node.of)}^{${node.sign === "T" ? "T" : "\\top"}}`;
    case "entry":
      return `${settable(node.of)}_{${indicesText(node.indices)}}`;
    case "sum":
    case "product over":
      return `${node.kind === "sum" ? "\\sum" : "\\prod"}_{${boundText(node.bound)}}${last(node.bound)} ${term(node.body)}`;
    case "derivative":
      return derivativeText(node);
    case "evaluated":
      if (node.said) return print(node.of);
      return `${closedTerm(node.of)} |_{${printName(node.by)} = ${print(node.at)}}`;
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
      return applicationText(node);
    case "call":
      if (node.name === "sqrt" && !node.order) return `\\sqrt{${print(node.argument)}}`;
      return `${functionTexts[node.name]}${primes(node)}${group(node.argument)}`;
    case "fraction":
      return `\\frac{${print(node.over)}}{${print(node.under)}}`;
    case "norm":
      return `\\lVert ${print(node.of)} \\rVert${node.order ? `_{${node.order}}` : ""}`;
    case "bars":
      return `\\lvert ${print(node.of)} \\rvert`;
    case "extremum":
      return `\\${node.which}(${node.of.map(print).join(", ")})`;
    case "comparison":
      return `\\mathbb{1}_{${print(node.left)} ${node.relation} ${print(node.right)}}`;
    case "matrix":
      return `\\begin{bmatrix} ${node.entries.map((row) => row.map(print).join(" & ")).join(" \\\\ ")} \\end{bmatrix}`;
    case "list":
      return listText(node);
    case "cases":
      return `\\begin{cases} ${node.branches.map(branchText).join(" \\\\ ")} \\end{cases}`;
    case "indicator":
      return `\\mathbb{1}_{${indexText(node.left)} ${node.relation} ${indexText(node.right)}}`;
    default:
      return group(node);
  }
}

/** `[u_1, …, u_n]` as a matrix of one row or column with dots in it. */
function listText({ bound, body, upright }: List): string {
  const last = bound.over?.name ?? "n";
  const [first, end] = ["1", last].map((name) => print(renameIndex(body, bound.index, { name })));
  const between = upright ? "\\\\ \\vdots \\\\" : "& \\cdots &";
  return `\\begin{bmatrix} ${first} ${between} ${end} \\end{bmatrix}`;
}

function branchText({ value, condition }: Cases["branches"][number]): string {
  if (!condition) return `${print(value)} & \\text{otherwise}`;
  return `${print(value)} & ${conditionText(condition)}`;
}

function conditionText(node: Expression): string {
  if (node.kind === "indicator") return `${indexText(node.left)} ${node.relation} ${indexText(node.right)}`;
  return node.kind === "comparison"
    ? `${print(node.left)} ${node.relation} ${print(node.right)}`
    : print(node);
}

/** A name in its own font, `\hat{\boldsymbol{y}}_{w}`; the sample i of `x^{()}` is `x^{(i)}`. */
function printName(symbol: SymbolName): string {
  if (nameText(symbol) === "\\sigma" && !symbol.bold && !symbol.arrow) return "{\\sigma}"; // and not the function
  const upright = symbol.arrow ? `\\vec{${symbol.name}}` : symbol.name;
  const letter = symbol.bold ? `\\boldsymbol{${upright}}` : upright;
  const accented = symbol.accent ? `\\${symbol.accent}{${letter}}` : letter;
  const sample = symbol.indices && /^(.*\^\{[([])([)\]]\})$/.exec(accented);
  if (sample) return sample[1] + indicesText(symbol.indices ?? []) + sample[2];
  const raised = accented + raisedOnly(symbol);
  if (symbol.label !== undefined) return `${raised}_{\\text{${symbol.label}}}`;
  return symbol.indices ? `${raised}_{${indicesText(symbol.indices)}}` : raised;
}

const primes = ({ order = 0 }: { order?: number }): string => "'".repeat(order);

/** `J(v_c, o, U)`, `P(O = o \mid C = c)`. */
function applicationText(node: Application): string {
  const { signs, events } = node;
  const texts = node.arguments.map((argument, i) => {
    const event = events?.[i];
    const text = event ? `${printName(event)} = ${print(argument)}` : print(argument);
    const sign = signs?.[i] ?? ",";
    return i === node.arguments.length - 1
      ? text
      : text + (sign === "\\mid" || sign === "\\|" ? ` ${sign} ` : `${sign} `);
  });
  return `${printName(node.of)}${primes(node)}(${texts.join("")})`;
}

function group(node: Expression): string {
  const inner = print(node);
  return tall(node) ? `\\left(${inner}\\right)` : `(${inner})`;
}

/** Whether it is higher than a line, so that its parentheses have to stretch. */
function tall(node: Expression): boolean {
  if (["fraction", "sum", "product over", "derivative", "matrix", "cases", "list"].includes(node.kind))
    return true;
  if (node.kind === "add" || node.kind === "subtract" || node.kind === "times")
    return tall(node.left) || tall(node.right);
  if (node.kind === "negate") return tall(node.of);
  return node.kind === "call" && tall(node.argument);
}

const isSum = (node: Expression): boolean => ["add", "subtract", "negate"].includes(node.kind);

/** Whether it takes in all that follows in its term: a sum, a derivative before its operand. */
function open(node: Expression): boolean {
  if (node.kind === "sum" || node.kind === "product over") return true;
  if (node.kind === "derivative") return node.style !== "fraction";
  return isProduct(node) && open(node.right);
}

/** Whether it is a product of factors beside each other, not one in brackets of its own. */
const isProduct = (node: Expression): node is Product => node.kind === "times" && node.by !== "\\langle";

const term = (node: Expression): string => (isSum(node) ? group(node) : print(node));

/** A factor that more factors follow: what would take them in is closed by parentheses. */
function closedTerm(node: Expression): string {
  if (isSum(node) || (open(node) && !isProduct(node))) return group(node);
  if (!isProduct(node) || !open(node.right)) return print(node);
  return `${closedTerm(node.left)} ${node.by && `${node.by} `}${group(node.right)}`;
}

/** The right of a product: never a product itself, and no figure directly after another factor. */
function multiplier(node: Expression, by: string): string {
  const figure = by === "" && node.kind === "number";
  return isSum(node) || isProduct(node) || figure || startsWithFigure(node) ? group(node) : print(node);
}

function startsWithFigure(node: Expression): boolean {
  return node.kind === "power" && node.base.kind === "number";
}

const raised = [
  ...["number", "symbol", "apply", "call", "norm", "bars", "indicator", "comparison", "extremum", "entry"],
  ...["matrix", "cases", "list"],
];
const raisable = (node: Expression): string =>
  raised.includes(node.kind) && !(node.kind === "symbol" && isRaised(node)) ? print(node) : group(node);
/** Whether a name has something raised already: `x^{(i)}`, `\theta^{*}`. */
const isRaised = ({ name, raised, accent }: SymbolName): boolean =>
  raised !== undefined || (name.includes("^") && !accent);
const settable = (node: Expression): string =>
  node.kind === "call" && node.name !== "sqrt" ? print(node) : group(node);

function derivativeText(node: Expression & { kind: "derivative" }): string {
  if (!node.by) return `\\nabla ${nablaOperand(node.of)}`;
  const by = printName(node.by);
  if (node.style === "nabla") return `\\nabla_{${by}} ${nablaOperand(node.of)}`;
  if (node.style === "operator") return `\\frac{\\partial}{\\partial ${by}} ${term(node.of)}`;
  return `\\frac{\\partial ${term(node.of)}}{\\partial ${by}}`;
}

/** A nabla before an application goes no further than its arguments: `\\nabla L(w)^\\top z`. */
const nablaOperand = (node: Expression): string =>
  node.kind !== "apply" && leftmost(node).kind === "apply" ? group(node) : term(node);

function leftmost(node: Expression): Expression {
  if (node.kind === "times") return leftmost(node.left);
  if (node.kind === "transpose") return leftmost(node.of);
  return node.kind === "power" ? leftmost(node.base) : node;
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
