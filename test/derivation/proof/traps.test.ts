import { index, drawAt } from "../../../dist/derivation/typed/indices";
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hypothesis } from "../../../dist/derivation/proof/assumptions";
import { different, distinct, known, notDrawn, positive } from "./hypotheses";
import { prove } from "../../../dist/derivation/proof/prove";
import type { Scalar } from "../../../dist/derivation/proof/scalar";
import {
  add,
  delta,
  derivative,
  entry,
  exp,
  log,
  multiply,
  negate,
  number,
  power,
  subtract,
  sum,
} from "../../../dist/derivation/proof/scalar";
import { divide, sigmoid, size } from "./scalars";

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
  doesNotProve(entry("x", drawAt("t", "i")), entry("x", drawAt("t", "i")));
});

test("only sums over the same range are exchanged", () => {
  const A = (row: string, column: string): Scalar => entry("A", row, column);
  proves(sum("i", "d", sum("j", "d", A("i", "j"))), sum("i", "d", sum("j", "d", A("j", "i"))));
  doesNotProve(sum("i", "d", sum("j", "n", A("i", "j"))), sum("i", "d", sum("j", "n", A("j", "i"))));
  doesNotProve(A("i", "j"), A("j", "i"));
});

test("draws may repeat and may hit o, unless a hypothesis says otherwise", () => {
  const same = delta(drawAt("t", "e"), drawAt("t", "f"));
  const hit = delta(drawAt("t", "e"), "o");
  doesNotProve(same, delta("e", "f"));
  proves(same, delta("e", "f"), distinct("t"));
  doesNotProve(hit, zero);
  doesNotProve(hit, zero, distinct("t"));
  proves(hit, zero, notDrawn("t", "o"));
  doesNotProve(delta(drawAt("t", "e"), "c"), zero, notDrawn("t", "o"));
});

test("draws that are distinct in a window may repeat across windows", () => {
  const same = (window: string, at: string): Scalar => delta(drawAt("s", "e", "e"), drawAt("s", window, at));
  proves(same("e", "f"), delta("e", "f"), distinct("s"));
  doesNotProve(same("f", "e"), zero, distinct("s"), different("e", "f"));
  doesNotProve(same("f", "f"), delta("e", "f"), distinct("s"));
  doesNotProve(same("f", "e"), one, distinct("s"));
});

test("a word that is drawn at itself is not summed away", () => {
  const isFixed = delta("k", drawAt("next", "k"));
  doesNotProve(sum("k", "n", isFixed), one);
  doesNotProve(sum("k", "n", multiply(isFixed, x("k"))), entry("x", drawAt("next", "o")));
  proves(multiply(isFixed, entry("x", drawAt("next", "k"))), multiply(isFixed, x("k")));
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
  doesNotProve(zero, one, different(drawAt("t", "e"), "o"), notDrawn("t", drawAt("t", "e")));
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

test("a symmetric matrix is its transpose, and no other matrix is", () => {
  const A = (row: string, column: string): Scalar => entry("A", row, column);
  const symmetric = known("symmetric", "A");
  proves(A("i", "j"), A("j", "i"), symmetric);
  doesNotProve(entry("B", "i", "j"), entry("B", "j", "i"), symmetric);
  doesNotProve(A("i", "j"), A("i", "i"), symmetric);
  const form = sum("i", "d", sum("j", "d", multiply(x("i"), A("i", "j"), entry("y", "j"))));
  const swapped = sum("i", "d", sum("j", "d", multiply(entry("y", "i"), A("i", "j"), x("j"))));
  proves(form, swapped, symmetric);
  doesNotProve(form, swapped);
});

test("a derivative by an entry takes the entries of a symmetric matrix as variables of their own", () => {
  const A = (row: string, column: string): Scalar => entry("A", row, column);
  const symmetric = known("symmetric", "A");
  const square = multiply(A("i", "j"), A("j", "i"));
  proves(derivative(square, "A", "i", "j"), A("j", "i"), symmetric, different("i", "j"));
  proves(derivative(square, "A", "i", "j"), A("i", "j"), symmetric, different("i", "j"));
  doesNotProve(derivative(square, "A", "i", "j"), multiply(two, A("i", "j")), symmetric, different("i", "j"));
  const total = sum("i", "d", x("i"));
  proves(total, one, known("sums to 1", "x"));
  proves(derivative(total, "x", "i"), one, known("sums to 1", "x"));
  doesNotProve(derivative(total, "x", "i"), zero, known("sums to 1", "x"));
  proves(derivative(power(x("i"), 2), "x", "i"), two, known("ones", "x"));
  doesNotProve(derivative(power(x("i"), 2), "x", "i"), zero, known("ones", "x"));
});

test("only the sum of all shares is 1", () => {
  const sums = known("sums to 1", "x");
  proves(sum("i", "d", multiply(x("i"), a)), a, sums);
  proves(sum("i", "d", sum("j", "d", multiply(x("i"), x("j")))), one, sums);
  doesNotProve(x("i"), one, sums);
  doesNotProve(sum("i", "d", power(x("i"), 2)), one, sums);
  doesNotProve(sum("i", "d", multiply(x("i"), entry("y", "i"))), sum("i", "d", entry("y", "i")), sums);
  doesNotProve(sum("i", "d", sum("j", "d", x("i"))), one, sums);
  doesNotProve(sum("e", "K", entry("x", drawAt("t", "e"))), one, sums);
  proves(sum("i", "d", sum("j", "d", x("i"))), size("d"), sums);
});

test("only the sum of all squares of a unit vector is 1, and a derivative does not use it", () => {
  const unit = known("unit", "x");
  const squares = sum("i", "d", power(x("i"), 2));
  proves(multiply(squares, a), a, unit);
  doesNotProve(squares, one);
  doesNotProve(squares, two, unit);
  doesNotProve(sum("i", "d", x("i")), one, unit);
  doesNotProve(sum("i", "d", power(x("i"), 4)), one, unit);
  doesNotProve(
    sum("i", "d", multiply(power(x("i"), 2), entry("y", "i"))),
    sum("i", "d", entry("y", "i")),
    unit,
  );
  doesNotProve(sum("e", "K", power(entry("x", drawAt("t", "e")), 2)), one, unit);
  proves(derivative(squares, "x", "i"), multiply(two, x("i")), unit);
  doesNotProve(derivative(squares, "x", "i"), zero, unit);
});

test("orthonormal columns say nothing of rows", () => {
  const A = (row: string, column: string): Scalar => entry("A", row, column);
  const columns = sum("e", "d", multiply(A("e", "i"), A("e", "j")));
  const rows = sum("e", "d", multiply(A("i", "e"), A("j", "e")));
  const known1 = known("orthonormal columns", "A");
  proves(columns, zero, known1, different("i", "j"));
  doesNotProve(columns, zero, known1);
  doesNotProve(rows, zero, known1, different("i", "j"));
  proves(rows, zero, known("orthonormal rows", "A"), different("i", "j"));
  proves(sum("e", "d", power(A("e", "i"), 2)), one, known1);
  doesNotProve(sum("e", "d", power(A("i", "e"), 2)), one, known1);
  doesNotProve(sum("e", "d", multiply(A("e", "e"), A("e", "i"))), one, known1);
});

test("1 - x is positive only where x is at most 1 and positive", () => {
  const claim = (factor: Scalar): [Scalar, Scalar] => [
    squareRoot(divide(b, factor)),
    divide(squareRoot(multiply(b, factor)), factor),
  ];
  const less = subtract(one, a);
  proves(...claim(less), positive("a"), known("at most 1", "a"));
  doesNotProve(...claim(less), known("at most 1", "a"));
  doesNotProve(...claim(less), positive("a"));
  doesNotProve(...claim(subtract(less, a)), positive("a"), known("at most 1", "a"));
  doesNotProve(...claim(subtract(a, one)), positive("a"), known("at most 1", "a"));
  proves(...claim(subtract(two, add(a, power(a, 3)))), positive("a"), known("at most 1", "a"));
});

/** Entry (row, column) of the inverse of the matrix with these entries. */
function inverse(value: (row: string, column: string) => Scalar, row: string, column: string): Scalar {
  const at = [index(row), index(column)] as const;
  return { kind: "inverse", names: ["r", "s"], range: "d", value: value("r", "s"), at };
}

test("only a matrix cancels with its inverse", () => {
  const array =
    (name: string): ((row: string, column: string) => Scalar) =>
    (row, column) =>
      entry(name, row, column);
  const [A, B, X] = [array("A"), array("B"), array("X")];
  const gram = (row: string, column: string): Scalar =>
    sum("e", "K", multiply(entry("X", "e", row), entry("X", "e", column)));
  const both = (row: string, column: string): Scalar => add(A(row, column), B(row, column));
  const times = (
    left: (row: string, column: string) => Scalar,
    of: (row: string, column: string) => Scalar,
  ): Scalar => sum("m", "d", multiply(left("i", "m"), inverse(of, "m", "j")));
  proves(times(gram, gram), delta("i", "j"));
  proves(times(both, both), delta("i", "j"));
  proves(times(A, both), subtract(delta("i", "j"), times(B, both)));
  doesNotProve(times(A, both), delta("i", "j"));
  doesNotProve(times(gram, gram), one);
  doesNotProve(times(X, gram), delta("i", "j"));
  const mixed = (row: string, column: string): Scalar =>
    sum("e", "K", multiply(entry("X", "e", row), entry("Y", "e", column)));
  doesNotProve(times(mixed, gram), delta("i", "j"));
  doesNotProve(times(gram, mixed), delta("i", "j"));
  const squares = (row: string, column: string): Scalar =>
    sum("e", "K", power(multiply(entry("X", "e", row), entry("X", "e", column)), 2));
  doesNotProve(times(squares, gram), delta("i", "j"));
  const weighted = sum(
    "m",
    "d",
    sum(
      "e",
      "K",
      multiply(entry("X", "e", "i"), entry("X", "e", "m"), entry("z", "e"), inverse(gram, "m", "j")),
    ),
  );
  doesNotProve(weighted, sum("e", "K", multiply(entry("z", "e"), delta("i", "j"))));
  const here = sum("m", "d", multiply(gram("i", "m"), inverse(gram, "m", "j"), x("m")));
  doesNotProve(here, multiply(delta("i", "j"), x("j")));
});

test("an inverse is symmetric only where its matrix is", () => {
  const gram = (row: string, column: string): Scalar =>
    sum("e", "K", multiply(entry("X", "e", row), entry("X", "e", column)));
  const both = (row: string, column: string): Scalar => add(entry("A", row, column), entry("B", row, column));
  proves(inverse(gram, "i", "j"), inverse(gram, "j", "i"));
  doesNotProve(inverse(both, "i", "j"), inverse(both, "j", "i"));
  proves(inverse(both, "i", "j"), inverse(both, "j", "i"), known("symmetric", "A"), known("symmetric", "B"));
  doesNotProve(inverse(both, "i", "j"), inverse(both, "j", "i"), known("symmetric", "A"));
});

test("an inverse depends on what its matrix depends on", () => {
  const both = (row: string, column: string): Scalar => add(entry("A", row, column), entry("B", row, column));
  const slope = derivative(inverse(both, "i", "j"), "A", "i", "j");
  const product = multiply(inverse(both, "i", "i"), inverse(both, "j", "j"));
  proves(slope, negate(product));
  doesNotProve(slope, product);
  doesNotProve(slope, zero);
  const byIndex = (row: string, column: string): Scalar => multiply(x("k"), entry("A", row, column));
  doesNotProve(sum("k", "n", inverse(byIndex, "i", "j")), multiply(size("n"), inverse(byIndex, "i", "j")));
  doesNotProve(multiply(delta("k", "o"), inverse(byIndex, "i", "j")), inverse(byIndex, "i", "j"));
  const shifted = (row: string, column: string): Scalar =>
    add(multiply(entry("z"), delta(row, column)), entry("A", row, column));
  const through: Scalar = {
    kind: "let",
    name: "z",
    indices: [],
    value: power(a, 2),
    of: inverse(shifted, "i", "j"),
  };
  doesNotProve(derivative(through, "a"), zero);
});

test("what is divided by under a sum cancels only there", () => {
  const e = (row: string, column: string): Scalar => exp(entry("A", row, column));
  const total = (row: string): Scalar => sum("l", "n", e(row, "l"));
  const shares = (row: string): Scalar => sum("k", "n", divide(e(row, "k"), total(row)));
  const count = (of: Scalar): Scalar => sum("i", "d", multiply(x("i"), of));
  proves(count(shares("i")), sum("i", "d", x("i")));
  doesNotProve(count(shares("i")), multiply(two, sum("i", "d", x("i"))));
  doesNotProve(add(count(shares("i")), a), sum("i", "d", x("i")));
  doesNotProve(count(shares("i")), sum("i", "n", x("i")));
  doesNotProve(count(sum("k", "d", divide(e("i", "k"), total("i")))), sum("i", "d", x("i")));
  const crossed = sum("i", "d", sum("j", "d", sum("k", "n", divide(e("i", "k"), total("j")))));
  doesNotProve(crossed, multiply(size("d"), size("d")));
});

test("what is not declared is refused by name", () => {
  assert.throws(() => verdict(x("z"), zero), /prove requires a range for every free index, got none for "z"/);
  assert.throws(
    () => verdict(entry("x", drawAt("q", "e")), zero),
    /prove requires every draw to be declared, got q/,
  );
  const loose: Hypothesis = { kind: "different", left: index("s"), right: index("o"), every: ["s"] };
  assert.throws(() => verdict(zero, zero, loose), /prove requires the quantified index s to stand in a draw/);
});
