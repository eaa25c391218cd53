import type { FunctionOf, Tree } from "./tree";

const functions = {
  exp: "\\exp",
  sigma: "\\sigma",
  tanh: "\\tanh",
  sin: "\\sin",
  cos: "\\cos",
  log: "\\log",
};

/** A tree as LaTeX; parentheses wherever they could be missed. */
export function latex(tree: Tree): string {
  switch (tree.op) {
    case "number":
      return String(tree.value);
    case "name":
    case "alias":
      return tree.name;
    case "larger":
      return `\\max(${latex(tree.left)}, ${latex(tree.right)})`;
    case "determinant":
      return `\\det(${latex(tree.of)})`;
    case "inverse":
      return `${atLeast(tree.of, 5)}^{-1}`;
    case "length":
      return `\\lVert ${latex(tree.of)} \\rVert`;
    case "root":
      return `\\sqrt{${latex(tree.of)}}`;
    case "add":
      return `${latex(tree.left)} + ${atLeast(tree.right, 2)}`;
    case "subtract":
      return `${latex(tree.left)} - ${atLeast(tree.right, 2)}`;
    case "multiply":
      return `${atLeast(tree.left, 3)} ${atLeast(tree.right, 4)}`;
    case "entries":
      return `${atLeast(tree.left, 4)} \\odot ${atLeast(tree.right, 4)}`;
    case "over":
      return `\\frac{${latex(tree.left)}}{${latex(tree.right)}}`;
    case "minus":
      return `-${atLeast(tree.of, 3)}`;
    case "transpose":
      return `${atLeast(tree.of, 5)}^\\top`;
    case "trace":
      return `\\operatorname{tr}(${latex(tree.of)})`;
    case "norm":
      return `\\lVert ${latex(tree.of)} \\rVert^2`;
    case "diagonal":
      return `\\operatorname{diag}(${latex(tree.of)})`;
    case "softmax":
      return `\\operatorname{softmax}(${latex(tree.of)})`;
    case "call":
      return callLatex(tree.name, latex(tree.of));
    case "power":
      return `${atLeast(tree.of, 5)}^{${tree.exponent}}`;
    case "entry":
      return `${atLeast(tree.of, 5)}_{${tree.at.join("")}}`;
    case "sum":
    case "product": {
      const sign = tree.op === "sum" ? "\\sum" : "\\prod";
      return `${sign}_{${tree.index}=1}^${tree.size} ${atLeast(tree.body, 3)}`;
    }
    case "hessian":
      return `\\frac{\\partial^2}{\\partial ${tree.by.name} \\partial ${tree.by.name}^\\top} (${latex(tree.of)})`;
    case "slope":
      return `\\frac{\\partial}{\\partial ${tree.by.name}} (${latex(tree.of)})`;
  }
}

function callLatex(name: FunctionOf, of: string): string {
  if (name === "relu") return `\\max(0, ${of})`;
  if (name === "ramp")
    return `\\begin{cases} ${of} & \\text{if } ${of} > 0 \\\\ 0 & \\text{otherwise} \\end{cases}`;
  return `${functions[name]}(${of})`;
}

/** How tightly the sign of a node binds. */
function binding(tree: Tree): number {
  switch (tree.op) {
    case "add":
    case "subtract":
    case "minus":
      return 1;
    case "entries":
    case "sum":
    case "product":
    case "slope":
    case "hessian":
      return 2;
    case "multiply":
      return 3;
    case "transpose":
    case "power":
    case "entry":
    case "norm":
    case "over":
    case "call":
    case "trace":
    case "softmax":
    case "diagonal":
    case "determinant":
    case "inverse":
    case "length":
    case "root":
    case "larger":
      return 4;
    case "number":
      return tree.value < 0 ? 1 : 5;
    case "name":
    case "alias":
      return /[_^]/.test(tree.name) ? 4 : 5;
  }
}

const atLeast = (tree: Tree, least: number): string =>
  binding(tree) >= least ? latex(tree) : `(${latex(tree)})`;
