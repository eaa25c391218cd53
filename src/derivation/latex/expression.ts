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
  | Bars
  | Extremum
  | Indicator
  | Comparison
  | Cases
  | Matrix
  | List
  | Evaluated;

/** Where a node was read: offsets into the source. Made nodes have none; comparisons ignore it. */
export interface Located {
  span?: [start: number, end: number];
}

/** An index as written: `o`, `w'`, `1`, `w_0`, `w_k`, `w_{t+j}` (then `before` is "t"), `t-1` (`offset` is "-1"). */
export interface IndexName extends Located {
  name: string;
  before?: string;
  offset?: string;
  at?: IndexName[];
}

/** Indices above a name: the i of `x^{(i)}`, the 1 of `W^{[1]}`. */
export interface Raised {
  bracket: "(" | "[";
  indices: IndexName[];
}

export interface NumberLiteral extends Located {
  kind: "number";
  value: string;
}

/**
 * `U`, `\hat{y}_w`, `\boldsymbol{v}_c`, `\vec{w}`, `x^{(i)}_j`, `J_{\text{naive-softmax}}` (a label is part of the name).
 * A star or a prime is part of `name`, as in `\theta^{*}` and `v'`; one of several letters is `\text{CE}`.
 */
export interface SymbolName extends Located {
  kind: "symbol";
  name: string;
  accent?: Accent;
  bold?: boolean;
  arrow?: boolean;
  label?: string;
  raised?: Raised;
  indices?: IndexName[];
}

/** A function of one's own at arguments, `J(v_c, w_j, U)`, or a probability, `P(O = o \mid C = c)`. */
export interface Application extends Located {
  kind: "apply";
  of: SymbolName;
  arguments: Expression[];
  /** The signs between the arguments, where not all are commas. */
  signs?: ("," | "\\mid" | ";" | "\\|")[];
  /** What takes each argument as its value: the O of `O = o`; null where none does. */
  events?: (SymbolName | null)[];
  /** How often it is differentiated: 1 for `f'(x)`. */
  order?: number;
}

export interface Call extends Located {
  kind: "call";
  name: FunctionName;
  argument: Expression;
  /** How often it is differentiated: 1 for `\sigma'(x)`. */
  order?: number;
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

/**
 * A product of two, left to right: side by side, `\cdot`, entry by entry `\odot`, or `\langle x, y \rangle`. Between
 * vectors and matrices `\times`, `*` and `\otimes` have several meanings.
 */
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
  /** Written as a letter, which may be an exponent. */
  sign?: "T" | "'";
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

/** A sum, or a product with `\prod`. */
export interface Sum extends Located {
  kind: "sum" | "product over";
  bound: Bound;
  body: Expression;
}

/**
 * `\frac{\partial J}{\partial v_c}`, or before its operand: `\frac{\partial}{\partial v_c} …`, `\nabla_{v_c} …`, or
 * `\nabla …`, which does not say by what. A higher derivative is one in another.
 */
export interface Derivative extends Located {
  kind: "derivative";
  style: "fraction" | "operator" | "nabla";
  of: Expression;
  by?: SymbolName;
}

/** `\lVert x \rVert`, the Euclidean norm; with `_1` the sum of the absolute values. */
export interface Norm extends Located {
  kind: "norm";
  of: Expression;
  order?: "1" | "2" | "F";
}

/** `|x|`: the size of a set, an absolute value, a length or a determinant, by what stands between the bars. */
export interface Bars extends Located {
  kind: "bars";
  of: Expression;
}

/** `\max(a, b)`, the greatest of several numbers, or entry by entry. */
export interface Extremum extends Located {
  kind: "extremum";
  which: "max" | "min";
  of: Expression[];
}

/** `\mathbb{1}_{k = o}`, 1 if it holds and else 0. */
export interface Indicator extends Located {
  kind: "indicator";
  left: IndexName;
  right: IndexName;
  relation: "=" | "\\neq";
}

/** `\mathbb{1}\{x > 0\}`, 1 if it holds and else 0. */
export interface Comparison extends Located {
  kind: "comparison";
  relation: ">" | "<" | "\\geq" | "\\leq" | "=" | "\\neq";
  left: Expression;
  right: Expression;
}

/** `\begin{cases} … \end{cases}`: the first value whose condition holds; without a condition it holds otherwise. */
export interface Cases extends Located {
  kind: "cases";
  branches: { value: Expression; condition?: Expression }[];
}

/** A matrix written out, row by row. */
export interface Matrix extends Located {
  kind: "matrix";
  entries: Expression[][];
}

/** `[u_1, \ldots, u_n]`: the body for each value of an index, side by side, or below each other. */
export interface List extends Located {
  kind: "list";
  bound: Bound;
  body: Expression;
  upright: boolean;
}

/** `x^2 |_{x = 3}`: where the name has a value. */
export interface Evaluated extends Located {
  kind: "evaluated";
  of: Expression;
  by: SymbolName;
  at: Expression;
  /** Whether the text around says so, and not the expression. */
  said?: boolean;
}

export const accents = [
  "hat",
  "tilde",
  "bar",
  "dot",
  "ddot",
  "check",
  "breve",
  "acute",
  "grave",
  "mathring",
] as const;
export type Accent = (typeof accents)[number];
export type ProductSign = "" | "\\cdot" | "\\odot" | "\\times" | "*" | "\\otimes" | "\\langle";
export const functionNames = [
  ...(["exp", "log", "sigma", "tanh", "sqrt", "abs", "sign", "relu", "sin", "cos"] as const),
  ...(["softmax", "diag", "trace", "determinant"] as const),
] as const;
export type FunctionName = (typeof functionNames)[number];

/** The parts of a node that are expressions themselves, in the order of reading, by the name of their field. */
export function children(node: Expression): [field: string, child: Expression][] {
  switch (node.kind) {
    case "add":
    case "subtract":
    case "times":
    case "comparison":
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
    case "bars":
    case "derivative":
      return [["of", node.of]];
    case "call":
      return [["argument", node.argument]];
    case "sum":
    case "product over":
    case "list":
      return [["body", node.body]];
    case "evaluated":
      return [
        ["of", node.of],
        ["at", node.at],
      ];
    case "extremum":
      return node.of.map((each, i) => [String(i), each]);
    case "matrix":
      return node.entries.flat().map((entry, i) => [String(i), entry]);
    case "cases":
      return node.branches.flatMap(({ value, condition }, i): [string, Expression][] => [
        [`value ${i}`, value],
        ...(condition ? [[`condition ${i}`, condition] as [string, Expression]] : []),
      ]);
    case "apply":
      return node.arguments.map((argument, i) => [String(i), argument]);
    default:
      return [];
  }
}

/** The same node with one part replaced; `field` as `children` names it. */
export function withChild(node: Expression, field: string, child: Expression): Expression {
  const placed = (list: readonly Expression[]): Expression[] =>
    list.map((old, i) => (String(i) === field ? child : old));
  switch (node.kind) {
    case "apply":
      return { ...node, arguments: placed(node.arguments) };
    case "extremum":
      return { ...node, of: placed(node.of) };
    case "matrix": {
      const columns = node.entries[0].length;
      const entries = placed(node.entries.flat());
      return { ...node, entries: node.entries.map((_, i) => entries.slice(i * columns, (i + 1) * columns)) };
    }
    case "cases": {
      const [part, at] = field.split(" ");
      return {
        ...node,
        branches: node.branches.map((branch, i) =>
          String(i) === at ? { ...branch, [part]: child } : branch,
        ),
      };
    }
    default:
      return { ...node, [field]: child } as Expression;
  }
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
