import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "./check-text";

const scores = String.raw`Scores $s = W h + b$, $p = \mathrm{softmax}(s)$.`;

test("e_k beside the probability of class k is a unit vector, and a wrong sign is wrong", () => {
  const { marks, assumed } = check(
    scores,
    String.raw`L = -\log p_k`,
    String.raw`\nabla_s L = p - e_k`,
    String.raw`\nabla_s L = e_k - p`,
    String.raw`\nabla_W L = (p - e_k) h^\top`,
    String.raw`\nabla_W L = 2 (p - e_k) h^\top`,
  );
  assert.deepEqual(marks, ["definition", "right", "wrong here", "right", "wrong here"]);
  assert.ok(assumed.includes("E: identity n, columns e_k"), assumed.join("\n"));
});

test("basis vectors that the text names have one entry that is 1", () => {
  const { marks } = check(
    String.raw`Let $A \in \mathbb{R}^{n \times n}$, and let $e_i$ be the $i$-th standard basis vector.`,
    String.raw`e_i^\top A e_j = A_{ij}`,
    String.raw`e_i^\top A e_j = A_{ji}`,
    String.raw`\sum_{i=1}^n e_i e_i^\top = I`,
    String.raw`e_i^\top e_j = 1`,
  );
  assert.deepEqual(marks, ["right", "wrong here", "right", "wrong here"]);
});

test("an error e_j that the text defines, and an embedding e_c of another length, are no unit vectors", () => {
  const error = check(
    String.raw`With $e_j = y_j - t_j$ and $y = \mathrm{softmax}(u)$:`,
    String.raw`E = -\sum_j t_j \log y_j`,
    String.raw`\frac{\partial E}{\partial u_j} = e_j`,
    String.raw`\frac{\partial E}{\partial u_j} = 2 e_j`,
  );
  assert.deepEqual(error.marks, ["definition", "right", "wrong here"]);
  const embedding = check(
    String.raw`Let $z = U e_c$ and $p = \mathrm{softmax}(z)$.`,
    String.raw`J = -\log p_o`,
    String.raw`\frac{\partial J}{\partial e_c} = U^\top (p - \mathbf{1}_o)`,
    String.raw`\frac{\partial J}{\partial e_c} = U^\top (p + \mathbf{1}_o)`,
  );
  assert.deepEqual(embedding.marks, ["definition", "right", "wrong here"]);
  assert.ok(!embedding.assumed.some((line) => line.includes("columns e_")), embedding.assumed.join("\n"));
});

test("bold ones are a vector of ones with a size below them, and a unit vector with a class", () => {
  const { marks } = check(
    "",
    String.raw`\mathbf{1}_n^\top x = \sum_{i=1}^n x_i`,
    String.raw`\mathbf{1}_n^\top x = 2 \sum_{i=1}^n x_i`,
    String.raw`I_n x = x`,
  );
  assert.deepEqual(marks, ["right", "wrong here", "right"]);
  const bare = check(
    "",
    String.raw`\mathbf{1}^\top x = \sum_{i=1}^n x_i`,
    String.raw`\mathbf{1}^\top x = x_1`,
  );
  assert.deepEqual(bare.marks, ["right", "wrong here"]);
});
