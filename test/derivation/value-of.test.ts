import assert from "node:assert/strict";
import { test } from "node:test";
import { derivation } from "../../dist/derivation/derivation";
import { valueOf } from "../../dist/derivation/value-of";
import { fromRows } from "../../dist/model/matrix";

const declarations = String.raw`U: matrix d x n, columns u_w, w in Vocab
  v_c: vector d; o in Vocab; w_k in Vocab, k in 1..K; o_j in Vocab, j in 1..m; w_{jk} in Vocab, j in 1..m, k in 1..K`;
const U = fromRows([[1, 2, 3], [4, 5, 6]]); // prettier-ignore
const vc = Float64Array.of(10, 1);

test("valueOf gives a line's right side in the shape it has, ids counted from 0", () => {
  const scores = derivation(declarations)`U^\top v_c &= U^\top v_c \\ u_o^\top v_c &= v_c^\top u_o`;
  const whole = valueOf(scores, 1, { values: { U, v_c: vc } });
  assert.deepEqual(whole, { rows: 3, cols: 1, data: Float64Array.of(14, 25, 36) });
  assert.deepEqual([...valueOf(scores, 2, { values: { U, v_c: vc }, ids: { o: 2 } }).data], [36]);
});

test("valueOf sums over draws, repeats as often as they were drawn", () => {
  const sum = derivation(declarations)`\sum_{k=1}^K u_k &= \sum_{k=1}^K u_{w_k}`;
  assert.deepEqual([...valueOf(sum, 1, { values: { U }, draws: { w_k: [1, 1, 2] } }).data], [7, 16]);
});

test("valueOf takes a row of draws for each first index", () => {
  const sum = derivation(
    declarations,
  )`\sum_{j=1}^m \sum_{k=1}^K u_{w_{jk}} &= \sum_{k=1}^K \sum_{j=1}^m u_{w_{jk}}`;
  assert.deepEqual([...valueOf(sum, 1, { values: { U }, draws: { w_jk: [[0, 1], [2, 2], [0, 0]] } }).data], [11, 29]); // prettier-ignore
});

test("valueOf refuses a line that is not there, and values that do not fit", () => {
  const line = derivation(declarations)`U^\top v_c &= U^\top v_c`;
  assert.throws(
    () => valueOf(line, 2, { values: {} }),
    /requires a line from 1 to 1 that can be read, got 2/,
  );
  assert.throws(
    () => valueOf(line, 1, { values: { W: U } }),
    /requires a declared variable, one of U, v_\{c\}, got W/,
  );
  const short = { U, v_c: Float64Array.of(1) };
  assert.throws(() => valueOf(line, 1, { values: short }), /requires d = 2 in v_c, got 1/);
  assert.throws(() => valueOf(line, 1, { values: { U }, draws: { z_k: [0] } }), /declared draws, got z_k/);
  assert.throws(() => valueOf(line, 1, { values: { U } }), /v_\{c\} has no value/);
});

test("valueOf sums over a window of 2m offsets without the middle one, however it says so", () => {
  const window = derivation(
    String.raw`U: matrix d x n, columns u_w, w in Vocab; w_{t+j} in Vocab, j in 1..2m`,
  )`
    \sum_{-m \le j \le m, j \ne 0} u_{w_{t+j}} &= \sum_{-m \le j \le m, j \ne 0} u_{w_{t+j}}`;
  assert.equal(window.lines[0].mark, "right");
  assert.deepEqual([...valueOf(window, 1, { values: { U }, draws: { w_j: [0, 2, 2, 1] } }).data], [9, 21]);
});
