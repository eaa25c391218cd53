import assert from "node:assert/strict";
import { test } from "node:test";
import { inferDeclarations } from "../../../dist/derivation/infer/infer";
import { inferred, linesFor, marksFor, sectionOf } from "./section-of";

const presetOf = (latex: string): string | undefined =>
  inferDeclarations({ sections: [sectionOf(latex)] }).preset;

const gradient = String.raw`\frac{\partial J}{\partial v_c} = U(\hat{y} - y)`;

test("the assignment's gradient is judged without a declaration, under the loss of the handout", () => {
  assert.equal(presetOf(gradient), "word2vec");
  assert.deepEqual(linesFor(gradient), [
    "J := -\\log(\\hat{y}_o)",
    "U: matrix d x n, columns u_w, w in Vocab",
    "\\hat{y} := \\operatorname{softmax}(U^{\\top} v_c)",
    "o in Vocab",
    "v_c: vector d",
    "y: one-hot at o",
  ]);
  assert.deepEqual(marksFor(gradient), ["right"]);
  assert.deepEqual(marksFor(gradient.replace("U(", "-U(")), ["wrong here"]);
});

test("words in rows are told from words in columns by what fits", () => {
  const rows = String.raw`\frac{\partial J}{\partial v_c} = U^\top(\hat{y} - y) \\ \frac{\partial J}{\partial U} = (\hat{y} - y) v_c^\top`;
  assert.ok(linesFor(rows).includes("U: matrix n x d, rows u_w, w in Vocab"));
  assert.deepEqual(marksFor(rows), ["right", "right"]);
  const columns = String.raw`${gradient} \\ \frac{\partial J}{\partial U} = v_c (\hat{y} - y)^\top`;
  assert.ok(linesFor(columns).includes("U: matrix d x n, columns u_w, w in Vocab"));
  assert.deepEqual(marksFor(columns), ["right", "right"]);
});

test("a loss is known by its label, by what stands beside it, and with its arguments", () => {
  const sampled = String.raw`\frac{\partial J_{\text{neg-sample}}}{\partial v_c} = (\sigma(u_o^\top v_c) - 1) u_o + \sum_{s=1}^K \sigma(u_{w_s}^\top v_c) u_{w_s}`;
  assert.deepEqual(marksFor(sampled), ["right"]);
  assert.ok(linesFor(sampled).includes("w_s in Vocab, s in 1..K, distinct, not o"));
  const unlabelled = sampled.replace("J_{\\text{neg-sample}}", "J");
  assert.deepEqual(marksFor(unlabelled), ["right"]);
  const applied = gradient.replace("\\partial J}", "\\partial J(v_c, o, U)}");
  assert.deepEqual(marksFor(applied), ["right"]);
});

test("u_k in a sum up to K stands for a drawn word, whatever its letter", () => {
  const latex = String.raw`\frac{\partial J}{\partial v_c} = -(1 - \sigma(u_o^\top v_c)) u_o + \sum_{i=1}^{K} (1 - \sigma(-u_i^\top v_c)) u_i`;
  assert.ok(linesFor(latex).includes("w_i in Vocab, i in 1..K, distinct, not o"), linesFor(latex).join("; "));
  assert.deepEqual(marksFor(latex), ["right"]);
});

test("the number of words may have another letter", () => {
  const latex = String.raw`\hat{y}_o = \frac{\exp(u_o^\top v_c)}{\sum_{w=1}^{W} \exp(u_w^\top v_c)} \\ ${gradient}`;
  assert.ok(linesFor(latex).includes("U: matrix d x W, columns u_w, w in Vocab"), linesFor(latex).join("; "));
  assert.deepEqual(marksFor(latex), ["right", "right"]);
});

test("a window of outside words is added up from the loss of one", () => {
  const over = String.raw`\sum_{-m \le j \le m, j \neq 0}`;
  const latex = ["U", "v_c"]
    .map(
      (by) =>
        String.raw`\frac{\partial J_{\text{skip-gram}}}{\partial ${by}} = ${over} \frac{\partial J(v_c, w_{t+j}, U)}{\partial ${by}}`,
    )
    .join(" \\\\ ");
  assert.deepEqual(marksFor(latex), ["right", "right"]);
});

test("a preset is taken where an author asks for it, and none where none is wanted", () => {
  const latex = String.raw`\sum_w y_w = 1`;
  assert.deepEqual(linesFor(latex), ["y: vector n"]);
  assert.deepEqual(linesFor(latex, { assume: "word2vec" }), ["o in Vocab", "y: one-hot at o"]);
  assert.ok(!linesFor(gradient, { assume: "none" }).some((line) => line.includes("Vocab")));
});

test("logistic regression: the prediction is the sigmoid of the score, and the gradient is judged", () => {
  const latex = String.raw`L = -y \log(\hat{y}) - (1 - y) \log(1 - \hat{y}) \\ \frac{\partial L}{\partial w} = (\hat{y} - y) x \\ \frac{\partial L}{\partial b} = \sigma(w^\top x + b) - y`;
  assert.equal(presetOf(latex), "logistic regression");
  assert.deepEqual(marksFor(latex), ["definition", "right", "right"]);
});

test("softmax regression: a one-hot label makes the gradient of the scores a difference", () => {
  const latex = String.raw`\hat{y} = \operatorname{softmax}(z) \\ L = -\sum_i y_i \log(\hat{y}_i) \\ \frac{\partial L}{\partial z} = \hat{y} - y`;
  assert.equal(presetOf(latex), "softmax regression");
  assert.deepEqual(marksFor(latex), ["definition", "definition", "right"]);
});

test("attention: keys and values are columns, weights a softmax of their products with the query", () => {
  const latex = String.raw`\alpha_i = \frac{\exp(k_i^\top q)}{\sum_j \exp(k_j^\top q)} \\ c = \sum_i \alpha_i v_i \\ \sum_i \alpha_i = 1`;
  assert.equal(presetOf(latex), "attention");
  assert.deepEqual(marksFor(latex), ["definition", "definition", "right"]);
});

test("every line says where it is from", () => {
  const { assumed } = inferred(
    String.raw`${gradient} \\ \frac{\partial J}{\partial u_k} = (\hat{y}_k - y_k) v_c`,
  );
  const from = new Map(assumed.map(({ line, evidence }) => [line, evidence]));
  assert.equal(from.get("v_c: vector d")?.from, "preset");
  assert.match(from.get("v_c: vector d")?.says ?? "", /word2vec/);
  assert.equal(from.get("k in Vocab")?.from, "use");
  assert.match(from.get("k in Vocab")?.says ?? "", /index of `u_\{?k/);
});
