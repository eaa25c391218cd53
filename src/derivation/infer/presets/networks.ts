import type { Preset } from "./preset";

/** Attention of one query q over keys and values, or of many at once with Q, K and V. */
export const attention: Preset = {
  name: "attention",
  title: "attention",
  least: 4,
  signs: [
    { any: ["q", "Q"], weight: 2 },
    { any: ["k_*", "K"], weight: 1 },
    { any: ["v_*", "V"], weight: 1 },
    { any: ["d_k"], weight: 2 },
    { any: ["=softmax", "=exp"], weight: 1 },
    { any: ["\\alpha", "\\alpha_*"], weight: 1 },
    { any: ["v_c", "u_*"], weight: -4 },
  ],
  rows: [
    { for: ["q"], line: "q: vector d" },
    { for: ["k_*"], line: "K: matrix d x {n}, columns k_i" },
    { for: ["v_*"], line: "V: matrix p x {n}, columns v_i" },
    { for: ["K"], line: "K: matrix {n} x d" },
    { for: ["V"], line: "V: matrix {n} x p" },
    { for: ["Q"], line: "Q: matrix m x d" },
    { for: ["d_k"], line: "d_k: scalar, positive" },
  ],
};

/** A network with one hidden layer, columns on the right or, as in code, rows on the left. */
export const hiddenLayer: Preset = {
  name: "one hidden layer",
  title: "a network with one hidden layer",
  least: 5,
  signs: [
    { any: ["W_1"], weight: 2 },
    { any: ["W_2", "w_2"], weight: 2 },
    { any: ["b_1", "b_2"], weight: 1 },
    { any: ["h", "z_1", "a_1"], weight: 1 },
    { any: ["x"], weight: 1 },
  ],
  rows: [
    { for: ["x"], line: "x: vector d", layout: "columns" },
    { for: ["W_1"], line: "W_1: matrix h x d", layout: "columns" },
    { for: ["b_1"], line: "b_1: vector h", layout: "columns" },
    { for: ["W_2"], line: "W_2: matrix m x h", layout: "columns" },
    // One output: a score, or the probability of one of two classes.
    { for: ["w_2"], line: "w_2: vector h", layout: "columns" },
    { for: ["b_2"], with: ["w_2"], line: "b_2: scalar" },
    { for: ["y"], with: ["w_2"], line: "y: scalar" },
    { for: ["b_2"], line: "b_2: vector m", layout: "columns" },
    { for: ["x"], line: "x: row d", layout: "rows" },
    { for: ["W_1"], line: "W_1: matrix d x h", layout: "rows" },
    { for: ["b_1"], line: "b_1: row h", layout: "rows" },
    { for: ["W_2"], line: "W_2: matrix h x m", layout: "rows" },
    { for: ["b_2"], line: "b_2: row m", layout: "rows" },
    { for: ["y", "y_*"], with: ["=softmax"], line: "y: vector m, sums to 1", layout: "columns" },
    { for: ["y", "y_*"], with: ["=softmax"], line: "y: row m, sums to 1", layout: "rows" },
  ],
  losses: [
    {
      names: ["\\text{CE}", "CE"],
      labels: ["CE", "ce"],
      signs: [],
      with: ["=softmax", "\\hat{y}"],
      body: "-\\sum_i y_i \\log(\\hat{y}_i)",
      parameters: ["y", "\\hat{y}"],
      uses: ["y"],
    },
  ],
};

/** GloVe: two vectors and two biases a word, counts X. */
export const glove: Preset = {
  name: "GloVe",
  title: "GloVe",
  least: 5,
  signs: [
    { any: ["\\tilde{w}_*"], weight: 3 },
    { any: ["w_*"], weight: 1 },
    { any: ["\\tilde{b}_*"], weight: 2 },
    { any: ["X_*"], weight: 1 },
  ],
  rows: [
    { for: ["w_*"], line: "W: matrix d x {n}, columns w_i" },
    { for: ["\\tilde{w}_*"], line: "\\tilde{W}: matrix d x {n}, columns \\tilde{w}_j" },
    { for: ["b_*"], line: "b: vector {n}" },
    { for: ["\\tilde{b}_*"], line: "\\tilde{b}: vector {n}" },
    // Beside them, X_i is the sum of a row, which is another name.
    { for: ["X_*"], without: ["X_single"], line: "X: matrix {n} x {n}, positive" },
  ],
};
