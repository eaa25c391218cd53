import assert from "node:assert/strict";
import { test } from "node:test";
import { plain, checkLines, words } from "../declared";

test("hypotheses that no test point satisfies decide nothing, not even an equation that is wrong", () => {
  const [line] = checkLines(`${words}; o != o`, "u_o^\\top v_c = 1 + u_o^\\top v_c");
  assert.equal(line.mark, "not decided");
  assert.match(plain(line.says), /no test point satisfies the hypotheses/);
});

test("an equation without a value at any point is not decided", () => {
  const [line] = checkLines("x: scalar", "\\log(-e^x) = \\log(-e^x)");
  assert.equal(line.mark, "not decided");
  assert.match(plain(line.says), /no value at any point/);
});

test("what numbers agree on and no proof is found for is not decided, and says so", () => {
  const [line] = checkLines("x: scalar", "\\log(1 + x^2) + \\log(2 + x^2) = \\log((1 + x^2)(2 + x^2))");
  if (line.mark === "right") assert.equal(line.checks?.proof.verdict, "passed");
  else assert.match(plain(line.says), /but not proved/);
});

test("sums within sums that would take too long are not decided", () => {
  const sums = ["i", "j", "k", "l", "p", "q", "r", "s"].map((index) => `\\sum_{${index}=1}^m`).join(" ");
  const term = "z_i z_j z_k z_l z_p z_q z_r z_s";
  const [line] = checkLines("z: vector m", `${sums} ${term} = (\\sum_{i=1}^m z_i)^8`);
  assert.ok(["right", "not decided"].includes(line.mark), `${line.mark}: ${plain(line.says)}`);
});
