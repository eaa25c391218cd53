import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveFile } from "../../../dist/derivation/derive-file";

const marks = (text: string): string[] =>
  deriveFile(text).flatMap(({ lines }) => lines.map(({ mark }) => mark));

test("examples are counted above their letters: x^{(i)} is a column, y^{(i)} a number", () => {
  const text = String.raw`
    $$ \hat{y}^{(i)} = \sigma(w^\top x^{(i)} + b) $$
    $$ J = -\frac{1}{m} \sum_{i=1}^m \left[ y^{(i)} \log \hat{y}^{(i)} + (1 - y^{(i)}) \log(1 - \hat{y}^{(i)}) \right] $$
    $$ \frac{\partial J}{\partial w} = \frac{1}{m} \sum_{i=1}^m (\hat{y}^{(i)} - y^{(i)}) x^{(i)} $$
    $$ \frac{\partial J}{\partial w_j} = \frac{1}{m} \sum_{i=1}^m (\hat{y}^{(i)} - y^{(i)}) x_j^{(i)} $$
    $$ \frac{\partial J}{\partial b} = \frac{1}{m} \sum_{i=1}^m (y^{(i)} - \hat{y}^{(i)}) $$`;
  assert.deepEqual(marks(text), ["definition", "definition", "right", "right", "wrong here"]);
});

test("layers are told apart above their letters", () => {
  const text = String.raw`
    $$ z^{[1]} = W^{[1]} x + b^{[1]} $$
    $$ a^{[1]} = \sigma(z^{[1]}) $$
    $$ \hat{y} = W^{[2]} a^{[1]} + b^{[2]} $$
    $$ J = \frac12 \|\hat y - y\|^2 $$
    $$ \frac{\partial J}{\partial W^{[2]}} = (\hat y - y) a^{[1]\top} $$
    $$ \frac{\partial J}{\partial b^{[2]}} = y - \hat y $$`;
  const definitions = Array.from({ length: 4 }, () => "definition");
  assert.deepEqual(marks(text), [...definitions, "right", "wrong here"]);
});

test("a state beside the one before it is a name of its own", () => {
  const text = String.raw`
    $$ h_t = \tanh(W h_{t-1} + U x_t + b) $$
    $$ \frac{\partial h_t}{\partial h_{t-1}} = W^\top \operatorname{diag}(1 - h_t \odot h_t) $$
    $$ \frac{\partial h_t}{\partial h_{t-1}} = \operatorname{diag}(1 - h_t \odot h_t) W $$`;
  assert.deepEqual(marks(text), ["definition", "right", "wrong here"]);
});

test("steps in time are told apart below their letters, and y_{t,i} is an entry of y_t", () => {
  const text = String.raw`
    $$ h_t = \tanh(W h_{t-1} + U x_t) $$ $$ z_t = V h_t $$ $$ \hat{y}_t = \operatorname{softmax}(z_t) $$
    $$ J_t = -\sum_i y_{t,i} \log \hat{y}_{t,i} $$
    $$ \frac{\partial J_t}{\partial z_t} = \hat{y}_t - y_t $$
    $$ \frac{\partial J_t}{\partial z_{t,i}} = \hat{y}_{t,i} - y_{t,i} $$
    $$ \frac{\partial J_t}{\partial z_{t,i}} = y_{t,i} - \hat{y}_{t,i} $$
    $$ \frac{\partial J_t}{\partial V} = (\hat{y}_t - y_t) h_t^\top $$
    $$ \frac{\partial J_t}{\partial V} = h_t (\hat{y}_t - y_t)^\top $$`;
  const definitions = Array.from({ length: 4 }, () => "definition");
  const claims = ["right", "right", "wrong here", "right", "wrong here"];
  assert.deepEqual(marks(text), [...definitions, ...claims]);
});

test("a gate has the letter of its weights, and what it stands in keeps the other gates fixed", () => {
  const text = String.raw`
    $$ f_t = \sigma(W_f x_t + U_f h_{t-1} + b_f) $$ $$ i_t = \sigma(W_i x_t + U_i h_{t-1} + b_i) $$
    $$ c_t = f_t \odot c_{t-1} + i_t $$
    $$ \frac{\partial c_t}{\partial f_t} = \operatorname{diag}(c_{t-1}) $$
    $$ \frac{\partial c_t}{\partial f_t} = \operatorname{diag}(c_{t-1} + i_t) $$
    $$ \frac{\partial c_t}{\partial b_f} = \operatorname{diag}(f_t \odot (1 - f_t) \odot c_{t-1}) $$
    $$ \frac{\partial c_t}{\partial b_f} = \operatorname{diag}(f_t \odot (1 - i_t) \odot c_{t-1}) $$`;
  const definitions = Array.from({ length: 3 }, () => "definition");
  assert.deepEqual(marks(text), [...definitions, "right", "wrong here", "right", "wrong here"]);
});

test("a name that holds all that its whole depends on is not differentiated by", () => {
  const text = String.raw`%% x: vector d
    $$ z := x \odot x $$ $$ J := z^\top x $$ $$ \frac{\partial J}{\partial z} = x $$`;
  assert.deepEqual(marks(text), ["definition", "definition", "malformed"]);
});
