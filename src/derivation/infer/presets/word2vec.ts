import type { Layout, Preset, PresetRow } from "./preset";

const wholeV = ["V", "v_w", "v_j", "v_i", "v_k", "v_x", "v_drawn"];
const prediction = ["\\hat{y}", "\\hat{y}_*"];
const scores = { columns: "U^\\top v_c", rows: "U v_c" };

const predicted = (layout: Layout): PresetRow => ({
  for: prediction,
  with: ["U|u_*", "v_c"],
  line: `\\hat{y} := \\operatorname{softmax}(${scores[layout]})`,
  uses: ["U", "v_c"],
  layout,
});

/** The scores under a name of their own, where they are differentiated: `\frac{\partial \theta}{\partial v_c}`. */
const scoresCalled = (letter: string, layout: Layout): PresetRow[] => {
  const uses = ["U", "v_c"];
  const shown = { with: ["U|u_*", "v_c", `${letter} differentiated`], layout };
  return [
    { ...shown, for: [letter], line: `${letter} := ${scores[layout]}`, uses },
    {
      ...shown,
      for: prediction,
      line: `\\hat{y} := \\operatorname{softmax}(${letter})`,
      uses: [...uses, letter],
    },
  ];
};

/** word2vec as the assignment of CS224n writes it: words in columns, or in rows as in code. */
export const word2vec: Preset = {
  name: "word2vec",
  title: "word2vec, as CS224n's assignment writes it",
  least: 4,
  signs: [
    { any: ["v_c"], weight: 2 },
    { any: ["u_o", "u_w"], weight: 2 },
    { any: ["v_*"], weight: 1 },
    { any: ["v'_*"], weight: -4 },
    { any: ["u_*", "U"], weight: 1 },
    { any: ["in Vocab"], weight: 3 },
    { any: prediction, weight: 1 },
    { any: ["y", "y_*"], weight: 1 },
    { any: ["1..K"], weight: 1 },
    { any: ["label naive-softmax", "label neg-sample", "label skip-gram"], weight: 3 },
  ],
  rows: [
    { for: ["U", "u_*"], line: "U: matrix {d} x {n}, columns u_w, w in {Vocab}", layout: "columns" },
    { for: ["U", "u_*"], line: "U: matrix {n} x {d}, rows u_w, w in {Vocab}", layout: "rows" },
    {
      for: wholeV,
      covers: ["v_c"],
      line: "V: matrix {d} x {n}, columns v_w, w in {Vocab}; c in {Vocab}",
      layout: "columns",
    },
    {
      for: wholeV,
      covers: ["v_c"],
      line: "V: matrix {n} x {d}, rows v_w, w in {Vocab}; c in {Vocab}",
      layout: "rows",
    },
    { for: ["v_c"], line: "v_c: vector {d}" },
    { for: ["y", "y_*"], line: "o in {Vocab}; y: one-hot at o" },
    ...["\\theta", "z"].flatMap((letter) => [
      ...scoresCalled(letter, "columns"),
      ...scoresCalled(letter, "rows"),
    ]),
    predicted("columns"),
    predicted("rows"),
    { for: prediction, line: "\\hat{y}: vector {n}, positive" },
    { for: ["index o"], line: "o in {Vocab}" },
    { for: ["draws"], line: "w_k in {Vocab}, k in 1..K, distinct, not o", uses: ["index o"] },
    { for: ["subsets"], line: "w_k in {Vocab}, k in 1..K, distinct, not o", uses: ["index o"] },
  ],
  probabilities: ["P", "p", "\\Pr", "\\mathbb{P}"],
  losses: [
    {
      labels: ["naive-softmax", "naive softmax", "naive", "softmax", "CE", "ce"],
      signs: [
        { any: prediction, weight: 2 },
        { any: ["=softmax", "=exp"], weight: 1 },
      ],
      body: "-\\log(\\hat{y}_o)",
      parameters: ["v_c", "o", "U"],
      beside: ["v_c"],
      uses: ["U", "v_c", "index o", "\\hat{y}"],
      fixed: true,
    },
    {
      labels: ["neg-sample", "neg", "negative-sampling", "neg-sampling", "negsample", "NS", "ns", "sgns"],
      signs: [
        { any: ["1..K", "draws"], weight: 2 },
        { any: ["=sigma"], weight: 1 },
      ],
      body: "-\\log(\\sigma(u_o^\\top v_c)) - \\sum_{k=1}^K \\log(\\sigma(-u_{w_k}^\\top v_c))",
      parameters: ["v_c", "o", "U"],
      beside: ["v_c"],
      uses: ["U", "v_c", "index o", "draws"],
    },
    {
      labels: ["skip-gram", "skipgram", "skip gram", "SG", "sg"],
      signs: [],
      body: "\\sum_{-m \\le j \\le m, j \\neq 0} J(v_c, w_{t+j}, U)",
      parameters: [],
      uses: ["U", "v_c", "index o"],
      with: ["J"],
      lines: ["w_{t+j} in {Vocab}, j in -m..m"],
    },
  ],
};
