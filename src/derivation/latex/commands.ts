import type { FunctionName } from "./expression";

/** How each function is written as a command. */
export const functionCommands: Record<string, FunctionName> = {
  "\\exp": "exp",
  "\\log": "log",
  "\\ln": "log",
  "\\sigma": "sigma",
  "\\tanh": "tanh",
  "\\sin": "sin",
  "\\cos": "cos",
  "\\det": "determinant",
  "\\tr": "trace",
  "\\softmax": "softmax",
  "\\sigmoid": "sigma",
  "\\diag": "diag",
};
/** Functions named by a word, in any font or in none: `\operatorname{softmax}`, `\text{softmax}`, `softmax`. */
export const functionWords: Record<string, FunctionName> = {
  softmax: "softmax",
  diag: "diag",
  sigmoid: "sigma",
  exp: "exp",
  log: "log",
  ln: "log",
  tanh: "tanh",
  sin: "sin",
  cos: "cos",
  relu: "relu",
  sign: "sign",
  sgn: "sign",
  abs: "abs",
  tr: "trace",
  trace: "trace",
  det: "determinant",
};

export const fractions: readonly string[] = ["\\frac", "\\dfrac", "\\tfrac", "\\cfrac"];

/** Every command that can begin an operator, for suggestions. */
export const operatorCommands: readonly string[] = [
  ...Object.keys(functionCommands),
  ...fractions,
  ..."sqrt lg sum prod nabla langle max min mathbb operatorname partial lVert lvert pdv dv abs norm"
    .split(" ")
    .map((name) => `\\${name}`),
];
