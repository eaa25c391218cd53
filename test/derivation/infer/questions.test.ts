import assert from "node:assert/strict";
import { test } from "node:test";
import { derive } from "../../../dist/derivation/derivation";
import { declare } from "../../../dist/derivation/declare/declare";
import { inferred } from "./section-of";

const byDrawn = String.raw`\frac{\partial J}{\partial u_k} = (1 - \sigma(-u_k^\top v_c)) v_c`;
const loss = String.raw`J = -\log(\sigma(u_o^\top v_c)) - \sum_{k=1}^K \log(\sigma(-u_k^\top v_c))`;

test("whether drawn words repeat is asked once, with both lines, where a gradient by one of them is judged", () => {
  const { questions, declared } = inferred(String.raw`${loss} \\ ${byDrawn}`);
  assert.equal(questions.length, 1);
  const [{ name, readings }] = questions;
  assert.equal(name, "w_k");
  assert.deepEqual(
    readings.map(({ line }) => line),
    ["w_k in Vocab, k in 1..K, distinct, not o", "w_k in Vocab, k in 1..K"],
  );
  const marks = (more: string): string[] =>
    derive(String.raw`${loss} \\ ${byDrawn}`, declare(more, declared)).lines.map(({ mark }) => mark);
  assert.deepEqual(marks(""), ["definition", "right"]);
  assert.deepEqual(marks(readings[1].line), ["definition", "wrong here"], "the answer changes the verdict");
});

test("nothing is asked where the text answers, or where no gradient depends on it", () => {
  const prose = "We draw $K$ words without replacement.";
  assert.deepEqual(inferred(String.raw`${loss} \\ ${byDrawn}`, { prose }).questions, []);
  assert.deepEqual(inferred(String.raw`${loss} \\ \frac{\partial J}{\partial v_c} = 0`).questions, []);
});

test("a capital that may be a number or a matrix is asked about, and the matrix is taken meanwhile", () => {
  const { questions } = inferred(String.raw`A + A = 2 A`);
  assert.deepEqual(
    questions.map(({ name, readings }) => [name, readings.map(({ line }) => line)]),
    [["A", ["A: matrix m x n", "A: scalar"]]],
  );
});

test("a place where an assumed name is used otherwise is shown with the line that was assumed", () => {
  const latex = String.raw`\frac{\partial J}{\partial v_c} = U(\hat{y} - y) \\ \frac{\partial J}{\partial U} = v_c (\hat{y} - y)^\top \\ s = U v_c`;
  const { contradictions } = inferred(latex);
  assert.equal(contradictions.length, 1);
  const [{ line, at, says }] = contradictions;
  assert.ok(["U: matrix d x n, columns u_w, w in Vocab", "v_c: vector d"].includes(line), line);
  assert.equal(at, latex.indexOf("U v_c") + 2);
  assert.match(says, /U.* is d × n and cannot be multiplied by .*v_.*, which is d × 1/);
});
