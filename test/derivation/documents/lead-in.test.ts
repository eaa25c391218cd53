import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveDocument } from "../../../dist/derivation/derive-file";
import { readDocument } from "../../../dist/derivation/documents/read-document";

const declared = String.raw`%% U: matrix d x n, columns u_w, w in Vocab; v: vector d; o, w in Vocab
%% J := -u_o^\top v + \log(\sum_{x \in Vocab} \exp(u_x^\top v)); \hat{y} := \operatorname{softmax}(U^\top v)
`;
const marks = (text: string): string[] =>
  deriveDocument(readDocument("a.tex", declared + text)).derivations.flatMap(({ lines }) =>
    lines.map(({ mark }) => mark),
  );

test("a condition that leads in a display holds for it, and not for the next one", () => {
  const line = String.raw`\[ \frac{\partial J}{\partial u_w} = \hat{y}_w v \]`;
  assert.deepEqual(marks(line), ["wrong here"]);
  assert.deepEqual(marks(`For $w \\neq o$ we get\n${line}\n`), ["right"]);
  assert.deepEqual(marks(`If $w \\neq o$,\n${line}\nNow the rest.\n${line}`), ["right", "wrong here"]);
});

test("an equality that leads in a display puts one index in the place of the other", () => {
  const line = String.raw`$$ \frac{\partial J}{\partial u_w} = (\hat{y}_o - 1) v $$`;
  assert.deepEqual(marks(`When $w = o$: ${line}`), ["right"]);
  assert.deepEqual(marks(`We know $w = o$ from above. ${line}`), ["wrong here"]);
});

test("a heading or a label that is a condition holds for what stands below it, until words tell of all together", () => {
  const line = String.raw`\[ \frac{\partial J}{\partial u_w} = \hat{y}_w v \]`;
  const other = String.raw`\[ \frac{\partial J}{\partial u_w} = (\hat{y}_w - 1) v \]`;
  const label = (text: string): string => `\\textbf{Case ${text}}`;
  assert.deepEqual(marks(`${label("1: $w \\neq o$")}\n${line}\n${label("2: $w = o$")}\n${other}`), [
    "right",
    "right",
  ]);
  assert.deepEqual(marks(`When w != o:\n${line}\nWhen w == o:\n${line}`), ["right", "wrong here"]);
  assert.deepEqual(marks(`${label("1: $w = o$")}\nWe find\n${other}\nIn general we have\n${other}`), [
    "right",
    "wrong here",
  ]);
  assert.deepEqual(marks(`${label("1: $w = o$")}\n\\section{All words}\n${other}`), ["wrong here"]);
});

test("a zero in the place of the index o is a slip", () => {
  const line = String.raw`$$ \frac{\partial J}{\partial u_w} = \hat{y}_w v $$`;
  assert.deepEqual(marks(`1. $w \\neq 0$: ${line}`), ["right"]);
});
