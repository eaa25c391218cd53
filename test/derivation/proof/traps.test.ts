import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hypothesis } from "../../../dist/derivation/proof/assumptions";
import { different, distinct, notDrawn, oneHot, positive } from "../../../dist/derivation/proof/assumptions";
import { prove } from "../../../dist/derivation/proof/prove";
import type { Scalar } from "../../../dist/derivation/proof/scalar";
import {
  add,
  delta,
  derivative,
  divide,
  entry,
  exp,
  index,
  log,
  multiply,
  negate,
  number,
  power,
  sample,
  sigmoid,
  size,
  subtract,
  sum,
} from "../../../dist/derivation/proof/scalar";

const [zero, one, two] = [number(0), number(1), number(2)];
const [a, b] = [entry("a"), entry("b")];
const x = (at: string): Scalar => entry("x", at);
const indices = { i: "d", j: "d", k: "n", o: "n", c: "n", e: "K", f: "K", "?0": "d", "#00": "d" };
const draws = {
  t: { over: ["K"], into: "n" },
  next: { over: ["n"], into: "n" },
  s: { over: ["K", "K"], into: "n" },
};

function verdict(left: Scalar, right: Scalar, ...hypotheses: Hypothesis[]): string {
  return prove(left, right, { indices, draws, hypotheses }).verdict;
}

function proves(left: Scalar, right: Scalar, ...hypotheses: Hypothesis[]): void {
  assert.equal(verdict(left, right, ...hypotheses), "proved");
}

function doesNotProve(left: Scalar, right: Scalar, ...hypotheses: Hypothesis[]): void {
  assert.equal(verdict(left, right, ...hypotheses), "not proved");
}

const squareRoot = (of: Scalar): Scalar => exp(multiply(number(1, 2), log(of)));

test("√(a²) is a only if a is positive", () => {
  doesNotProve(squareRoot(power(a, 2)), a);
  proves(squareRoot(power(a, 2)), a, positive("a"));
});

test("√(a² b) is a √b only if a is positive", () => {
  doesNotProve(squareRoot(multiply(power(a, 2), b)), multiply(a, squareRoot(b)));
  proves(squareRoot(multiply(power(a, 2), b)), multiply(a, squareRoot(b)), positive("a"));
});

test("√(a b) is not split, since both may be negative", () => {
  doesNotProve(squareRoot(divide(a, b)), divide(squareRoot(multiply(a, b)), b));
  proves(squareRoot(divide(a, b)), divide(squareRoot(multiply(a, b)), b), positive("a"), positive("b"));
});

test("logarithms and sums that are divided by may be negative", () => {
  const factor = power(log(a), 2);
  doesNotProve(squareRoot(multiply(factor, b)), multiply(log(a), squareRoot(b)));
  const whole = add(one, a);
  doesNotProve(squareRoot(divide(b, whole)), divide(squareRoot(multiply(b, whole)), whole));
  proves(squareRoot(divide(b, whole)), divide(squareRoot(multiply(b, whole)), whole), positive("a"));
});

test("√(c/s³) s is √(c/s) only if s is positive", () => {
  const claim = (s: Scalar): [Scalar, Scalar] => {
    const c = entry("c");
    return [multiply(squareRoot(multiply(c, power(s, -3))), s), squareRoot(divide(c, s))];
  };
  doesNotProve(...claim(add(one, a)));
  proves(...claim(add(one, a)), positive("a"));
  doesNotProve(...claim(subtract(a, b)), positive("a"), positive("b"));
});

test("sums over different ranges must all vanish", () => {
  const vanishing = sum("i", "d", subtract(add(sigmoid(x("i")), sigmoid(negate(x("i")))), one));
  proves(vanishing, zero);
  doesNotProve(add(vanishing, sum("k", "n", x("k"))), zero);
  doesNotProve(add(vanishing, a), zero);
});

test("an indicator is looked at in both cases", () => {
  const ifSame = multiply(delta("k", "o"), x("k"));
  const ifDifferent = multiply(subtract(one, delta("k", "o")), x("k"));
  doesNotProve(ifSame, zero);
  doesNotProve(ifDifferent, zero);
  proves(ifSame, zero, different("k", "o"));
  doesNotProve(ifDifferent, zero, different("k", "o"));
});

test("two indicators are looked at in all cases", () => {
  const both = multiply(delta("k", "o"), delta("o", "c"));
  proves(both, multiply(delta("k", "o"), delta("k", "c")));
  proves(multiply(delta("k", "o"), delta("k", "c")), zero, different("o", "c"));
  doesNotProve(both, multiply(delta("k", "o"), x("c")));
  doesNotProve(both, delta("k", "c"));
});

test("an index that nothing depends on still counts", () => {
  proves(sum("i", "n", a), multiply(size("n"), a));
  doesNotProve(sum("i", "n", a), a);
  doesNotProve(size("n"), size("d"));
  doesNotProve(sum("i", "n", sum("j", "n", one)), size("n"));
  proves(divide(sum("i", "n", one), size("n")), one);
});

test("bound names are not captured", () => {
  const total = sum("i", "d", x("i"));
  proves(multiply(total, total), sum("i", "d", multiply(x("i"), total)));
  doesNotProve(multiply(total, total), sum("i", "d", power(x("i"), 2)));
  proves(multiply(x("i"), total), sum("j", "d", multiply(x("i"), x("j"))));
  doesNotProve(multiply(x("i"), total), sum("i", "d", power(x("i"), 2)));
  proves(derivative(sum("i", "d", power(x("i"), 2)), "x", "i"), multiply(two, x("i")));
  proves(sum("i", "d", derivative(power(x("i"), 2), "x", "i")), multiply(two, total));
  proves(exp(multiply(total, exp(total))), exp(sum("j", "d", multiply(x("j"), exp(total)))));
});

test("names that look like the prover's own are names like any other", () => {
  for (const name of ["?0", "#00"]) {
    doesNotProve(sum("i", "d", multiply(x("i"), delta("i", name))), sum("i", "d", x("i")));
    proves(sum("i", "d", multiply(x("i"), delta("i", name))), x(name));
    doesNotProve(sum("i", "d", subtract(x("i"), x(name))), zero);
  }
});

test("ranges are told apart", () => {
  doesNotProve(sum("i", "d", multiply(delta("i", "o"), x("i"))), x("o"));
  doesNotProve(multiply(delta("i", "o"), x("i")), multiply(delta("i", "o"), x("o")));
  doesNotProve(sum("i", "n", x("i")), sum("i", "d", x("i")));
  doesNotProve(entry("x", sample("t", "i")), entry("x", sample("t", "i")));
});

test("only sums over the same range are exchanged", () => {
  const A = (row: string, column: string): Scalar => entry("A", row, column);
  proves(sum("i", "d", sum("j", "d", A("i", "j"))), sum("i", "d", sum("j", "d", A("j", "i"))));
  doesNotProve(sum("i", "d", sum("j", "n", A("i", "j"))), sum("i", "d", sum("j", "n", A("j", "i"))));
  doesNotProve(A("i", "j"), A("j", "i"));
});

test("draws may repeat and may hit o, unless a hypothesis says otherwise", () => {
  const same = delta(sample("t", "e"), sample("t", "f"));
  const hit = delta(sample("t", "e"), "o");
  doesNotProve(same, delta("e", "f"));
  proves(same, delta("e", "f"), distinct("t"));
  doesNotProve(hit, zero);
  doesNotProve(hit, zero, distinct("t"));
  proves(hit, zero, notDrawn("t", "o"));
  doesNotProve(delta(sample("t", "e"), "c"), zero, notDrawn("t", "o"));
});

test("draws that are distinct in a window may repeat across windows", () => {
  const same = (window: string, at: string): Scalar => delta(sample("s", "e", "e"), sample("s", window, at));
  proves(same("e", "f"), delta("e", "f"), distinct("s"));
  doesNotProve(same("f", "e"), zero, distinct("s"), different("e", "f"));
  doesNotProve(same("f", "f"), delta("e", "f"), distinct("s"));
  doesNotProve(same("f", "e"), one, distinct("s"));
});

test("a word that is drawn at itself is not summed away", () => {
  const isFixed = delta("k", sample("next", "k"));
  doesNotProve(sum("k", "n", isFixed), one);
  doesNotProve(sum("k", "n", multiply(isFixed, x("k"))), entry("x", sample("next", "o")));
  proves(multiply(isFixed, entry("x", sample("next", "k"))), multiply(isFixed, x("k")));
});

test("an entry of a one-hot vector is still a variable of its own", () => {
  const y = (at: string): Scalar => entry("y", at);
  proves(y("k"), delta("k", "o"), oneHot("y", "o"));
  proves(derivative(power(y("k"), 2), "y", "k"), multiply(two, delta("k", "o")), oneHot("y", "o"));
  doesNotProve(derivative(y("k"), "y", "k"), zero, oneHot("y", "o"));
});

test("what is undefined is not proved", () => {
  doesNotProve(power(subtract(a, a), -1), power(subtract(b, b), -1));
  doesNotProve(multiply(zero, power(subtract(a, a), -1)), zero);
  doesNotProve(log(subtract(a, a)), zero);
  doesNotProve(power(subtract(delta("k", "o"), one), -1), number(-1));
});

test("contradictory hypotheses prove nothing", () => {
  doesNotProve(zero, one);
  doesNotProve(zero, zero, different("o", "o"));
  doesNotProve(zero, one, different("o", "o"));
  doesNotProve(zero, one, different(sample("t", "e"), "o"), notDrawn("t", sample("t", "e")));
  doesNotProve(zero, one, oneHot("y", "o"), positive("y"));
  doesNotProve(zero, one, oneHot("y", "o"), oneHot("y", "c"));
});

test("what is too large ends, undecided", () => {
  const total = sum("i", "d", x("i"));
  doesNotProve(power(add(total, a), 900), zero);
  doesNotProve(power(a, 1_000_000), zero);
  const chain = (names: string): Scalar =>
    [...names].reduceRight<Scalar>(
      (body, name) => sum(name, "d", body),
      multiply(...[...names].map((name, at) => entry("A", name, names[(at + 1) % names.length]))),
    );
  doesNotProve(subtract(chain("abcdefgh"), multiply(chain("abcd"), chain("efgh"))), zero);
  const deep = Array.from({ length: 120 }, (_, level) => `s${level}`).reduce<Scalar>(
    (body, name) => sum(name, "d", exp(body)),
    x("s0"),
  );
  doesNotProve(deep, zero);
});

test("many sums of the same kind are put in order without trying every order", () => {
  const total = (name: string): Scalar => sum(name, "d", x(name));
  proves(power(total("i"), 8), multiply(...[..."abcdefgh"].map(total)));
});

test("what is not declared is refused by name", () => {
  assert.throws(() => verdict(x("z"), zero), /prove requires a range for every free index, got none for "z"/);
  assert.throws(
    () => verdict(entry("x", sample("q", "e")), zero),
    /prove requires every draw to be declared, got q/,
  );
  const loose: Hypothesis = { kind: "different", left: index("s"), right: index("o"), every: ["s"] };
  assert.throws(() => verdict(zero, zero, loose), /prove requires the quantified index s to stand in a draw/);
});
