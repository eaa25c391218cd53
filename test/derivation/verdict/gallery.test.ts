import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, checkLines, checkMarks, naive } from "../declared";

const mistakes: [name: string, latex: string, repair: string][] = [
  [
    "a transpose too much",
    "\\frac{\\partial J}{\\partial v_c} = U^\\top (\\hat{y} - y)",
    "remove the `\\top` of `U`",
  ],
  [
    "the term of o forgotten",
    "\\frac{\\partial J}{\\partial v_c} = U \\hat{y}",
    "the term `- u_{o}` is missing after `U \\hat{y}`",
  ],
  [
    "U forgotten",
    "\\frac{\\partial J}{\\partial v_c} = \\hat{y} - y",
    "the factor `U` is missing before `\\hat{y} - y`",
  ],
  [
    "1 for an indicator",
    "\\frac{\\partial J}{\\partial u_w} = (\\hat{y}_w - 1) v_c",
    "`1` should be `\\mathbb{1}_{w = o}`",
  ],
  [
    "a sign",
    "\\frac{\\partial J}{\\partial U} = v_c (y - \\hat{y})^\\top",
    "`y - \\hat{y}` should be `\\hat{y} - y`",
  ],
];

for (const [name, latex, repair] of mistakes) {
  test(`a classic mistake is refuted and repaired: ${name}`, () => {
    const [line] = checkLines(naive, latex);
    assert.equal(line.mark, "wrong here");
    assert.equal(plain(line.repair?.says), repair);
  });
}

test("a sign of an elementwise product that is missing is the repair, and no other hint contradicts it", () => {
  const latex = "\\frac{\\partial}{\\partial z} r^\\top \\sigma(z) = r \\sigma'(z)";
  const [line] = checkLines("z: vector d; r: vector d", latex);
  assert.equal(line.mark, "wrong here");
  assert.equal(plain(line.repair?.says), "`r \\sigma'(z)` should be `r \\odot \\sigma'(z)`");
  assert.equal(line.hint, undefined);
});

test("(f) with negatives drawn anew for every context word is proved for any draws, repeats and o included", () => {
  const under = String.raw`U: matrix d x n, columns u_w, w in Vocab; v_c: vector d; x in Vocab
    w_{jk} in Vocab, j in 1..M, k in 1..K; w_{t+j} in Vocab, j in 1..M`;
  const latex = String.raw`
    J_j &= -\log(\sigma(u_{w_{t+j}}^\top v_c)) - \sum_{k=1}^K \log(\sigma(-u_{w_{jk}}^\top v_c)) \\
    L &= \sum_{j=1}^M J_j \\
    \frac{\partial L}{\partial v_c} &= \sum_{j=1}^M \frac{\partial J_j}{\partial v_c} \\
    &= \sum_{j=1}^M (-(1 - \sigma(u_{w_{t+j}}^\top v_c)) u_{w_{t+j}} + \sum_{k=1}^K \sigma(u_{w_{jk}}^\top v_c) u_{w_{jk}}) \\
    \frac{\partial L}{\partial u_x} &= \sum_{j=1}^M (-\mathbb{1}_{w_{t+j} = x} (1 - \sigma(u_x^\top v_c)) v_c
      + \sum_{k=1}^K \mathbb{1}_{w_{jk} = x} \sigma(u_x^\top v_c) v_c)`;
  assert.deepEqual(checkMarks(under, latex), ["definition", "definition", "right", "right", "right"]);
});

test("a window may be written as offsets from -m to m without 0", () => {
  const under = String.raw`U: matrix d x n, columns u_w, w in Vocab; v_c: vector d; o in Vocab
    w_{t+j} in Vocab, j in -m..m
    J(v_c, o, U) := -u_o^\top v_c + \log(\sum_w \exp(u_w^\top v_c))`;
  const offsets = String.raw`\sum_{-m \le j \le m, j \neq 0}`;
  const latex = String.raw`L = ${offsets} J(v_c, w_{t+j}, U) \\
    \frac{\partial L}{\partial U} = ${offsets} \frac{\partial J(v_c, w_{t+j}, U)}{\partial U}`;
  assert.deepEqual(checkMarks(under, latex), ["definition", "right"]);
});
