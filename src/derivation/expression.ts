/**
 * What the reader makes of LaTeX: an expression as it is written, before any letter has a meaning.
 * Bold is kept for printing and means nothing. Parentheses are not kept: the tree says what belongs together.
 */
export type Expression =
  | NumberLiteral
  | SymbolName
  | Application
  | Call
  | Negation
  | Binary
  | Product
  | Fraction
  | Power
  | Transpose
  | Entry
  | Sum
  | Derivative
  | Norm
  | Indicator;

/** Where a node was read: offsets into the source. Made nodes have none; comparisons ignore it. */
export interface Located {
  span?: [start: number, end: number];
}

/** An index as written: `o`, `w'`, `1`, `w_0`, `w_k`, `w_{t+j}` (then `before` is "t"). */
export interface IndexName extends Located {
  name: string;
  before?: string;
  at?: IndexName[];
}

export interface NumberLiteral extends Located {
  kind: "number";
  value: string;
}

/** `U`, `\hat{y}_w`, `\boldsymbol{v}_c`, `J_{\text{naive-softmax}}` (a label is part of the name). */
export interface SymbolName extends Located {
  kind: "symbol";
  name: string;
  accent?: Accent;
  bold?: boolean;
  label?: string;
  indices?: IndexName[];
}

/** A function of one's own at arguments: `J(v_c, w_j, U)`. */
export interface Application extends Located {
  kind: "apply";
  of: SymbolName;
  arguments: Expression[];
}

export interface Call extends Located {
  kind: "call";
  name: FunctionName;
  argument: Expression;
}

export interface Negation extends Located {
  kind: "negate";
  of: Expression;
}

export interface Binary extends Located {
  kind: "add" | "subtract";
  left: Expression;
  right: Expression;
}

/** A product of two, left to right: side by side, `\cdot`, or entry by entry `\odot`. */
export interface Product extends Located {
  kind: "times";
  by: ProductSign;
  left: Expression;
  right: Expression;
}

export interface Fraction extends Located {
  kind: "fraction";
  over: Expression;
  under: Expression;
}

export interface Power extends Located {
  kind: "power";
  base: Expression;
  exponent: Expression;
}

export interface Transpose extends Located {
  kind: "transpose";
  of: Expression;
}

/** One entry of a whole: `(U^\top v_c)_{w}`. */
export interface Entry extends Located {
  kind: "entry";
  of: Expression;
  indices: IndexName[];
}

/** What a sum runs over: `w`, `w \in Vocab`, `k=1`..`K`, `-m \le j \le m, j \ne 0` (a window), `k \ne o`. */
export interface Bound extends Located {
  index: IndexName;
  over?: { kind: "set" | "count" | "window"; name: string };
  except?: IndexName;
}

export interface Sum extends Located {
  kind: "sum";
  bound: Bound;
  body: Expression;
}

/** `\frac{\partial J}{\partial v_c}`, or before its operand: `\frac{\partial}{\partial v_c} …`, `\nabla_{v_c} …`. */
export interface Derivative extends Located {
  kind: "derivative";
  style: "fraction" | "operator" | "nabla";
  of: Expression;
  by: SymbolName;
}

export interface Norm extends Located {
  kind: "norm";
  of: Expression;
}

/** `\mathbb{1}_{k = o}`, 1 if it holds and else 0. */
export interface Indicator extends Located {
  kind: "indicator";
  left: IndexName;
  right: IndexName;
  relation: "=" | "\\neq";
}

export type Accent = "hat" | "tilde" | "bar";
export type ProductSign = "" | "\\cdot" | "\\odot";
export const functionNames = ["exp", "log", "sigma", "tanh", "sqrt", "softmax", "diag"] as const;
export type FunctionName = (typeof functionNames)[number];

/** The parts of a node that are expressions themselves, in the order of reading, by the name of their field. */
export function children(node: Expression): [field: string, child: Expression][] {
  switch (node.kind) {
    case "add":
    case "subtract":
    case "times":
      return [
        ["left", node.left],
        ["right", node.right],
      ];
    case "fraction":
      return [
        ["over", node.over],
        ["under", node.under],
      ];
    case "power":
      return [
        ["base", node.base],
        ["exponent", node.exponent],
      ];
    case "negate":
    case "transpose":
    case "entry":
    case "norm":
    case "derivative":
      return [["of", node.of]];
    case "call":
      return [["argument", node.argument]];
    case "sum":
      return [["body", node.body]];
    case "apply":
      return node.arguments.map((argument, i) => [String(i), argument]);
    default:
      return [];
  }
}

/** The same node with one part replaced; `field` as `children` names it. */
export function withChild(node: Expression, field: string, child: Expression): Expression {
  if (node.kind !== "apply") return { ...node, [field]: child } as Expression;
  return { ...node, arguments: node.arguments.map((old, i) => (String(i) === field ? child : old)) };
}

/** Whether two expressions are the same, wherever they were read. */
export function same(a: Expression, b: Expression): boolean {
  return JSON.stringify(a, withoutSpan) === JSON.stringify(b, withoutSpan);
}

function withoutSpan(key: string, value: unknown): unknown {
  if (key === "span") return undefined;
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
