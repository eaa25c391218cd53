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
