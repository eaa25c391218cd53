import { drawAt } from "../../../dist/derivation/typed/indices";
import type { Assumptions } from "../../../dist/derivation/proof/assumptions";
import { distinct, positive } from "./hypotheses";
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

/** One left side, a right side that equals it, and one that does not. */
export interface Identity {
  readonly name: string;
  readonly left: Scalar;
  readonly right: Scalar;
  readonly wrong: Scalar;
  readonly assumptions: Assumptions;
}

const [one, two] = [number(1), number(2)];
const half = number(1, 2);
const [a, b, x, y, T] = ["a", "b", "x", "y", "T"].map((name) => entry(name));
const at = (name: string, ...indices: string[]): Scalar => entry(name, ...indices);
const overN = (index: string, body: Scalar): Scalar => sum(index, "n", body);
const overD = (index: string, body: Scalar): Scalar => sum(index, "d", body);
const squared = (base: Scalar): Scalar => power(base, 2);
const squareRoot = (of: Scalar): Scalar => exp(multiply(half, log(of)));

const free: Assumptions = {
  indices: { k: "n", w: "n", o: "n", i: "d", j: "d", p: "d", q: "d" },
  draws: { t: { over: ["K"], into: "n" } },
  hypotheses: [],
};
const positives: Assumptions = { ...free, hypotheses: ["a", "b", "P", "Q"].map(positive) };
const distinctDraw: Assumptions = { ...free, hypotheses: [distinct("t")] };

function identity(name: string, left: Scalar, right: Scalar, wrong: Scalar, assumptions = free): Identity {
  return { name, left, right, wrong, assumptions };
}

const expZ = (word: string): Scalar => exp(at("z", word));
const partition = overN("v", expZ("v"));
const softmax = (word: string): Scalar => divide(expZ(word), partition);
const logSumExp = log(partition);
const shifted = (word: string): Scalar => exp(add(at("z", word), a));

const softmaxIdentities: readonly Identity[] = [
  identity(
    "softmax does not see a shift",
    divide(shifted("k"), overN("v", shifted("v"))),
    softmax("k"),
    multiply(exp(a), softmax("k")),
  ),
  identity("softmax adds up to 1", overN("w", softmax("w")), one, size("n")),
  identity(
    "softmax as one over differences",
    softmax("k"),
    power(overN("v", exp(subtract(at("z", "v"), at("z", "k")))), -1),
    power(overN("v", exp(subtract(at("z", "k"), at("z", "v")))), -1),
  ),
  identity(
    "log-sum-exp moves with a shift",
    log(overN("v", shifted("v"))),
    add(a, logSumExp),
    subtract(logSumExp, a),
  ),
  identity("gradient of log-sum-exp", derivative(logSumExp, "z", "k"), softmax("k"), expZ("k")),
  identity(
    "Jacobian of softmax",
    derivative(softmax("w"), "z", "k"),
    multiply(softmax("w"), subtract(delta("w", "k"), softmax("k"))),
    multiply(softmax("w"), subtract(one, softmax("k"))),
  ),
  identity(
    "rows of the softmax Jacobian add up to 0",
    overN("w", derivative(softmax("w"), "z", "k")),
    number(0),
    softmax("k"),
  ),
  identity(
    "Hessian of log-sum-exp",
    derivative(derivative(logSumExp, "z", "k"), "z", "w"),
    subtract(multiply(delta("w", "k"), softmax("k")), multiply(softmax("w"), softmax("k"))),
    multiply(softmax("w"), softmax("k")),
  ),
  identity("log-softmax", log(softmax("k")), subtract(at("z", "k"), logSumExp), at("z", "k")),
  identity(
    "gradient of log-softmax",
    derivative(log(softmax("w")), "z", "k"),
    subtract(delta("w", "k"), softmax("k")),
    subtract(delta("w", "k"), softmax("w")),
  ),
  identity(
    "entropy of softmax",
    negate(overN("w", multiply(softmax("w"), log(softmax("w"))))),
    subtract(logSumExp, overN("w", multiply(softmax("w"), at("z", "w")))),
    logSumExp,
  ),
  identity(
    "softmax of two is a sigmoid",
    divide(exp(a), add(exp(a), exp(b))),
    sigmoid(subtract(a, b)),
    sigmoid(subtract(b, a)),
  ),
  identity(
    "softmax cross-entropy, any target",
    derivative(negate(overN("w", multiply(at("h", "w"), log(softmax("w"))))), "z", "k"),
    subtract(multiply(softmax("k"), overN("v", at("h", "v"))), at("h", "k")),
    subtract(softmax("k"), at("h", "k")),
  ),
  identity(
    "softmax cross-entropy, one-hot target",
    derivative(negate(overN("w", multiply(delta("w", "o"), log(softmax("w"))))), "z", "k"),
    subtract(softmax("k"), delta("k", "o")),
    subtract(softmax("k"), one),
  ),
  identity(
    "temperature",
    derivative(log(overN("v", exp(divide(at("z", "v"), T)))), "z", "k"),
    divide(divide(exp(divide(at("z", "k"), T)), overN("v", exp(divide(at("z", "v"), T)))), T),
    divide(exp(divide(at("z", "k"), T)), overN("v", exp(divide(at("z", "v"), T)))),
  ),
  identity(
    "variance of the scores as the slope of their mean",
    derivative(divide(overN("v", multiply(at("s", "v"), expZ("v"))), partition), "z", "k"),
    multiply(softmax("k"), subtract(at("s", "k"), overN("v", multiply(at("s", "v"), softmax("v"))))),
    multiply(softmax("k"), at("s", "k")),
  ),
];

const sigma = sigmoid(x);
const tanh = (of: Scalar): Scalar =>
  divide(subtract(exp(of), exp(negate(of))), add(exp(of), exp(negate(of))));
const softplus = (of: Scalar): Scalar => log(add(one, exp(of)));
const binary = negate(add(multiply(y, log(sigma)), multiply(subtract(one, y), log(subtract(one, sigma)))));

const sigmoidIdentities: readonly Identity[] = [
  identity("σ(-x) = 1 - σ(x)", sigmoid(negate(x)), subtract(one, sigma), negate(sigma)),
  identity("σ(x) + σ(-x) = 1", add(sigma, sigmoid(negate(x))), one, number(0)),
  identity("σ'", derivative(sigma, "x"), multiply(sigma, subtract(one, sigma)), squared(sigma)),
  identity("σ' is even", derivative(sigma, "x"), multiply(sigmoid(negate(x)), sigma), sigmoid(negate(x))),
  identity(
    "σ''",
    derivative(derivative(sigma, "x"), "x"),
    multiply(sigma, subtract(one, sigma), subtract(one, multiply(two, sigma))),
    multiply(sigma, subtract(one, sigma), add(one, multiply(two, sigma))),
  ),
  identity("log σ", log(sigma), negate(softplus(negate(x))), negate(softplus(x))),
  identity("(log σ)'", derivative(log(sigma), "x"), sigmoid(negate(x)), sigma),
  identity("the logit of σ(x) is x", subtract(log(sigma), log(subtract(one, sigma))), x, negate(x)),
  identity(
    "tanh as a sigmoid",
    tanh(x),
    subtract(multiply(two, sigmoid(multiply(two, x))), one),
    subtract(multiply(two, sigma), one),
  ),
  identity("tanh'", derivative(tanh(x), "x"), subtract(one, squared(tanh(x))), add(one, squared(tanh(x)))),
  identity("tanh is odd", tanh(negate(x)), negate(tanh(x)), tanh(x)),
  identity("softplus(x) - softplus(-x) = x", subtract(softplus(x), softplus(negate(x))), x, number(0)),
  identity("softplus'", derivative(softplus(x), "x"), sigma, sigmoid(negate(x))),
  identity("binary cross-entropy gradient", derivative(binary, "x"), subtract(sigma, y), subtract(y, sigma)),
  identity(
    "binary cross-entropy from the logit",
    binary,
    subtract(softplus(x), multiply(y, x)),
    add(softplus(x), multiply(y, x)),
  ),
  identity(
    "cosh² - sinh² = 1",
    subtract(squared(add(exp(x), exp(negate(x)))), squared(subtract(exp(x), exp(negate(x))))),
    number(4),
    one,
  ),
];

const A = (row: string, column: string): Scalar => at("A", row, column);
const B = (row: string, column: string): Scalar => at("B", row, column);
const C = (row: string, column: string): Scalar => at("C", row, column);
const xi = (index: string): Scalar => at("x", index);
const quadratic = overD("u", overD("v", multiply(xi("u"), A("u", "v"), xi("v"))));
const frobenius = overD("u", overD("v", squared(A("u", "v"))));
const norm = squareRoot(overD("u", squared(xi("u"))));
const total = overD("u", xi("u"));
const mean = divide(total, size("d"));
const fitted = (row: string): Scalar => overD("u", multiply(at("X", row, "u"), at("c", "u")));

const linearIdentities: readonly Identity[] = [
  identity(
    "gradient of λ/2 |x|²",
    derivative(multiply(half, entry("λ"), overD("u", squared(xi("u")))), "x", "i"),
    multiply(entry("λ"), xi("i")),
    multiply(two, entry("λ"), xi("i")),
  ),
  identity(
    "gradient of |A|²/2",
    derivative(multiply(half, frobenius), "A", "i", "j"),
    A("i", "j"),
    A("j", "i"),
  ),
  identity(
    "gradient of xᵀAx",
    derivative(quadratic, "x", "i"),
    overD("v", multiply(add(A("i", "v"), A("v", "i")), xi("v"))),
    multiply(two, overD("v", multiply(A("i", "v"), xi("v")))),
  ),
  identity(
    "Hessian of xᵀAx",
    derivative(derivative(quadratic, "x", "i"), "x", "j"),
    add(A("i", "j"), A("j", "i")),
    multiply(two, A("i", "j")),
  ),
  identity("xᵀAx by A", derivative(quadratic, "A", "i", "j"), multiply(xi("i"), xi("j")), squared(xi("i"))),
  identity(
    "xᵀAx = xᵀAᵀx",
    quadratic,
    overD("u", overD("v", multiply(xi("u"), A("v", "u"), xi("v")))),
    overD("u", multiply(xi("u"), A("u", "u"), xi("u"))),
  ),
  identity(
    "gradient of aᵀx",
    derivative(overD("u", multiply(at("a", "u"), xi("u"))), "x", "i"),
    at("a", "i"),
    xi("i"),
  ),
  identity(
    "gradient of |x - a|²",
    derivative(overD("u", squared(subtract(xi("u"), at("a", "u")))), "x", "i"),
    multiply(two, subtract(xi("i"), at("a", "i"))),
    multiply(two, subtract(at("a", "i"), xi("i"))),
  ),
  identity("gradient of |x|", derivative(norm, "x", "i"), divide(xi("i"), norm), divide(norm, xi("i"))),
  identity("|x|²", squared(norm), overD("u", squared(xi("u"))), squared(total)),
  identity(
    "gradient of the cosine",
    derivative(divide(overD("u", multiply(at("a", "u"), xi("u"))), norm), "x", "i"),
    subtract(
      divide(at("a", "i"), norm),
      divide(multiply(overD("u", multiply(at("a", "u"), xi("u"))), xi("i")), power(norm, 3)),
    ),
    divide(at("a", "i"), norm),
  ),
  identity(
    "AᵀA is symmetric",
    overD("u", multiply(A("u", "i"), A("u", "j"))),
    overD("u", multiply(A("u", "j"), A("u", "i"))),
    overD("u", multiply(A("i", "u"), A("j", "u"))),
  ),
  identity(
    "trace of AB",
    overD("u", overD("v", multiply(A("u", "v"), B("v", "u")))),
    overD("u", overD("v", multiply(B("u", "v"), A("v", "u")))),
    overD("u", overD("v", multiply(A("u", "v"), B("u", "v")))),
  ),
  identity(
    "trace of ABC",
    overD("u", overD("v", overD("w", multiply(A("u", "v"), B("v", "w"), C("w", "u"))))),
    overD("u", overD("v", overD("w", multiply(C("u", "v"), A("v", "w"), B("w", "u"))))),
    overD("u", overD("v", overD("w", multiply(B("u", "v"), A("v", "w"), C("w", "u"))))),
  ),
  identity(
    "gradient of the trace of AB",
    derivative(overD("u", overD("v", multiply(A("u", "v"), B("v", "u")))), "A", "i", "j"),
    B("j", "i"),
    B("i", "j"),
  ),
  identity(
    "gradient of the trace of AA",
    derivative(overD("u", overD("v", multiply(A("u", "v"), A("v", "u")))), "A", "i", "j"),
    multiply(two, A("j", "i")),
    A("j", "i"),
  ),
  identity(
    "(Σx)² as a double sum",
    squared(total),
    overD("u", overD("v", multiply(xi("u"), xi("v")))),
    overD("u", squared(xi("u"))),
  ),
  identity(
    "(Σx)(Σy)",
    multiply(total, overD("u", at("y", "u"))),
    overD("v", overD("u", multiply(at("y", "v"), xi("u")))),
    overD("u", multiply(at("y", "u"), xi("u"))),
  ),
  identity(
    "squared differences of all pairs",
    overD("u", overD("v", squared(subtract(xi("u"), xi("v"))))),
    subtract(multiply(two, size("d"), overD("u", squared(xi("u")))), multiply(two, squared(total))),
    subtract(multiply(two, overD("u", squared(xi("u")))), multiply(two, squared(total))),
  ),
  identity("deviations from the mean add up to 0", overD("v", subtract(xi("v"), mean)), number(0), mean),
  identity(
    "variance",
    overD("v", squared(subtract(xi("v"), mean))),
    subtract(overD("u", squared(xi("u"))), multiply(size("d"), squared(mean))),
    subtract(overD("u", squared(xi("u"))), squared(mean)),
  ),
  identity(
    "least squares",
    derivative(multiply(half, overN("w", squared(subtract(fitted("w"), at("t", "w"))))), "c", "i"),
    overN("w", multiply(subtract(fitted("w"), at("t", "w")), at("X", "w", "i"))),
    overN("w", subtract(fitted("w"), at("t", "w"))),
  ),
  identity(
    "logistic regression",
    derivative(overN("w", subtract(softplus(fitted("w")), multiply(at("t", "w"), fitted("w")))), "c", "i"),
    overN("w", multiply(subtract(sigmoid(fitted("w")), at("t", "w")), at("X", "w", "i"))),
    overN("w", multiply(sigmoid(fitted("w")), at("X", "w", "i"))),
  ),
];

const chooses = (index: string): Scalar => sum("c", "K", delta(drawAt("t", "c"), index));

const indicatorIdentities: readonly Identity[] = [
  identity("Σ_j δ_ij x_j = x_i", overD("u", multiply(delta("i", "u"), xi("u"))), xi("i"), total),
  identity(
    "trace as a Kronecker sum",
    overD("u", overD("v", multiply(delta("u", "v"), A("u", "v")))),
    overD("u", A("u", "u")),
    overD("u", overD("v", A("u", "v"))),
  ),
  identity("the trace of 1 is d", overD("u", overD("v", delta("u", "v"))), size("d"), one),
  identity(
    "δ_ik δ_kj summed",
    overD("u", multiply(delta("i", "u"), delta("u", "j"))),
    delta("i", "j"),
    multiply(delta("i", "j"), two),
  ),
  identity(
    "δ_ij x_i = δ_ij x_j",
    multiply(delta("i", "j"), xi("i")),
    multiply(delta("i", "j"), xi("j")),
    xi("j"),
  ),
  identity("δ² = δ", squared(delta("i", "j")), delta("i", "j"), subtract(one, delta("i", "j"))),
  identity(
    "all but one",
    overN("v", multiply(subtract(one, delta("v", "o")), at("z", "v"))),
    subtract(overN("v", at("z", "v")), at("z", "o")),
    overN("v", at("z", "v")),
  ),
  identity(
    "an indicator in an exponent",
    exp(multiply(delta("k", "o"), a)),
    add(one, multiply(delta("k", "o"), subtract(exp(a), one))),
    exp(a),
  ),
  identity("the sum of a constant", overN("v", a), multiply(size("n"), a), a),
  identity(
    "a sum over draws by word",
    sum("c", "K", entry("z", drawAt("t", "c"))),
    overN("v", multiply(chooses("v"), at("z", "v"))),
    overN("v", at("z", "v")),
  ),
  identity("every draw is some word", overN("v", chooses("v")), size("K"), size("n")),
  identity(
    "distinct draws hit once",
    sum("c", "K", delta(drawAt("t", "c"), drawAt("t", "e"))),
    one,
    size("K"),
    { ...distinctDraw, indices: { ...free.indices, e: "K" } },
  ),
  identity(
    "pairs of equal distinct draws",
    sum("c", "K", sum("e", "K", delta(drawAt("t", "c"), drawAt("t", "e")))),
    size("K"),
    multiply(size("K"), size("K")),
    distinctDraw,
  ),
  identity(
    "pairs of equal draws by word",
    sum("c", "K", sum("e", "K", delta(drawAt("t", "c"), drawAt("t", "e")))),
    overN("v", squared(chooses("v"))),
    size("K"),
  ),
  identity(
    "a one-hot vector picks",
    overN("v", multiply(delta("v", "o"), at("z", "v"))),
    at("z", "o"),
    at("z", "k"),
  ),
];

const calculusIdentities: readonly Identity[] = [
  identity(
    "product rule",
    derivative(multiply(exp(multiply(a, x)), power(x, 3)), "x"),
    multiply(exp(multiply(a, x)), add(multiply(a, power(x, 3)), multiply(number(3), squared(x)))),
    multiply(exp(multiply(a, x)), multiply(a, multiply(number(3), squared(x)))),
  ),
  identity(
    "quotient rule",
    derivative(divide(exp(x), add(x, a)), "x"),
    divide(multiply(exp(x), subtract(add(x, a), one)), squared(add(x, a))),
    divide(exp(x), squared(add(x, a))),
  ),
  identity(
    "chain rule",
    derivative(exp(multiply(a, squared(x))), "x"),
    multiply(two, a, x, exp(multiply(a, squared(x)))),
    multiply(a, x, exp(multiply(a, squared(x)))),
  ),
  identity("(1/x)'", derivative(power(x, -1), "x"), negate(power(x, -2)), power(x, -2)),
  identity("(log x)'", derivative(log(x), "x"), power(x, -1), log(x)),
  identity(
    "(x⁵)'",
    derivative(power(x, 5), "x"),
    multiply(number(5), power(x, 4)),
    multiply(number(4), power(x, 5)),
  ),
  identity(
    "mixed derivatives",
    derivative(derivative(exp(multiply(x, y, y)), "x"), "y"),
    derivative(derivative(exp(multiply(x, y, y)), "y"), "x"),
    derivative(derivative(exp(multiply(x, y, y)), "y"), "y"),
  ),
  identity(
    "gradient of a Gaussian",
    derivative(exp(multiply(number(-1, 2), overD("u", squared(subtract(xi("u"), at("a", "u")))))), "x", "i"),
    multiply(
      subtract(at("a", "i"), xi("i")),
      exp(multiply(number(-1, 2), overD("u", squared(subtract(xi("u"), at("a", "u")))))),
    ),
    exp(multiply(number(-1, 2), overD("u", squared(subtract(xi("u"), at("a", "u")))))),
  ),
  identity(
    "gradient of the Kullback-Leibler divergence",
    derivative(overN("v", multiply(at("P", "v"), log(divide(at("P", "v"), at("Q", "v"))))), "Q", "k"),
    negate(divide(at("P", "k"), at("Q", "k"))),
    divide(at("P", "k"), at("Q", "k")),
    positives,
  ),
  identity(
    "gradient of the entropy",
    derivative(overN("v", multiply(at("P", "v"), log(at("P", "v")))), "P", "k"),
    add(log(at("P", "k")), one),
    log(at("P", "k")),
    positives,
  ),
  identity(
    "(a + b)²",
    squared(add(a, b)),
    add(squared(a), multiply(two, a, b), squared(b)),
    add(squared(a), squared(b)),
  ),
  identity(
    "(a + b)³",
    power(add(a, b), 3),
    add(power(a, 3), multiply(number(3), a, b, add(a, b)), power(b, 3)),
    add(power(a, 3), power(b, 3)),
  ),
  identity(
    "(a² - b²)/(a - b)",
    divide(subtract(squared(a), squared(b)), subtract(a, b)),
    add(a, b),
    subtract(a, b),
  ),
  identity(
    "1/a + 1/b",
    add(power(a, -1), power(b, -1)),
    divide(add(a, b), multiply(a, b)),
    power(add(a, b), -1),
  ),
  identity("e^(a + b)", exp(add(a, b)), multiply(exp(a), exp(b)), add(exp(a), exp(b))),
  identity("(e^a)³", power(exp(a), 3), exp(multiply(number(3), a)), exp(power(a, 3))),
  identity("log(ab)", log(multiply(a, b)), add(log(a), log(b)), multiply(log(a), log(b)), positives),
  identity("log(a/b)", log(divide(a, b)), subtract(log(a), log(b)), divide(log(a), log(b)), positives),
  identity("log(a³)", log(power(a, 3)), multiply(number(3), log(a)), power(log(a), 3)),
  identity("log(1/a²)", log(power(a, -2)), negate(log(squared(a))), log(squared(a))),
  identity("log e^a", log(exp(a)), a, exp(a)),
  identity(
    "log 12",
    log(number(12)),
    add(multiply(two, log(two)), log(number(3))),
    multiply(two, log(number(3))),
  ),
  identity("e^(2 log a)", exp(multiply(two, log(a))), squared(a), multiply(two, a)),
  identity("a/a = 1", divide(add(a, b), add(b, a)), one, divide(a, b)),
];

/** Textbook identities, each with a tempting wrong version. */
export const identities: readonly Identity[] = [
  ...softmaxIdentities,
  ...sigmoidIdentities,
  ...linearIdentities,
  ...indicatorIdentities,
  ...calculusIdentities,
];
