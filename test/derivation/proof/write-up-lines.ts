import type { Index } from "../../../dist/derivation/typed/indices";
import { drawAt } from "../../../dist/derivation/typed/indices";
import type { Assumptions } from "../../../dist/derivation/proof/assumptions";
import { different, distinct, notDrawn, positive } from "./hypotheses";
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
import { divide, sigmoid } from "./scalars";

/** A claim that two scalars are equal, under assumptions. */
export interface Claim {
  readonly name: string;
  readonly left: Scalar;
  readonly right: Scalar;
  readonly assumptions: Assumptions;
}

export function claim(
  name: string,
  left: Scalar,
  right: Scalar,
  assumptions: Partial<Assumptions> = {},
): Claim {
  return { name, left, right, assumptions: { indices: {}, draws: {}, hypotheses: [], ...assumptions } };
}

/** u_w · v, v being the column of V at c. */
export function score(word: Index | string): Scalar {
  return sum("i", "d", multiply(entry("U", "i", word), entry("v", "i")));
}

export const one = number(1);

const partition = sum("w", "n", exp(score("w")));

/** ŷ_w. */
export function yHat(word: Index | string): Scalar {
  return divide(exp(score(word)), partition);
}

export const naiveLoss = add(negate(score("o")), log(partition));

export const negativeLoss = subtract(
  negate(log(sigmoid(score("o")))),
  sum("k", "K", log(sigmoid(negate(score(drawAt("w", "k")))))),
);

const words = { o: "n", k: "n", x: "n", w: "n", c: "n", r: "d" };
const negatives = { w: { over: ["K"], into: "n" } };
const free: Assumptions = { indices: words, draws: {}, hypotheses: [] };
const anyDraw: Assumptions = { indices: { ...words, k: "K" }, draws: negatives, hypotheses: [] };
const goodDraw: Assumptions = { ...anyDraw, hypotheses: [distinct("w"), notDrawn("w", "o")] };

const up = entry("v", "r");
const slope = (x: Scalar): Scalar => multiply(sigmoid(x), subtract(one, sigmoid(x)));
const sigmaO = sigmoid(score("o"));
const drawn = drawAt("w", "k");
const sigmaK = sigmoid(negate(score(drawn)));
const at = (word: Index | string): Scalar => entry("U", "r", word);

/** A vector that is 1 at o and 0 elsewhere, as the lowering writes it. */
const y = (at: Index | string): Scalar => delta(at, "o");
const crossEntropy = (truth: (w: string) => Scalar): Scalar =>
  negate(sum("w", "n", multiply(truth("w"), log(entry("yHat", "w")))));
const lossOfYHat = crossEntropy(y);
const lossOfSoftmax = negate(sum("w", "n", multiply(y("w"), log(yHat("w")))));

/** (a) to (c): cross-entropy and the naive softmax loss. */
export const softmaxLines: readonly Claim[] = [
  claim("(a) cross-entropy of positive ŷ", lossOfYHat, negate(log(entry("yHat", "o"))), {
    ...free,
    hypotheses: [positive("yHat")],
  }),
  claim("(a) cross-entropy of the softmax", lossOfSoftmax, negate(log(yHat("o"))), free),
  claim("(b) J from -log ŷ_o", negate(log(yHat("o"))), naiveLoss, free),
  claim("(b) J from the cross-entropy", lossOfSoftmax, naiveLoss, free),
  claim(
    "(b) dJ/dv_c, line 1",
    derivative(naiveLoss, "v", "r"),
    add(negate(at("o")), sum("x", "n", multiply(divide(exp(score("x")), partition), at("x")))),
    free,
  ),
  claim(
    "(b) dJ/dv_c, line 2",
    derivative(naiveLoss, "v", "r"),
    add(negate(sum("w", "n", multiply(at("w"), y("w")))), sum("w", "n", multiply(at("w"), yHat("w")))),
    free,
  ),
  claim(
    "(b) line 2 from line 1",
    add(negate(at("o")), sum("x", "n", multiply(yHat("x"), at("x")))),
    sum("w", "n", multiply(at("w"), subtract(yHat("w"), y("w")))),
    free,
  ),
  claim(
    "(c) dJ/du_k, line 1",
    derivative(naiveLoss, "U", "r", "k"),
    add(multiply(number(-1), up, delta("k", "o")), multiply(divide(exp(score("k")), partition), up)),
    free,
  ),
  claim(
    "(c) dJ/du_k as (ŷ_k - 1[k=o]) v",
    derivative(naiveLoss, "U", "r", "k"),
    multiply(subtract(yHat("k"), delta("k", "o")), up),
    free,
  ),
  claim(
    "(c) dJ/dU, line 2",
    derivative(naiveLoss, "U", "r", "k"),
    multiply(up, subtract(yHat("k"), y("k"))),
    free,
  ),
  claim("(c) dJ/du_o", derivative(naiveLoss, "U", "r", "o"), multiply(subtract(yHat("o"), one), up), free),
  claim("(c) dJ/du_k, k not o", derivative(naiveLoss, "U", "r", "k"), multiply(yHat("k"), up), {
    ...free,
    hypotheses: [different("k", "o")],
  }),
];

const x = entry("x");
const quotient = divide(
  subtract(multiply(exp(x), add(exp(x), one)), multiply(exp(x), exp(x))),
  power(add(exp(x), one), 2),
);
const sigmoidOfX = divide(exp(x), add(exp(x), one));

/** (d): the sigmoid, as a scalar and elementwise as a Jacobian. */
export const sigmoidLines: readonly Claim[] = [
  claim("(d) σ(x) = e^x / (e^x + 1)", sigmoid(x), sigmoidOfX),
  claim("(d) σ'(x), line 1", derivative(sigmoid(x), "x"), quotient),
  claim("(d) line 2 from line 1", quotient, slope(x)),
  claim("(d) σ'(x), line 2", derivative(sigmoidOfX, "x"), slope(x)),
  claim(
    "(d) the Jacobian of elementwise σ",
    derivative(sigmoid(entry("x", "i")), "x", "j"),
    multiply(delta("i", "j"), slope(entry("x", "i"))),
    { indices: { i: "d", j: "d" } },
  ),
];

const toV = (word: Index | string): Scalar => derivative(negativeLoss, "U", "r", word);
const pull = multiply(subtract(sigmaO, one), up);
const pushK = multiply(subtract(one, sigmaK), up);
const repeats = sum("j", "K", delta(drawAt("w", "j"), drawn));
const anyColumn = add(
  multiply(number(-1), delta("x", "o"), subtract(one, sigmaO), up),
  sum("j", "K", multiply(delta(drawAt("w", "j"), "x"), sigmoid(score("x")), up)),
);
const negated = (k: string): Scalar => negate(score(drawAt("w", k)));

/** (e): negative sampling, with distinct negatives other than o, and for any draw. */
export const negativeLines: readonly Claim[] = [
  claim(
    "(e) dJ/dv_c, line 1",
    derivative(negativeLoss, "v", "r"),
    subtract(
      negate(multiply(divide(slope(score("o")), sigmaO), at("o"))),
      sum(
        "j",
        "K",
        multiply(divide(slope(negated("j")), sigmoid(negated("j"))), negate(at(drawAt("w", "j")))),
      ),
    ),
    anyDraw,
  ),
  claim(
    "(e) dJ/dv_c, line 2",
    derivative(negativeLoss, "v", "r"),
    add(
      negate(multiply(subtract(one, sigmaO), at("o"))),
      sum("j", "K", multiply(subtract(one, sigmoid(negated("j"))), at(drawAt("w", "j")))),
    ),
    anyDraw,
  ),
  claim("(e) dJ/du_o, line 1", toV("o"), negate(multiply(divide(slope(score("o")), sigmaO), up)), goodDraw),
  claim("(e) dJ/du_o, line 2", toV("o"), negate(multiply(subtract(one, sigmaO), up)), goodDraw),
  claim("(e) dJ/du_o, line 3 mended", toV("o"), pull, goodDraw),
  claim(
    "(e) dJ/du_k, line 1 mended",
    toV(drawn),
    negate(multiply(divide(slope(negate(score(drawn))), sigmaK), negate(up))),
    goodDraw,
  ),
  claim("(e) dJ/du_k, line 2", toV(drawn), pushK, goodDraw),
  claim("(e) dJ/du_k as σ(u_k·v) v", toV(drawn), multiply(sigmoid(score(drawn)), up), goodDraw),
  claim("(e) dJ/du_k with repeats", toV(drawn), multiply(repeats, sigmoid(score(drawn)), up), {
    ...anyDraw,
    hypotheses: [notDrawn("w", "o")],
  }),
  claim("(e) column x of dJ/dU for any draw", toV("x"), anyColumn, anyDraw),
  claim("(e) a column neither observed nor drawn", toV("x"), number(0), {
    ...anyDraw,
    hypotheses: [different("x", "o"), notDrawn("w", "x")],
  }),
  claim(
    "(e) the loss with σ(-x) as 1 - σ(x)",
    negativeLoss,
    subtract(negate(log(sigmaO)), sum("j", "K", log(subtract(one, sigmoid(score(drawAt("w", "j"))))))),
    anyDraw,
  ),
];

const outside = drawAt("t", "j");
const centre = (word: Index | string, to: Index | string): Scalar =>
  sum("i", "d", multiply(entry("U", "i", word), entry("V", "i", to)));
const partitionAt = sum("w", "n", exp(centre("w", "c")));
const naiveAt = (o: Index | string): Scalar => add(negate(centre(o, "c")), log(partitionAt));
const negativeAt = (o: Index | string): Scalar =>
  subtract(
    negate(log(sigmoid(centre(o, "c")))),
    sum("k", "K", log(sigmoid(negate(centre(drawAt("w", "j", "k"), "c"))))),
  );
const windowNaive = sum("j", "m", naiveAt(outside));
const windowNegative = sum("j", "m", negativeAt(outside));
const window: Assumptions = {
  indices: { c: "n", w: "n", x: "n", r: "d" },
  draws: { t: { over: ["m"], into: "n" }, w: { over: ["m", "K"], into: "n" } },
  hypotheses: [],
};
const windowOther: Assumptions = { ...window, hypotheses: [different("w", "c")] };
const yHatAt = (word: string): Scalar => divide(exp(centre(word, "c")), partitionAt);
const negative = drawAt("w", "j", "k");

/** (f): a window of outside words t_j, each with negatives w_jk of its own. */
export const windowLines: readonly Claim[] = [
  claim(
    "(f) dJ/dU as a sum, naive",
    derivative(windowNaive, "U", "r", "x"),
    sum("j", "m", derivative(naiveAt(outside), "U", "r", "x")),
    window,
  ),
  claim(
    "(f) dJ/dU in full, naive",
    derivative(windowNaive, "U", "r", "x"),
    sum("j", "m", multiply(subtract(yHatAt("x"), delta("x", outside)), entry("V", "r", "c"))),
    window,
  ),
  claim(
    "(f) dJ/dv_c as a sum, naive",
    derivative(windowNaive, "V", "r", "c"),
    sum("j", "m", derivative(naiveAt(outside), "V", "r", "c")),
    window,
  ),
  claim(
    "(f) dJ/dv_c in full, naive",
    derivative(windowNaive, "V", "r", "c"),
    sum(
      "j",
      "m",
      subtract(sum("x", "n", multiply(yHatAt("x"), entry("U", "r", "x"))), entry("U", "r", outside)),
    ),
    window,
  ),
  claim("(f) dJ/dv_w = 0, naive", derivative(windowNaive, "V", "r", "w"), number(0), windowOther),
  claim(
    "(f) dJ/dU as a sum, negative sampling",
    derivative(windowNegative, "U", "r", "x"),
    sum("j", "m", derivative(negativeAt(outside), "U", "r", "x")),
    window,
  ),
  claim(
    "(f) dJ/dU in full, negative sampling",
    derivative(windowNegative, "U", "r", "x"),
    sum(
      "j",
      "m",
      multiply(
        add(
          multiply(delta("x", outside), subtract(sigmoid(centre("x", "c")), one)),
          sum("k", "K", multiply(delta("x", negative), sigmoid(centre("x", "c")))),
        ),
        entry("V", "r", "c"),
      ),
    ),
    window,
  ),
  claim(
    "(f) dJ/dv_c in full, negative sampling",
    derivative(windowNegative, "V", "r", "c"),
    sum(
      "j",
      "m",
      add(
        multiply(subtract(sigmoid(centre(outside, "c")), one), entry("U", "r", outside)),
        sum("k", "K", multiply(sigmoid(centre(negative, "c")), entry("U", "r", negative))),
      ),
    ),
    window,
  ),
  claim(
    "(f) dJ/dv_c as a sum, negative sampling",
    derivative(windowNegative, "V", "r", "c"),
    sum("j", "m", derivative(negativeAt(outside), "V", "r", "c")),
    window,
  ),
  claim(
    "(f) dJ/dv_w = 0, negative sampling",
    derivative(windowNegative, "V", "r", "w"),
    number(0),
    windowOther,
  ),
];

/** Every correct line of (a) to (f). */
export const correctLines: readonly Claim[] = [
  ...softmaxLines,
  ...sigmoidLines,
  ...negativeLines,
  ...windowLines,
];

/** What the write-up gets wrong, and what holds only under hypotheses that are left out here. */
export const wrongLines: readonly Claim[] = [
  claim(
    "(a) without one-hot y",
    crossEntropy((w) => entry("y", w)),
    negate(log(entry("yHat", "o"))),
    {
      ...free,
      hypotheses: [positive("yHat")],
    },
  ),
  claim(
    "(b) dJ/dv_c with the sign turned",
    derivative(naiveLoss, "v", "r"),
    subtract(at("o"), sum("w", "n", multiply(yHat("w"), at("w")))),
    free,
  ),
  claim(
    "(c) dJ/du_k without the indicator",
    derivative(naiveLoss, "U", "r", "k"),
    multiply(yHat("k"), up),
    free,
  ),
  claim(
    "(e) dJ/du_o, line 3 with u_k",
    toV("o"),
    negate(multiply(subtract(one, sigmoid(score(drawn))), up)),
    goodDraw,
  ),
  claim(
    "(e) dJ/du_k, line 1 without -v_c",
    toV(drawn),
    negate(divide(slope(negate(score(drawn))), sigmaK)),
    goodDraw,
  ),
  claim("(e) dJ/du_k when negatives repeat", toV(drawn), pushK, {
    ...anyDraw,
    hypotheses: [notDrawn("w", "o")],
  }),
  claim("(e) dJ/du_k when o is drawn", toV(drawn), pushK, { ...anyDraw, hypotheses: [distinct("w")] }),
  claim("(e) dJ/du_o when o is drawn", toV("o"), pull, { ...anyDraw, hypotheses: [distinct("w")] }),
  claim("(f) dJ/dv_w = 0 though w may be c", derivative(windowNaive, "V", "r", "w"), number(0), window),
  claim(
    "(f) dJ/dU of one outside word for the window",
    derivative(windowNaive, "U", "r", "x"),
    multiply(subtract(yHatAt("x"), delta("x", "w")), entry("V", "r", "c")),
    window,
  ),
];
