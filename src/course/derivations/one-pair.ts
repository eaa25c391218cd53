import type { DerivationExercise } from "./derivation-exercise";

const softmaxDeclarations = String.raw`
U: matrix d x n, columns u_w, w in Vocab
v_c: vector d
o, k in Vocab
y: one-hot at o
\hat{y} := \operatorname{softmax}(U^\top v_c)
J := -\log(\hat{y}_o)
Z := \sum_w \exp(u_w^\top v_c)`;

/** (a) cross-entropy with a one-hot truth; chapter 01. */
export const crossEntropy: DerivationExercise = {
  title: "Cross-entropy is one logarithm (a)",
  declarations: String.raw`
o, k in Vocab
y: one-hot at o
\hat{y}: vector n, positive`,
  left: String.raw`-\sum_w y_w \log \hat{y}_w`,
  preparing: [],
  lines: 2,
  goal: { says: "no sum and no y is left", without: ["sum", "y"] },
  answerStated: true,
  book: [
    {
      latex: String.raw`-\sum_w \mathbb{1}_{w=o} \log \hat{y}_w`,
      rule: "y is one-hot: write each of its entries as an indicator, 1 where w is o and 0 elsewhere",
    },
    {
      latex: String.raw`-\mathbb{1}_{o=o} \log \hat{y}_o - \sum_{w \neq o} \mathbb{1}_{w=o} \log \hat{y}_w`,
      rule: "take the term of o out of the sum",
    },
    {
      latex: String.raw`-1 \cdot \log \hat{y}_o - \sum_{w \neq o} 0 \cdot \log \hat{y}_w`,
      rule: "put in the values of the indicators: 1 at o, 0 at every other word",
    },
    { latex: String.raw`-\log \hat{y}_o`, rule: "a sum of zeros adds nothing" },
  ],
};

/** (b) the centre vector under naive softmax; chapter 02. */
export const softmaxCentre: DerivationExercise = {
  title: "Naive softmax, the centre vector (b)",
  declarations: softmaxDeclarations,
  left: String.raw`\frac{\partial J}{\partial v_c}`,
  preparing: ["J"],
  lines: 3,
  goal: {
    says: "no derivative, fraction, exponential or logarithm is left, and each softmax is written with ŷ",
    without: ["derivative", "fraction", "exp", "log", "softmax", "Z", "J"],
  },
  book: [
    {
      latex: String.raw`-\frac{\partial}{\partial v_c} (u_o^\top v_c) + \frac{\partial}{\partial v_c} \log Z`,
      rule: "write the loss as minus a score plus the logarithm of Z, and differentiate term by term",
    },
    {
      latex: String.raw`-u_o + \frac{\partial}{\partial v_c} \log Z`,
      rule: "a score is linear in the centre vector: its slope is the outside vector",
    },
    {
      latex: String.raw`-u_o + \frac{1}{Z} \frac{\partial Z}{\partial v_c}`,
      rule: "chain rule for the logarithm: one over its argument, times the slope of the argument",
    },
    {
      latex: String.raw`-u_o + \frac{1}{Z} \sum_w \exp(u_w^\top v_c) u_w`,
      rule: "chain rule for the exponential, in each term of Z: itself, times the slope of its argument",
    },
    {
      latex: String.raw`-u_o + \sum_w \hat{y}_w u_w`,
      rule: "an exponential over Z is an entry of the softmax",
    },
    {
      latex: String.raw`-U y + U \hat{y}`,
      rule: "a weighted sum of columns is the matrix times the weights",
    },
    { latex: String.raw`U (\hat{y} - y)`, rule: "take the common matrix out" },
  ],
  otherWays: [
    [
      {
        latex: String.raw`-\frac{\partial}{\partial v_c} \log \hat{y}_o`,
        rule: "put in the loss",
      },
      {
        latex: String.raw`-\frac{1}{\hat{y}_o} \frac{\partial \hat{y}_o}{\partial v_c}`,
        rule: "chain rule for the logarithm: one over its argument, times the slope of the argument",
      },
      {
        latex: String.raw`-\frac{1}{\hat{y}_o} \hat{y}_o (u_o - \sum_w \hat{y}_w u_w)`,
        rule: "slope of a softmax, by the quotient rule: its entry, times its own outside vector less the mean of all",
      },
      {
        latex: String.raw`-u_o + \sum_w \hat{y}_w u_w`,
        rule: "cancel the entry of the softmax",
      },
      {
        latex: String.raw`U (\hat{y} - y)`,
        rule: "weighted sums of columns are products with the matrix; take it out",
      },
    ],
  ],
};

/** (c) an outside vector under naive softmax; chapter 02. */
export const softmaxOutside: DerivationExercise = {
  title: "Naive softmax, an outside vector (c)",
  declarations: softmaxDeclarations,
  left: String.raw`\frac{\partial J}{\partial u_k}`,
  preparing: ["J"],
  lines: 3,
  goal: softmaxCentre.goal,
  book: [
    {
      latex: String.raw`-\frac{\partial}{\partial u_k} (u_o^\top v_c) + \frac{\partial}{\partial u_k} \log Z`,
      rule: "write the loss as minus a score plus the logarithm of Z, and differentiate term by term",
    },
    {
      latex: String.raw`-\mathbb{1}_{k=o} v_c + \frac{\partial}{\partial u_k} \log Z`,
      rule: "the score of o moves with the vector of k only if k is o: an indicator says so",
    },
    {
      latex: String.raw`-\mathbb{1}_{k=o} v_c + \frac{1}{Z} \frac{\partial Z}{\partial u_k}`,
      rule: "chain rule for the logarithm: one over its argument, times the slope of the argument",
    },
    {
      latex: String.raw`-\mathbb{1}_{k=o} v_c + \frac{1}{Z} \exp(u_k^\top v_c) v_c`,
      rule: "of all exponentials in Z only that of k moves; its slope is itself times the centre vector",
    },
    {
      latex: String.raw`-\mathbb{1}_{k=o} v_c + \hat{y}_k v_c`,
      rule: "an exponential over Z is an entry of the softmax",
    },
    {
      latex: String.raw`(\hat{y}_k - y_k) v_c`,
      rule: "the indicator is an entry of y; take the common vector out",
    },
  ],
  otherWays: [
    [
      {
        latex: String.raw`-\frac{\partial}{\partial u_k} \log \hat{y}_o`,
        rule: "put in the loss",
      },
      {
        latex: String.raw`-\frac{1}{\hat{y}_o} \frac{\partial \hat{y}_o}{\partial u_k}`,
        rule: "chain rule for the logarithm: one over its argument, times the slope of the argument",
      },
      {
        latex: String.raw`-\frac{1}{\hat{y}_o} \hat{y}_o (\mathbb{1}_{k=o} - \hat{y}_k) v_c`,
        rule: "slope of a softmax, by the quotient rule: its entry, times an indicator less the entry of k, times the centre vector",
      },
      {
        latex: String.raw`(\hat{y}_k - \mathbb{1}_{k=o}) v_c`,
        rule: "cancel the entry of the softmax",
      },
    ],
  ],
};

/** (d) the slope of the sigmoid; chapter 03. */
export const sigmoidSlope: DerivationExercise = {
  title: "The slope of the sigmoid (d)",
  declarations: "x: scalar",
  left: String.raw`\frac{\partial \sigma(x)}{\partial x}`,
  preparing: [String.raw`\sigma(x)`],
  lines: 3,
  goal: {
    says: "no derivative and no exponential is left, only σ(x)",
    without: ["derivative", "exp", "fraction", "tanh"],
  },
  book: [
    {
      latex: String.raw`\frac{\partial}{\partial x} \frac{e^x}{e^x + 1}`,
      rule: "put in the definition of the sigmoid, multiplied above and below by e to the x",
    },
    {
      latex: String.raw`\frac{e^x (e^x + 1) - e^x e^x}{(e^x + 1)^2}`,
      rule: "quotient rule; e to the x is its own slope",
    },
    { latex: String.raw`\frac{e^x}{(e^x + 1)^2}`, rule: "multiply out above: two terms cancel" },
    {
      latex: String.raw`\frac{e^x}{e^x + 1} \cdot \frac{1}{e^x + 1}`,
      rule: "split the fraction into a product of two",
    },
    {
      latex: String.raw`\sigma(x) (1 - \frac{e^x}{e^x + 1})`,
      rule: "one factor is the sigmoid; the other is what the sigmoid lacks to 1",
    },
    {
      latex: String.raw`\sigma(x) (1 - \sigma(x))`,
      rule: "what is left of the fraction is the sigmoid again",
    },
  ],
  otherWays: [
    [
      {
        latex: String.raw`\frac{\partial}{\partial x} (1 + e^{-x})^{-1}`,
        rule: "put in the definition of the sigmoid, as a power",
      },
      {
        latex: String.raw`-(1 + e^{-x})^{-2} \frac{\partial}{\partial x} (1 + e^{-x})`,
        rule: "chain rule for the power: the exponent comes down, and the slope of what is inside follows",
      },
      {
        latex: String.raw`(1 + e^{-x})^{-2} e^{-x}`,
        rule: "the slope of e to the −x is minus itself: two minus signs make a plus",
      },
      {
        latex: String.raw`\frac{1}{1 + e^{-x}} (1 - \frac{1}{1 + e^{-x}})`,
        rule: "split it into a product of two fractions, and write one as what the other lacks to 1",
      },
      {
        latex: String.raw`\sigma(x) (1 - \sigma(x))`,
        rule: "each of these fractions is the sigmoid",
      },
    ],
  ],
};
