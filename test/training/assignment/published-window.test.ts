import assert from "node:assert/strict";
import { test } from "node:test";
import { inCheckout } from "../../../dist/files/checkout";
import { naiveSoftmaxLoss, skipGram, zeroGradient } from "../../../dist/model/skip-gram";
import { readPublishedWindow } from "../../../dist/training/assignment/published-window";

const file = inCheckout("test/reference/skipgram_2019.json");

test("the published window of naive softmax has the loss that the program prints, and draws nothing", () => {
  const { window, parameters, negatives } = readPublishedWindow(file, "softmax");
  const loss = skipGram(window, parameters, naiveSoftmaxLoss, zeroGradient(parameters));
  assert.equal(loss.toFixed(3), "11.166");
  assert.deepEqual(negatives, []);
});

test("the published window of negative sampling has ten negatives for each outside word", () => {
  const { window, negatives } = readPublishedWindow(file, "negsamp");
  assert.deepEqual(
    negatives.map(({ length }) => length),
    Array.from({ length: window.size }, () => 10),
  );
});
