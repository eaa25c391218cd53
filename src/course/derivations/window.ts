import type { DerivationExercise, Goal } from "./derivation-exercise";

const pairs = String.raw`
V: matrix d x n, columns v_w, w in Vocab
U: matrix d x n, columns u_w, w in Vocab
c, w, x in Vocab
o_j in Vocab, j in 1..m`;
const total = String.raw`J_{\text{skip-gram}} := \sum_{j=1}^{m} J_j`;
const softmax = String.raw`${pairs}
\hat{y} := \operatorname{softmax}(U^\top v_c)
J_j := -\log \hat{y}_{o_j}
${total}`;
const sampling = String.raw`${pairs}
w_{jk} in Vocab, j in 1..m, k in 1..K
J_j := -\log \sigma(u_{o_j}^\top v_c) - \sum_{k=1}^{K} \log \sigma(-u_{w_{jk}}^\top v_c)
${total}`;

const slope = (by: string): string => String.raw`\frac{\partial J_{\text{skip-gram}}}{\partial ${by}}`;
const slopeOfPair = (by: string): string => String.raw`\sum_{j=1}^{m} \frac{\partial J_j}{\partial ${by}}`;
const preparing = [String.raw`J_{\text{skip-gram}}`];
const goal: Goal = {
  says: "no derivative and no logarithm is left",
  without: ["derivative", "log", "exp", "J", String.raw`J_{\text{skip-gram}}`],
};
const termByTerm = "the loss of a window is a sum over its pairs: differentiate term by term";

/** (f) the centre vector of a window under naive softmax; chapter 05. */
export const windowCentre: DerivationExercise = {
  title: "Skip-gram with naive softmax, the centre vector (f)",
  ...{ declarations: softmax, left: slope("v_c"), preparing, lines: 2, goal },
  book: [
    { latex: slopeOfPair("v_c"), rule: termByTerm },
    {
      latex: String.raw`\sum_{j=1}^{m} (U \hat{y} - u_{o_j})`,
      rule: "the slope of one pair is known from (b): what was expected less what was seen",
    },
    {
      latex: String.raw`m U \hat{y} - \sum_{j=1}^{m} u_{o_j}`,
      rule: "what is the same for all pairs comes before the sum, as often as there are pairs",
    },
  ],
};

/** (f) the outside vector of any word under naive softmax; chapter 05. */
export const windowOutside: DerivationExercise = {
  title: "Skip-gram with naive softmax, an outside vector (f)",
  ...{ declarations: softmax, left: slope("u_x"), preparing, lines: 2, goal },
  book: [
    { latex: slopeOfPair("u_x"), rule: termByTerm },
    {
      latex: String.raw`\sum_{j=1}^{m} (\hat{y}_x - \mathbb{1}_{o_j=x}) v_c`,
      rule: "the slope of one pair is known from (c), with an indicator where the outside word is x",
    },
    {
      latex: String.raw`(m \hat{y}_x - \sum_{j=1}^{m} \mathbb{1}_{o_j=x}) v_c`,
      rule: "sum each part: the prediction as often as there are pairs, the indicators to a count",
    },
  ],
};

/** (f) every other centre vector; chapter 05. */
export const otherCentres: DerivationExercise = {
  title: "Skip-gram, every other centre vector (f)",
  ...{ declarations: `${softmax}; w != c`, left: slope("v_w"), preparing, lines: 2, goal },
  book: [
    { latex: slopeOfPair("v_w"), rule: termByTerm },
    { latex: "0", rule: "no pair of this window holds the centre vector of another word: each term is zero" },
  ],
};

/** (f) the centre vector of a window under negative sampling; chapter 05. */
export const sampledWindowCentre: DerivationExercise = {
  title: "Skip-gram with negative sampling, the centre vector (f)",
  ...{ declarations: sampling, left: slope("v_c"), preparing, lines: 2, goal },
  book: [
    { latex: slopeOfPair("v_c"), rule: termByTerm },
    {
      latex: String.raw`\sum_{j=1}^{m} ((\sigma(u_{o_j}^\top v_c) - 1) u_{o_j} + \sum_{k=1}^{K} \sigma(u_{w_{jk}}^\top v_c) u_{w_{jk}})`,
      rule: "the slope of one pair is known from (e); each pair has its own draws",
    },
    {
      latex: String.raw`\sum_{j=1}^{m} (\sigma(u_{o_j}^\top v_c) - 1) u_{o_j} + \sum_{j=1}^{m} \sum_{k=1}^{K} \sigma(u_{w_{jk}}^\top v_c) u_{w_{jk}}`,
      rule: "a sum of sums: the seen words apart from the drawn ones",
    },
  ],
};

/** (f) the outside vector of any word under negative sampling; chapter 05. */
export const sampledWindowOutside: DerivationExercise = {
  title: "Skip-gram with negative sampling, an outside vector (f)",
  ...{ declarations: sampling, left: slope("u_x"), preparing, lines: 2, goal },
  book: [
    { latex: slopeOfPair("u_x"), rule: termByTerm },
    {
      latex: String.raw`\sum_{j=1}^{m} (\mathbb{1}_{o_j=x} (\sigma(u_{o_j}^\top v_c) - 1) v_c + \sum_{k=1}^{K} \mathbb{1}_{w_{jk}=x} \sigma(u_{w_{jk}}^\top v_c) v_c)`,
      rule: "the slope of one pair is known from (e), with indicators for the seen and for each drawn word",
    },
    {
      latex: String.raw`(\sum_{j=1}^{m} \mathbb{1}_{o_j=x}) (\sigma(u_x^\top v_c) - 1) v_c + (\sum_{j=1}^{m} \sum_{k=1}^{K} \mathbb{1}_{w_{jk}=x}) \sigma(u_x^\top v_c) v_c`,
      rule: "where an indicator is 1 the word is x, so the score comes before the sum, and the sum counts",
    },
  ],
};
