import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "./check-text";

const said = String.raw`Let $\hat y = \mathrm{softmax}(\theta)$ and $y$ be one-hot at $o$.`;
const [right, wrong] = ["\\hat y - y", "y - \\hat y"].map(
  (side) => String.raw`\frac{\partial J}{\partial \theta} = ${side}`,
);

test("a loss below its gradient with the other sign is the line that is wrong", () => {
  const { marks, assumed } = check(said, right, String.raw`J = \log \hat y_o`);
  assert.deepEqual(marks, ["right", "wrong here"]);
  assert.ok(assumed.includes("J := -\\log(\\hat{y}_o)"), assumed.join("\n"));
});

test("a gradient above its loss is wrong where it does not fit", () => {
  assert.deepEqual(check(said, wrong, String.raw`J = -\log \hat y_o`).marks, ["wrong here", "definition"]);
  assert.deepEqual(check(said, right, wrong, String.raw`J = -\log \hat y_o`).marks, [
    "right",
    "wrong here",
    "definition",
  ]);
});

test("a log-likelihood is no loss: its gradient is judged by it", () => {
  const text = `${said} We maximise the log-likelihood:`;
  assert.deepEqual(check(text, wrong, String.raw`J = \log \hat y_o`).marks, ["right", "definition"]);
  assert.deepEqual(check(text, right, String.raw`J = \log \hat y_o`).marks, ["wrong here", "definition"]);
});
