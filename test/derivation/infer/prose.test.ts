import assert from "node:assert/strict";
import { test } from "node:test";
import { factsIn } from "../../../dist/derivation/infer/prose";
import { linesFor } from "./section-of";

const lines = (text: string): string[] => factsIn([{ at: 0, text }]).map(({ line }) => line);

const told: [text: string, line: string][] = [
  [String.raw`Let $x \in \mathbb{R}^d$ be given.`, "x: vector d"],
  [String.raw`Let $a, b \in \mathbb R^{n}$.`, "a, b: vector n"],
  [String.raw`with $\lambda \in \mathbb{R}$`, "\\lambda: scalar"],
  [String.raw`and $W \in \mathbb{R}^{m \times n}$`, "W: matrix m x n"],
  [String.raw`and $s \in \mathbb{R}_{>0}$`, "s: scalar, positive"],
  [String.raw`a column $\boldsymbol{v}_c \in \R^{d \times 1}$`, "v_c: vector d"],
  [String.raw`where $U$ is a $d \times n$ matrix`, "U: matrix d x n"],
  [String.raw`for the $m \times n$ matrix $A$`, "A: matrix m x n"],
  [String.raw`where $y$ is a one-hot vector with a 1 at index $o$`, "y: one-hot at o"],
  [String.raw`where $x$ is a vector of length $n$`, "x: vector n"],
  [String.raw`$z$ is a $d$-dimensional vector`, "z: vector d"],
  [String.raw`for a scalar $t$`, "t: scalar"],
  [String.raw`with $\sigma_0 > 0$`, "\\sigma_0: scalar, positive"],
  [String.raw`for $k = 1, \ldots, K$`, "k in 1..K"],
  [String.raw`for $i \in \{1, \dots, n\}$`, "i in 1..n"],
];

test("declarations in words are understood", () => {
  for (const [text, line] of told) assert.deepEqual(lines(text), [line], text);
});

test("words that declare nothing declare nothing", () => {
  for (const text of [
    String.raw`Since $y_w = 1$ if and only if $w = o$`,
    "the price is $5 and $7",
    "$x$ grows",
    "for all $f \\in C$",
  ])
    assert.deepEqual(lines(text), [], text);
});

test("what the text says holds before what the use suggests, and its place is told", () => {
  const prose = String.raw`Let $x \in \mathbb{R}^p$ and let $A$ be a $q \times p$ matrix.`;
  const latex = String.raw`\frac{\partial}{\partial x} \lVert A x \rVert^2 = 2 A^\top A x`;
  assert.deepEqual(linesFor(latex, { prose }), ["A: matrix q x p", "x: vector p"]);
});

test("a long text without a full stop takes time in proportion", () => {
  const begun = process.cpuUsage();
  factsIn([{ at: 0, text: "and then $x$ is put beside it ".repeat(600) }]);
  const { user, system } = process.cpuUsage(begun);
  assert.ok((user + system) / 1e6 < 2, `${(user + system) / 1e6} CPU seconds`);
});
