import assert from "node:assert/strict";
import { test } from "node:test";
import type { DerivedDocument } from "../../../dist/derivation/derive-file";
import { deriveDocument } from "../../../dist/derivation/derive-file";
import { readDocument } from "../../../dist/derivation/documents/read-document";

const derived = (text: string): DerivedDocument => deriveDocument(readDocument("a.tex", text));
const marksIn = ({ derivations }: DerivedDocument): string[] =>
  derivations.flatMap(({ lines }) => lines.map(({ mark }) => mark));
const assumedIn = ({ inference }: DerivedDocument): string[] =>
  inference.sections.flatMap(({ assumed }) => assumed.map(({ line }) => line));

const projection = String.raw`\[ \|x - w w^\top x\|^2 = x^\top x - (w^\top x)^2 \]`;
const length = String.raw`\[ \|A x\|^2 = x^\top x \]`;
const centred = String.raw`\[ \sum_k p_k (a_k - c) = \sum_k p_k a_k - c \]`;

/** What a text says before, or behind, a line that is right only under it. */
const said: [before: string, line: string, behind: string, assumed: RegExp][] = [
  [String.raw`Let $w$ be a unit vector.`, projection, "", /given: w\^\\top w = 1/],
  [String.raw`For a vector $w$ with $w^\top w = 1$ put`, projection, "", /given: w/],
  [String.raw`We choose $w$ subject to $\|w\|_2 = 1$.`, projection, "", /given: .*w.* = 1/],
  [String.raw`Assume that $\|w\|^2 = 1$. Then`, projection, "", /given: .*w.* = 1/],
  [String.raw`Since $\sum_i w_i^2 = 1$ we get`, projection, "", /given: .*w_\{i\}\^\{2\} = 1/],
  ["", projection, String.raw`where $w$ has unit norm.`, /given: w\^\\top w = 1/],
  ["", projection, String.raw`because $w^\top w = 1$.`, /given: w/],
  [
    String.raw`We need \[ \max_w w^\top x \quad \text{s.t.} \quad w^\top w = 1 \]`,
    projection,
    "",
    /given: w/,
  ],
  [String.raw`We are under the constraint \[ w^\top w = 1 \]`, projection, "", /given: w/],
  [String.raw`If $\|w\| = 1$, then`, projection, "", /^$/],
  [String.raw`Let $A$ be orthogonal.`, length, "", /given: A\^\\top A = I/],
  [String.raw`Recall that $A^\top A = I$.`, length, "", /given: A/],
  [String.raw`where the columns of $A$ are orthonormal.`, length, "", /given: A\^\\top A = I/],
  [String.raw`Suppose $\sum_k p_k = 1$.`, centred, "", /given: \\sum_\{k\} p_\{k\} = 1/],
  [String.raw`Let $p$ be a probability distribution.`, centred, "", /given: \\sum_k p_k = 1/],
];

test("a line that follows from what its text gives is right, and without it wrong", () => {
  for (const line of [projection, length, centred]) assert.deepEqual(marksIn(derived(line)), ["wrong here"]);
  for (const [before, line, behind, assumed] of said) {
    const found = derived(`${before}\n${line}\n${behind}`);
    assert.deepEqual(marksIn(found), ["right"], before + behind);
    const given = assumedIn(found).filter((each) => each.startsWith("given"));
    assert.match(given.join("; "), assumed, before + behind);
  }
});

/** What is no condition of the line, though it has the form of one. */
const claimed: [before: string, line: string, behind?: string][] = [
  [String.raw`Since $S$ is symmetric, $w^\top w = 1$.`, projection],
  [String.raw`Hence $w^\top w = 1$.`, projection],
  [String.raw`With $S$ we obtain $w^\top w = 1$.`, projection],
  [String.raw`We show that $w$ is a unit vector.`, projection],
  [String.raw`Assume that $S$ is symmetric; it follows that $w^\top w = 1$.`, projection],
  [String.raw`If $\|w\| = 1$, it is easy. \[ 1 = 1 \] In general`, projection],
  [String.raw`\section{One} Let $w$ be a unit vector. \section{Two}`, projection],
  [String.raw`Let $w$ be a unit vector. \[ w = w \] Now let $w$ be any vector.`, projection],
  ["", projection, String.raw`From here on we use $w$, where $w^\top w = 1$.`],
  [String.raw`Let $A$ be orthogonal to nothing.`, length],
  [String.raw`The rows of $A$ are orthonormal, $A \in \mathbb{R}^{m \times n}$.`, length],
];

test("a claim, another section and another name are no condition", () => {
  for (const [before, line, behind] of claimed) {
    const marks = marksIn(derived(`${before}\n${line}\n${behind ?? ""}`));
    assert.equal(marks.at(-1), "wrong here", before);
  }
  const claim = String.raw`Since $A^\top A = I$, \[ w^\top w = 1 \] ${projection}`;
  assert.deepEqual(marksIn(derived(claim)), ["wrong here", "wrong here"]);
});

test("under what is given a wrong line stays wrong, and so does one before it", () => {
  const text = String.raw`${projection} Let $w$ be a unit vector. \[ \|x - w w^\top x\|^2 = x^\top x + (w^\top x)^2 \]
    \[ w^\top x = 1 \] \[ \frac{\partial}{\partial w} w^\top w = 0 \]`;
  assert.deepEqual(marksIn(derived(text)), ["wrong here", "wrong here", "wrong here", "wrong here"]);
});

test("what may follow from a condition that cannot be used is not judged", () => {
  const found = derived(
    String.raw`Suppose $a + b = 1$. \[ (a + b)(a - b) = a^2 - b^2 \] \[ a^2 - b^2 = a - b \]`,
  );
  assert.deepEqual(marksIn(found), ["right"]);
  assert.match(found.unchecked.at(-1)?.reason ?? "", /may follow from what is given: `a \+ b = 1`/);
});
