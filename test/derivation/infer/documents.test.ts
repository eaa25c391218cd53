import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { deriveDocument } from "../../../dist/derivation/derive-file";
import type { DerivedDocument } from "../../../dist/derivation/derive-file";
import { readDocument } from "../../../dist/derivation/documents/read-document";
import { inCheckout } from "../../../dist/files/checkout";

const folder = inCheckout("test/derivations");
const derived = (text: string): DerivedDocument => deriveDocument(readDocument("own.tex", text));
const marks = ({ derivations }: DerivedDocument): string[] =>
  derivations.flatMap(({ lines }) => lines.map(({ mark }) => mark));
const assumed = ({ inference }: DerivedDocument): string[] =>
  inference.sections.flatMap(({ forget, assumed: lines }) => [
    ...(forget ? ["forget"] : []),
    ...lines.map(({ line }) => line),
  ]);

test("the write-up gets the same marks without its declarations as with them", () => {
  const declared = readFileSync(path.join(folder, "write-up-mended.tex"), "utf8");
  const bare = declared.replace(/^%%.*$/gm, "");
  assert.deepEqual(marks(derived(bare)), marks(derived(declared)));
  assert.equal(derived(bare).inference.preset, "word2vec");
});

test("what is assumed for a document can be pasted into it, and then nothing more is assumed", () => {
  const bare = readFileSync(path.join(folder, "write-up-mended.tex"), "utf8").replace(/^%%.*$/gm, "");
  const first = derived(bare);
  let text = "";
  let at = 0;
  for (const section of first.inference.sections) {
    const lines = [...(section.forget ? ["forget"] : []), ...section.assumed.map(({ line }) => line)];
    text += `${bare.slice(at, section.at)}\n${lines.map((line) => `%% ${line}\n`).join("")}`;
    at = section.at;
  }
  const again = derived(text + bare.slice(at));
  assert.deepEqual(assumed(again), []);
  assert.deepEqual(marks(again), marks(first));
});

const naive = String.raw`$$ \frac{\partial J}{\partial v_c} = U(\hat{y} - y) $$`;
const sampled = String.raw`$$ \frac{\partial J}{\partial v_c} = (\sigma(u_o^\top v_c) - 1) u_o + \sum_{k=1}^K \sigma(u_k^\top v_c) u_k $$`;

test("one J is the loss of softmax in one part and of negative sampling in the next", () => {
  const found = derived(`\\section{Naive softmax}\n${naive}\n\\section{Negative sampling}\n${sampled}`);
  assert.deepEqual(marks(found), ["right", "right"]);
  assert.equal(found.inference.sections.length, 2);
  assert.ok(found.inference.sections[1].forget);
});

test("parts in which every name means the same share their assumptions", () => {
  const found = derived(
    `(b) ${naive}\n\n(c) $$ \\frac{\\partial J}{\\partial u_w} = (\\hat{y}_w - y_w) v_c $$`,
  );
  assert.deepEqual(marks(found), ["right", "right"]);
  assert.equal(found.inference.sections.length, 1);
});

test("a definition in the text, or below the line that needs it, is assumed before it", () => {
  const inText = String.raw`We minimise $L = \lVert A x - c \rVert^2$. $$ \frac{\partial L}{\partial x} = 2 A^\top (A x - c) $$`;
  assert.ok(assumed(derived(inText)).some((line) => line.startsWith("L := ")));
  assert.deepEqual(marks(derived(inText)), ["right"]);
  const below = String.raw`$$ \frac{\partial L}{\partial x} = 2 A^\top (A x - c) $$ where $$ L = \lVert A x - c \rVert^2 $$`;
  assert.deepEqual(marks(derived(below)), ["right", "definition"]);
});

test("what prose says of a size is taken, and its place is told", () => {
  const text = String.raw`Let $A \in \mathbb{R}^{p \times q}$. $$ \frac{\partial}{\partial x} \lVert A x \rVert^2 = 2 A^\top A x $$`;
  const found = derived(text);
  assert.deepEqual(assumed(found), ["A: matrix p x q", "x: vector q"]);
  const [{ evidence }] = found.inference.sections[0].assumed;
  assert.deepEqual(evidence, {
    from: "text",
    at: text.indexOf("$A"),
    says: String.raw`$A \in \mathbb{R}^{p \times q}$`,
  });
  assert.deepEqual(marks(found), ["right"]);
});

test("declarations of the author stay, and what they leave is fitted to them", () => {
  const found = derived(`%% v_c: vector p\n${naive}`);
  assert.ok(assumed(found).includes("U: matrix p x n, columns u_w, w in Vocab"), assumed(found).join("; "));
  assert.deepEqual(marks(found), ["right"]);
});

test("the author can name the notation to assume", () => {
  const none = derived(`%% assume: none\n${naive}`);
  assert.equal(none.inference.preset, undefined);
  assert.deepEqual(marks(none), []);
  assert.match(none.unchecked[0].reason, /^nothing says what `.+` is: define it/);
  assert.equal(derived(`%% assume: word2vec\n$$ \\sum_w y_w = 1 $$`).inference.preset, "word2vec");
});

test("a chain of definitions in the text is followed as far as the displays need it", () => {
  const text = String.raw`$z_1 = W_1 x + b_1$, $h = \sigma(z_1)$, $\theta = W_2 h + b_2$, $\hat y = \operatorname{softmax}(\theta)$, $t = 3$.
$$ J = -\sum_{i} y_i \log \hat y_i $$ $$ \sum_i \hat y_i = 1 $$`;
  const found = derived(text);
  assert.deepEqual(marks(found), ["definition", "right"]);
  const lines = assumed(found);
  for (const line of ["W_1: matrix m x d", "W_2: matrix n x m", "x: vector d", "z_1 := W_1 x + b_1"])
    assert.ok(lines.includes(line), `${line} is not among ${lines.join("; ")}`);
  assert.ok(!lines.some((line) => line.startsWith("t")), "t is not spoken of");
});

test("a loss that a part defines is applied to other words in the next", () => {
  const text = String.raw`$$ J = -u_o^\top v_c + \log \sum_{w \in V} \exp(u_w^\top v_c) $$
In total
$$ \frac{\partial J_{\text{skip-gram}}}{\partial v_c} = \sum_{-m \le j \le m, j \neq 0} \frac{\partial J(v_c, w_{t+j}, U)}{\partial v_c} $$`;
  assert.deepEqual(marks(derived(text)).at(-1), "right");
});

test("two notations in one document are each known where they stand", () => {
  const text = String.raw`${naive} GloVe: $$ f = (w_i^\top \tilde{w}_j + b_i + \tilde{b}_j - \log X_{ij})^2 $$
$$ \frac{\partial f}{\partial b_i} = 2 (w_i^\top \tilde{w}_j + b_i + \tilde{b}_j - \log X_{ij}) $$`;
  assert.deepEqual(marks(derived(text)), ["right", "definition", "right"]);
});
