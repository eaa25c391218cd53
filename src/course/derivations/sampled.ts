import type { DerivationExercise, Goal } from "./derivation-exercise";

const anyDraw = String.raw`
U: matrix d x n, columns u_w, w in Vocab
v_c: vector d
o, x in Vocab
w_k in Vocab, k in 1..K
J := -\log \sigma(u_o^\top v_c) - \sum_{k=1}^{K} \log \sigma(-u_k^\top v_c)`;

const slopesGone: Goal = {
  says: "no derivative, fraction or logarithm is left",
  without: ["derivative", "fraction", "log", "J"],
};

/** (e) the centre vector under negative sampling; chapter 04. */
export const samplingCentre: DerivationExercise = {
  title: "Negative sampling, the centre vector (e)",
  declarations: anyDraw,
  left: String.raw`\frac{\partial J}{\partial v_c}`,
  preparing: ["J"],
  lines: 3,
  goal: slopesGone,
  book: [
    {
      latex: String.raw`-\frac{\partial}{\partial v_c} \log \sigma(u_o^\top v_c) - \sum_{k=1}^{K} \frac{\partial}{\partial v_c} \log \sigma(-u_k^\top v_c)`,
      rule: "put in the loss, and differentiate term by term",
    },
    {
      latex: String.raw`-\frac{1}{\sigma(u_o^\top v_c)} \frac{\partial}{\partial v_c} \sigma(u_o^\top v_c) - \sum_{k=1}^{K} \frac{1}{\sigma(-u_k^\top v_c)} \frac{\partial}{\partial v_c} \sigma(-u_k^\top v_c)`,
      rule: "chain rule for the logarithm: one over its argument, times the slope of the argument",
    },
    {
      latex: String.raw`-\frac{\sigma(u_o^\top v_c)(1 - \sigma(u_o^\top v_c))}{\sigma(u_o^\top v_c)} u_o - \sum_{k=1}^{K} \frac{\sigma(-u_k^\top v_c)(1 - \sigma(-u_k^\top v_c))}{\sigma(-u_k^\top v_c)} (-u_k)`,
      rule: "slope of the sigmoid: σ(1 − σ), times the slope of the score inside, whose sign counts",
    },
    {
      latex: String.raw`-(1 - \sigma(u_o^\top v_c)) u_o - \sum_{k=1}^{K} (1 - \sigma(-u_k^\top v_c)) (-u_k)`,
      rule: "cancel the fractions",
    },
    {
      latex: String.raw`(\sigma(u_o^\top v_c) - 1) u_o + \sum_{k=1}^{K} \sigma(u_k^\top v_c) u_k`,
      rule: "two minus signs make a plus, and 1 − σ(−x) is σ(x)",
    },
  ],
};

/** (e) the outside vector of any word under negative sampling; chapter 04. */
export const samplingOutside: DerivationExercise = {
  title: "Negative sampling, an outside vector, whatever was drawn (e)",
  declarations: anyDraw,
  left: String.raw`\frac{\partial J}{\partial u_x}`,
  preparing: ["J"],
  lines: 2,
  goal: slopesGone,
  book: [
    {
      latex: String.raw`-(1 - \sigma(u_o^\top v_c)) \frac{\partial}{\partial u_x} (u_o^\top v_c) + \sum_{k=1}^{K} \sigma(u_k^\top v_c) \frac{\partial}{\partial u_x} (u_k^\top v_c)`,
      rule: "put in the loss and differentiate term by term; a yes costs 1 − σ less for each unit of its score, a no costs σ more",
    },
    {
      latex: String.raw`-(1 - \sigma(u_o^\top v_c)) \mathbb{1}_{x=o} v_c + \sum_{k=1}^{K} \sigma(u_k^\top v_c) \mathbb{1}_{w_k=x} v_c`,
      rule: "a score moves with the vector of x only if its word is x: an indicator says so, also for each draw",
    },
    {
      latex: String.raw`-(1 - \sigma(u_o^\top v_c)) \mathbb{1}_{x=o} v_c + \sum_{k=1}^{K} \sigma(u_x^\top v_c) \mathbb{1}_{w_k=x} v_c`,
      rule: "where the indicator is 1, the drawn word is x, and its vector is that of x",
    },
    {
      latex: String.raw`-\mathbb{1}_{x=o} (1 - \sigma(u_o^\top v_c)) v_c + (\sum_{k=1}^{K} \mathbb{1}_{w_k=x}) \sigma(u_x^\top v_c) v_c`,
      rule: "what does not depend on k comes before the sum; what stays in it counts the draws of x",
    },
  ],
  otherWays: [
    [
      {
        latex: String.raw`-\frac{\partial}{\partial u_x} \log \sigma(u_o^\top v_c) - \sum_{k=1}^{K} \frac{\partial}{\partial u_x} \log \sigma(-u_k^\top v_c)`,
        rule: "put in the loss, and differentiate term by term",
      },
      {
        latex: String.raw`-\frac{1}{\sigma(u_o^\top v_c)} \frac{\partial}{\partial u_x} \sigma(u_o^\top v_c) - \sum_{k=1}^{K} \frac{1}{\sigma(-u_k^\top v_c)} \frac{\partial}{\partial u_x} \sigma(-u_k^\top v_c)`,
        rule: "chain rule for the logarithm: one over its argument, times the slope of the argument",
      },
      {
        latex: String.raw`-(1 - \sigma(u_o^\top v_c)) \frac{\partial}{\partial u_x} (u_o^\top v_c) - \sum_{k=1}^{K} (1 - \sigma(-u_k^\top v_c)) \frac{\partial}{\partial u_x} (-u_k^\top v_c)`,
        rule: "slope of the sigmoid: σ(1 − σ), times the slope of the score inside; one factor cancels",
      },
      {
        latex: String.raw`-(1 - \sigma(u_o^\top v_c)) \mathbb{1}_{x=o} v_c + \sum_{k=1}^{K} \sigma(u_k^\top v_c) \mathbb{1}_{w_k=x} v_c`,
        rule: "a score moves with the vector of x only if its word is x: an indicator says so; and 1 − σ(−s) is σ(s)",
      },
    ],
  ],
};
