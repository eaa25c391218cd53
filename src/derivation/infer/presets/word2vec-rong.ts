import type { Preset } from "./preset";

const output = ["v'_*", "w'_*", "W'"];
const scores = ["u_*", "u", "y_*", "y", "e_*"];

/**
 * word2vec as Rong writes it ("word2vec Parameter Learning Explained", 2014): w_{ki} are the entries of W, of which word k
 * has the row v_{w_k}; w'_{ij} are the entries of W', of which word j has the column v'_{w_j}; and w_j is word j.
 */
export const word2vecOfRong: Preset = {
  name: "word2vec, as Rong explains it",
  title: "word2vec, as Rong explains it",
  least: 5,
  signs: [
    { any: ["v'_drawn"], weight: 3 },
    { any: ["w'_*"], weight: 3 },
    { any: ["h", "h_*"], weight: 2 },
    { any: ["u_*"], weight: 1 },
    { any: ["v'_single"], weight: 2 },
    { any: ["e_*"], weight: 1 },
    { any: ["\\text{EH}"], weight: 1 },
    { any: ["u_drawn", "u_o", "U"], weight: -4 },
    { any: ["v_c"], weight: -2 },
  ],
  contexts: "C",
  replaces: ["W", "W'"],
  rows: [
    { for: output, line: "w': matrix N x {n}, columns v'_j; w_j in 1..{n}, j in 1..{n}, in order" },
    { for: ["v_*", "w_*", "W"], line: "w: matrix {n} x N, rows v_k; w_j in 1..{n}, j in 1..{n}, in order" },
    { for: ["contexts"], line: "w_c in 1..{n}, c in 1..C, distinct" },
    // The inputs of the context are unit vectors.
    {
      for: ["contexts"],
      with: ["x_*|x_1"],
      line: "I: identity {n}, columns \\epsilon_k; x_c := \\epsilon_{w_c}",
    },
    { for: ["W'"], line: "W' := w'" },
    { for: ["W"], line: "W := w" },
    { for: ["index i"], with: ["w'_*|w_*|h_*"], line: "i in 1..N" },
    { for: ["index k"], line: "k in 1..{n}" },
    { for: ["x", "x_*"], line: "k in 1..{n}; x: one-hot at k" },
    { for: ["index j^{*}"], line: "j^* in 1..{n}" },
    { for: ["index I"], with: ["x|x_*"], line: "I = k" },
    { for: ["index I"], line: "I in 1..{n}" },
    { for: ["index O"], with: ["index j^{*}"], line: "O = j^*" },
    { for: ["index O"], line: "O in 1..{n}" },
    { for: ["index o"], with: ["y_*|t_*"], line: "o in 1..{n}" },
    { for: ["subsets"], line: "w_k in 1..{n}, k in 1..K, distinct, not O", uses: ["index O"] },
    { for: ["t", "t_*"], with: ["index O"], line: "t: one-hot at O" },
    { for: ["t", "t_*"], with: ["index j^{*}"], line: "t: one-hot at j^*" },
    { for: ["t", "t_*"], with: ["index o"], line: "t: one-hot at o" },
    { for: ["h", "h_*"], line: "h: vector N" },
    { for: scores.slice(0, 2), with: output, line: "u_j := {v'_j}^\\top h", uses: ["h", "v'_*"] },
    {
      for: scores.slice(2, 4),
      with: scores.slice(0, 2),
      line: "y_j := \\frac{\\exp(u_j)}{\\sum_{j'=1}^{{n}} \\exp(u_{j'})}",
      uses: ["u_*"],
    },
    {
      for: ["E"],
      with: ["index j^{*}"],
      without: ["=sigma"],
      line: "E := -u_{j^*} + \\log(\\sum_{j'=1}^{{n}} \\exp(u_{j'}))",
      uses: ["u_*"],
    },
  ],
};
