import assert from "node:assert/strict";
import { test } from "node:test";
import { noDeclarations } from "../../../dist/derivation/declare/declarations";
import { declare } from "../../../dist/derivation/declare/declare";
import { check } from "./check-text";

const draws = "U: matrix d x n, columns u_w, w in Vocab; v: vector d; o in Vocab; w_k in Vocab, k in 1..K";
const [own, drawn] = [String.raw`s_o := \sigma(u_o^\top v)`, String.raw`s_k := \sigma(-u_k^\top v)`];

for (const [name, lines] of [
  ["before", [own, drawn]],
  ["behind", [drawn, own]],
] as const)
  test(`s_o declared ${name} s_k is that of o alone, and s_k holds for all draws`, () => {
    const { definitions } = declare([draws, ...lines].join("\n"), noDeclarations());
    assert.deepEqual([...definitions.keys()].sort(), ["s_*", "s_{o}"]);
    assert.equal(definitions.get("s_*")?.name.indices?.[0].name, "k");
  });

test("\\sigma_o and \\sigma_s of negative samples, said in the text, are two things", () => {
  const { marks } = check(
    String.raw`Let $\sigma_o := \sigma(u_o^\top v_c)$ and $\sigma_s := \sigma(-u_s^\top v_c)$.`,
    String.raw`J_{ns} = -\log \sigma_o - \sum_{s=1}^K \log \sigma_s`,
    String.raw`\frac{\partial J_{ns}}{\partial u_o} = (\sigma_o - 1) v_c`,
    String.raw`\frac{\partial J_{ns}}{\partial u_s} = (1 - \sigma_s) v_c`,
    String.raw`\frac{\partial J_{ns}}{\partial u_o} = (1 - \sigma_o) v_c`,
    String.raw`\frac{\partial J_{ns}}{\partial u_s} = (\sigma_s - 1) v_c`,
  );
  assert.deepEqual(marks, ["definition", "right", "right", "wrong here", "wrong here"]);
});

test("an entry of what is defined for every index is claimed, and not defined anew", () => {
  const { marks } = check(
    String.raw`Let $z \in \mathbb{R}^n$ and $k$ be a class.`,
    String.raw`p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}`,
    String.raw`p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}`,
    String.raw`p_k = \frac{e^{-z_k}}{\sum_j e^{z_j}}`,
  );
  assert.deepEqual(marks, ["definition", "right", "wrong here"]);
});

test("p whose entries the text gives is no free vector beside a one-hot vector", () => {
  const { marks } = check(
    String.raw`Let $z \in \mathbb{R}^K$ and $p_i = e^{z_i} / \sum_j e^{z_j}$ be the entries of $p$.`,
    String.raw`\ell = -\log p_y`,
    String.raw`\frac{\partial \ell}{\partial z} = p - \mathbf{1}_y`,
    String.raw`\frac{\partial \ell}{\partial z} = \mathbf{1}_y - p`,
  );
  assert.deepEqual(marks, ["definition", "right", "wrong here"]);
});
