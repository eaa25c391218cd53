import type { Preset } from "./preset";

const prediction = ["\\hat{y}", "\\hat{y}_*"];

/** Logistic regression of one example: weights w, a bias b, an example x with its label y. */
export const logisticRegression: Preset = {
  name: "logistic regression",
  title: "logistic regression",
  least: 5,
  signs: [
    { any: ["=sigma"], weight: 2 },
    { any: ["w"], weight: 1 },
    { any: ["x"], weight: 1 },
    { any: ["y"], weight: 1 },
    { any: ["\\hat{y}", "b"], weight: 1 },
    { any: ["v_c", "u_*", "=softmax"], weight: -4 },
    { any: ["W", "W_1", "W_2", "W_*"], weight: -4 }, // a layer of many outputs
  ],
  rows: [
    { for: ["w"], line: "w: vector d" },
    { for: ["x"], line: "x: vector d" },
    { for: ["b"], line: "b: scalar" },
    { for: ["y"], line: "y: scalar" },
    { for: prediction, with: ["w", "x", "b"], line: "\\hat{y} := \\sigma(w^\\top x + b)" },
    { for: prediction, with: ["w", "x"], line: "\\hat{y} := \\sigma(w^\\top x)" },
  ],
  losses: [
    {
      labels: ["BCE", "bce", "CE"],
      signs: [{ any: ["y"], weight: 1 }],
      body: "-y \\log(\\hat{y}) - (1 - y) \\log(1 - \\hat{y})",
      parameters: [],
      uses: ["y", "\\hat{y}"],
    },
  ],
};

/** Softmax regression: scores W x + b or, of rows, x W + b (or z, or \theta), a prediction and a one-hot label. */
export const softmaxRegression: Preset = {
  name: "softmax regression",
  title: "softmax regression with a one-hot label",
  least: 5,
  signs: [
    { any: ["=softmax"], weight: 2 },
    { any: ["\\hat{y}", "\\hat{y}_*", "p", "p_*"], weight: 1 },
    { any: ["y", "y_*"], weight: 1 },
    { any: ["z", "z_*", "\\theta", "W"], weight: 1 },
    { any: ["v_c", "u_*", "q"], weight: -4 },
    { any: ["W_1", "W_2"], weight: -4 }, // hidden layers, of which nothing here says anything
  ],
  rows: [
    { for: ["y", "y_*"], line: "{hot} in 1..{n}; y: one-hot at {hot}", layout: "columns" },
    { for: ["y", "y_*"], line: "y: row {n}, sums to 1", layout: "rows" },
    {
      for: prediction,
      with: ["W", "x", "b"],
      line: "\\hat{y} := \\operatorname{softmax}(W x + b)",
      layout: "columns",
    },
    {
      for: prediction,
      with: ["W", "x"],
      line: "\\hat{y} := \\operatorname{softmax}(W x)",
      layout: "columns",
    },
    { for: prediction, with: ["\\theta"], line: "\\hat{y} := \\operatorname{softmax}(\\theta)" },
    { for: prediction, with: ["z"], line: "\\hat{y} := \\operatorname{softmax}(z)" },
    { for: ["W"], with: ["x"], line: "W: matrix {n} x d", layout: "columns" },
    { for: ["x"], with: ["W"], line: "x: vector d", layout: "columns" },
    { for: ["b"], with: ["W"], line: "b: vector {n}", layout: "columns" },
    { for: ["W"], with: ["x"], line: "W: matrix d x {n}", layout: "rows" },
    { for: ["x"], with: ["W"], line: "x: row d", layout: "rows" },
    { for: ["b"], with: ["W"], line: "b: row {n}", layout: "rows" },
    { for: ["z", "z_*"], line: "z: vector {n}", layout: "columns" },
    { for: ["z", "z_*"], line: "z: row {n}", layout: "rows" },
    { for: ["\\theta"], line: "\\theta: vector {n}", layout: "columns" },
    { for: ["\\theta"], line: "\\theta: row {n}", layout: "rows" },
  ],
  losses: [
    {
      labels: ["CE", "ce"],
      signs: [{ any: ["y", "y_*"], weight: 1 }],
      body: "-y^\\top \\log(\\hat{y})",
      parameters: ["y", "\\hat{y}"],
      uses: ["y", "\\hat{y}"],
    },
  ],
};
