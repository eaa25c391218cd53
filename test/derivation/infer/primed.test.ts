import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveDocument } from "../../../dist/derivation/derive-file";
import { readDocument } from "../../../dist/derivation/documents/read-document";
import { givenMarks } from "../marks";

const check = (text: string): { marks: string[]; assumed: string[]; questions: string[][] } => {
  const { inference } = deriveDocument(readDocument("primes.tex", text));
  return {
    marks: givenMarks("primes.tex", text).map(({ mark }) => mark),
    assumed: inference.sections.flatMap(({ assumed }) => assumed.map(({ line }) => line)),
    questions: inference.sections.flatMap(({ questions }) =>
      questions.map(({ readings }) => readings.map(({ line }) => line)),
    ),
  };
};

test("primes transpose where the lines fit only so, and this is said", () => {
  const { marks, assumed, questions } = check(String.raw`Let $z = U'v_c$ and $\hat y = \mathrm{softmax}(z)$.
$$ J = -u_o'v_c + \log\sum_{w'} \exp(u_{w'}'v_c) $$
$$ \frac{\partial J}{\partial U} = v_c(\hat y - y)' $$ $$ \frac{\partial J}{\partial U} = v_c(\hat y + y)' $$`);
  assert.deepEqual(marks, ["definition", "right", "wrong here"]);
  assert.equal(assumed[0], "primes: transpose");
  assert.equal(
    questions.some((lines) => lines.includes("primes: names")),
    false,
  );
});

test("where names of their own fit as well, one question has both lines", () => {
  const { marks, questions } = check(String.raw`Let $S(\beta) = (y - X\beta)'(y - X\beta)$.
$$ \frac{\partial S}{\partial \beta} = -2X'y + 2X'X\beta $$
$$ \frac{\partial^2 S}{\partial\beta\,\partial\beta'} = 2X'X $$ $$ \frac{\partial^2 S}{\partial\beta\,\partial\beta'} = 2XX' $$`);
  assert.deepEqual(marks, ["right", "right", "wrong here"]);
  assert.deepEqual(
    questions.filter((lines) => lines.includes("primes: names")),
    [["primes: transpose", "primes: names"]],
  );
});

test("a primed name that the text defines is a name, and primes of functions are derivatives", () => {
  const { marks, assumed } = check(String.raw`Let $x' = x + \epsilon$ and $f(x) = x^2$.
$$ f(x') - f(x) = 2\epsilon x + \epsilon^2 $$ $$ f'(x) = 2x $$
$$ \sigma'(x) = \sigma(x)(1 + \sigma(x)) $$`);
  assert.deepEqual(marks, ["right", "right", "wrong here"]);
  assert.equal(assumed.includes("primes: transpose"), false);
});

test("beside another sign of transposes, primes are names", () => {
  const { assumed } = check(String.raw`$$ J = -\log \sigma({u'_o}^\top v_c) $$
$$ \frac{\partial J}{\partial v_c} = -(1 - \sigma({u'_o}^\top v_c)) u'_o $$`);
  assert.equal(assumed.includes("primes: transpose"), false);
});

test("primes can be declared either way", () => {
  const text = (line: string): string => String.raw`%% ${line}
%% X: matrix n x d; b: vector d
$$ b'X'X b = \|Xb\|^2 $$`;
  assert.deepEqual(check(text("primes: transpose")).marks, ["right"]);
  assert.notDeepEqual(check(text("primes: names")).marks, ["right"]);
});
