import assert from "node:assert/strict";
import { test } from "node:test";
import { declare } from "../../../dist/derivation/declare/declare";
import { derive } from "../../../dist/derivation/derivation";

const declared = declare(String.raw`
A, B: matrix n x n, positive semidefinite; P: matrix n x n, positive definite
S: matrix n x n, symmetric; M: matrix n x n; X: matrix m x n
z, x: vector n; v: vector n, nonzero; a: scalar; p: scalar, positive; I: identity n; k, j in 1..n
`);

/** The mark of each claim; of what is not judged, why not. */
function markOf(claim: string): string {
  const { lines, unchecked } = derive(claim, declared);
  return lines.at(0)?.mark ?? unchecked.at(0)?.reason ?? "nothing";
}

const follows = [
  "z^\\top A z \\ge 0",
  "z^\\top (A + B) z \\ge z^\\top B z",
  "z^\\top X^\\top X z \\ge 0",
  "z^\\top M A M^\\top z \\ge 0",
  "(M z)^\\top A M z \\ge 0",
  "\\sum_i \\sum_j z_i A_{ij} z_j \\ge 0",
  "\\sum_i \\sum_j \\sum_k z_i M_{ki} M_{kj} z_j \\ge 0",
  "z^\\top (A \\odot B) z \\ge 0",
  "p z^\\top A^2 z \\ge 0",
  "z^\\top P^{-1} z \\ge 0",
  "v^\\top (A + p I) v > 0",
  "v^\\top v > 0",
  "a^2 \\lVert v \\rVert > -1",
  "\\operatorname{tr}(A) + \\det(A) \\ge 0",
  "A_{kk} \\ge 0",
];
const fails = [
  "z^\\top S z \\ge 0",
  "z^\\top M z \\ge 0",
  "z^\\top A x \\ge 0",
  "z^\\top (A - B) z \\ge 0",
  "z^\\top A B z \\ge 0",
  "a z^\\top A z \\ge 0",
  "z^\\top A z > 0",
  "v^\\top A v > 0",
  "z^\\top X^\\top X x \\ge 0",
  "z^\\top M A M z \\ge 0",
  "\\sum_i \\sum_j z_i A_{ij} x_j \\ge 0",
  "\\sum_i \\sum_j \\sum_k z_i M_{ki} M_{jk} z_j \\ge 0",
];

test("a form of a semidefinite matrix is never negative, however it is written", () => {
  for (const claim of follows) assert.equal(markOf(claim), "right", claim);
});

test("what only looks like a form of a semidefinite matrix has a counterexample", () => {
  for (const claim of fails) assert.equal(markOf(claim), "wrong here", claim);
});

test("a definite form is not called wrong for the vector 0, which its author does not mean", () => {
  assert.match(markOf("z^\\top P z > 0"), /but for a vector that is 0/);
});
