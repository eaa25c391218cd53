import type { Matrix } from "../../dist/model/matrix";
import type {
  ExerciseName,
  PairResult,
  StudentFunctions,
  WindowResult,
} from "../../dist/course/student-functions";

/* Functions as students write them, each from scratch. Right ones first, in different hands; then wrong ones. */

export interface Written<Name extends ExerciseName = ExerciseName> {
  readonly name: Name;
  readonly what: string;
  readonly own: StudentFunctions[Name];
  /** what the diagnosis of a wrong one is to name */
  readonly named?: RegExp;
}

const sig = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
const zeros = (rows: number, cols: number): Matrix => ({ rows, cols, data: new Float64Array(rows * cols) });
const at = (M: Matrix, w: number): number[] => Array.from(M.data).slice(w * M.cols, w * M.cols + M.cols);
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

function write<Name extends ExerciseName>(
  name: Name,
  what: string,
  own: StudentFunctions[Name],
  named?: RegExp,
): Written {
  return { name, what, own, named } as unknown as Written;
}

/** Naive softmax with a place for each mistake. */
function softmax(spoil: {
  loss?: (p: number[], o: number, z: number[]) => number;
  delta?: (p: number[], o: number) => number[];
  deltaU?: (p: number[], o: number) => number[];
  row?: (w: number, vc: Float64Array, U: Matrix) => ArrayLike<number>;
  shift?: boolean;
}): StudentFunctions["naiveSoftmax"] {
  return (vc, o, U) => {
    const z: number[] = [];
    for (let w = 0; w < U.rows; w++) z.push(dot(at(U, w), vc));
    const most = spoil.shift === false ? 0 : Math.max(...z);
    const e = z.map((each) => Math.exp(each - most));
    const Z = e.reduce((a, b) => a + b, 0);
    const p = e.map((each) => each / Z);
    const delta = (spoil.delta ?? ((q) => q.map((v, w) => (w === o ? v - 1 : v))))(p, o);
    const deltaU = spoil.deltaU?.(p, o) ?? delta;
    const dVc = new Float64Array(U.cols);
    const dU = zeros(U.rows, U.cols);
    for (let w = 0; w < U.rows; w++) {
      const from = spoil.row?.(w, vc, U) ?? vc;
      for (let i = 0; i < U.cols; i++) {
        dVc[i] += delta[w] * U.data[w * U.cols + i];
        dU.data[w * U.cols + i] = deltaU[w] * from[i];
      }
    }
    return { loss: spoil.loss?.(p, o, z) ?? Math.log(Z) + most - z[o], dVc, dU };
  };
}

/** Negative sampling, likewise. */
function sampling(spoil: {
  loss?: (came: number, drawn: number[], K: number) => number;
  came?: (s: number) => number;
  drawn?: (s: number, K: number) => number;
  negatives?: (negatives: number[], o: number) => number[];
  put?: (before: number, value: number) => number;
  row?: (w: number, vc: Float64Array, U: Matrix) => ArrayLike<number>;
}): StudentFunctions["negativeSampling"] {
  return (vc, o, given, U): PairResult => {
    const negatives = spoil.negatives?.(given, o) ?? given;
    const dVc = new Float64Array(U.cols);
    const dU = zeros(U.rows, U.cols);
    const push = (w: number, slope: number): void => {
      const from = spoil.row?.(w, vc, U) ?? vc;
      for (let i = 0; i < U.cols; i++) {
        dVc[i] += slope * U.data[w * U.cols + i];
        const put = spoil.put ?? ((before: number, value: number) => before + value);
        dU.data[w * U.cols + i] = put(dU.data[w * U.cols + i], slope * from[i]);
      }
    };
    const s = dot(at(U, o), vc);
    push(o, (spoil.came ?? ((x) => sig(x) - 1))(s));
    const scores = negatives.map((w) => dot(at(U, w), vc));
    negatives.forEach((w, k) => push(w, (spoil.drawn ?? ((x) => sig(x)))(scores[k], negatives.length)));
    const cost = (x: number): number => (x > 0 ? Math.log1p(Math.exp(-x)) : -x + Math.log1p(Math.exp(x)));
    const loss =
      spoil.loss?.(s, scores, negatives.length) ?? cost(s) + scores.reduce((sum, x) => sum + cost(-x), 0);
    return { loss, dVc, dU };
  };
}

/** Skip-gram, likewise. */
function window(spoil: {
  words?: (outside: number[], centre: number) => number[];
  centre?: (centre: number, o: number, V: Matrix, U: Matrix) => number[];
  scale?: (m: number) => number;
  rowOfV?: (centre: number, o: number) => number;
  putV?: (before: number, value: number) => number;
}): StudentFunctions["skipGram"] {
  return (centre, outside, V, U, pairLoss): WindowResult => {
    const words = spoil.words?.(outside, centre) ?? outside;
    const scale = spoil.scale?.(words.length) ?? 1;
    const [dV, dU] = [zeros(V.rows, V.cols), zeros(U.rows, U.cols)];
    let loss = 0;
    for (const o of words) {
      const vc = Float64Array.from(spoil.centre?.(centre, o, V, U) ?? at(V, centre));
      const pair = pairLoss(vc, o, U);
      loss += scale * pair.loss;
      const row = spoil.rowOfV?.(centre, o) ?? centre;
      for (let i = 0; i < V.cols; i++) {
        const put = spoil.putV ?? ((before: number, value: number) => before + value);
        dV.data[row * V.cols + i] = put(dV.data[row * V.cols + i], scale * pair.dVc[i]);
      }
      for (let i = 0; i < dU.data.length; i++) dU.data[i] += scale * pair.dU.data[i];
    }
    return { loss, dV, dU };
  };
}

const table =
  (weight: (count: number, power: number) => number): StudentFunctions["negativesTable"] =>
  (counts, power, size) => {
    const weights = counts.map((count) => weight(count, power));
    const total = weights.reduce((a, b) => a + b, 0);
    const out: number[] = [];
    let passed = 0;
    weights.forEach((each, w) => {
      passed += each;
      while (out.length < size && out.length + 1 <= Math.round((passed / total) * size)) out.push(w);
    });
    while (out.length < size) out.push(counts.length - 1);
    return out;
  };

const descent =
  (
    step: (eta: number, every: number, t: number) => number,
    first = 1,
    extra = 0,
  ): StudentFunctions["descend"] =>
  (x, gradient, eta, iterations, every) => {
    const now = Float64Array.from(x);
    for (let t = first; t <= iterations + extra; t++) {
      const g = gradient(now);
      for (let i = 0; i < now.length; i++) now[i] -= step(eta, every, t) * g[i];
    }
    return now;
  };
const halved = (eta: number, every: number, t: number): number => eta / 2 ** Math.floor((t - 1) / every);

export const rightOnes: Written[] = [
  write("sigmoid", "two branches", sig),
  write("sigmoid", "plain", (x) => 1 / (1 + Math.exp(-x))),
  write("sigmoid", "by tanh", (x) => (1 + Math.tanh(x / 2)) / 2),
  write("naiveSoftmax", "loops", softmax({})),
  write("naiveSoftmax", "lists in place of typed arrays", (vc, o, U) => {
    const { loss, dVc, dU } = softmax({})(vc, o, U);
    return { loss, dVc: [...dVc], dU: { ...dU, data: [...dU.data] } } as unknown as PairResult;
  }),
  write("negativeSampling", "loops", sampling({})),
  write("negativeSampling", "adds another field", (vc, o, negatives, U) => ({
    ...sampling({})(vc, o, negatives, U),
    scores: [],
  })),
  write("skipGram", "loops", window({})),
  write(
    "skipGram",
    "from the last word to the first",
    window({ words: (outside) => [...outside].reverse() }),
  ),
  write("windowAt", "slices", (s, t, r) => ({
    centre: s[t],
    outside: [...s.slice(Math.max(0, t - r), t), ...s.slice(t + 1, t + r + 1)].filter((w) => w !== s[t]),
  })),
  write(
    "negativesTable",
    "rounded ends",
    table((count, power) => count ** power),
  ),
  write("negativesTable", "the assignment's rule", (counts, power, size) => {
    const weights = counts.map((count) => Math.pow(count, power));
    const total = weights.reduce((a, b) => a + b);
    let [w, end] = [0, weights[0] / total];
    return Array.from({ length: size }, (_, i) => {
      while (i > end * size && w < counts.length - 1) end += weights[++w] / total;
      return w;
    });
  }),
  write("descend", "in a loop", descent(halved)),
  write("descend", "halves as it goes", (x, gradient, eta, iterations, every) => {
    let now = [...x];
    for (let t = 0; t < iterations; t++) {
      if (t > 0 && t % every === 0) eta /= 2;
      const g = gradient(Float64Array.from(now));
      now = now.map((value, i) => value - eta * g[i]);
    }
    return Float64Array.from(now);
  }),
  write("descend", "changes the x it is given", (x, gradient, eta, iterations, every) => {
    for (let t = 1; t <= iterations; t++) {
      const g = gradient(x);
      for (let i = 0; i < x.length; i++) x[i] -= halved(eta, every, t) * g[i];
    }
    return x;
  }),
];

export const wrongOnes: Written[] = [
  write("sigmoid", "sign of the exponent", (x) => 1 / (1 + Math.exp(x)), /which sign has x/),
  write("sigmoid", "brackets forgotten", (x) => 1 / 1 + Math.exp(-x), /what is divided by what/),
  write("sigmoid", "its derivative", (x) => sig(x) * (1 - sig(x)), /the slope/),
  write("sigmoid", "tanh", Math.tanh, /tanh/),
  write("sigmoid", "overflows", (x) => Math.exp(x) / (1 + Math.exp(x)), /exp grow beyond/),
  write("naiveSoftmax", "no minus", softmax({ loss: (p, o) => Math.log(p[o]) }), /loss: the sign/),
  write("naiveSoftmax", "log2", softmax({ loss: (p, o) => -Math.log2(p[o]) }), /base 2/),
  write("naiveSoftmax", "log10", softmax({ loss: (p, o) => -Math.log10(p[o]) }), /base 10/),
  write("naiveSoftmax", "probability", softmax({ loss: (p, o) => p[o] }), /where is the logarithm/),
  write("naiveSoftmax", "score alone", softmax({ loss: (_p, o, z) => -z[o] }), /not divided by the sum/),
  write(
    "naiveSoftmax",
    "entropy",
    softmax({ loss: (p) => -p.reduce((sum, q) => sum + q * Math.log(q), 0) }),
    /every word is charged/,
  ),
  write(
    "naiveSoftmax",
    "y − ŷ",
    softmax({ delta: (p, o) => p.map((q, w) => (w === o ? 1 - q : -q)) }),
    /dVc, dU: the sign/,
  ),
  write("naiveSoftmax", "y forgotten", softmax({ delta: (p) => p }), /word that came is missing/),
  write(
    "naiveSoftmax",
    "only the row of o",
    softmax({ deltaU: (p, o) => p.map((q, w) => (w === o ? q - 1 : 0)) }),
    /dU: only the row/,
  ),
  write(
    "naiveSoftmax",
    "1 from every entry",
    softmax({ deltaU: (p) => p.map((q) => q - 1) }),
    /1 is taken from every/,
  ),
  write("naiveSoftmax", "u_w for v_c", softmax({ row: (w, _vc, U) => at(U, w) }), /u_w where v_c belongs/),
  write(
    "naiveSoftmax",
    "transposed",
    (vc, o, U) => {
      const right = softmax({})(vc, o, U);
      const dU = zeros(U.cols, U.rows);
      for (let w = 0; w < U.rows; w++)
        for (let i = 0; i < U.cols; i++) dU.data[i * U.rows + w] = right.dU.data[w * U.cols + i];
      return { ...right, dU };
    },
    /transposed/,
  ),
  write(
    "naiveSoftmax",
    "no shift",
    softmax({ shift: false, loss: (p, o) => -Math.log(p[o]) }),
    /exp grow beyond/,
  ),
  write(
    "negativeSampling",
    "wrong sign in the noes",
    sampling({ loss: (s, k) => -Math.log(sig(s)) - k.reduce((sum, x) => sum + Math.log(sig(x)), 0) }),
    /scored with the wrong sign/,
  ),
  write(
    "negativeSampling",
    "minus for plus",
    sampling({ loss: (s, k) => -Math.log(sig(s)) + k.reduce((sum, x) => sum + Math.log(sig(-x)), 0) }),
    /taken away/,
  ),
  write(
    "negativeSampling",
    "mean of the noes",
    sampling({
      loss: (s, k, K) => -Math.log(sig(s)) - k.reduce((sum, x) => sum + Math.log(sig(-x)), 0) / K,
      drawn: (s, K) => sig(s) / K,
    }),
    /averaged/,
  ),
  write(
    "negativeSampling",
    "a set of negatives",
    sampling({ negatives: (k) => [...new Set(k)] }),
    /drawn twice/,
  ),
  write(
    "negativeSampling",
    "o left out",
    sampling({ negatives: (k, o) => k.filter((w) => w !== o) }),
    /left out/,
  ),
  write("negativeSampling", "σ for σ − 1", sampling({ came: sig }), /−1 is missing/),
  write("negativeSampling", "1 − σ for σ − 1", sampling({ came: (s) => 1 - sig(s) }), /1 − σ/),
  write("negativeSampling", "1 − σ for the noes", sampling({ drawn: (s) => 1 - sig(s) }), /slope 1 − σ/),
  write("negativeSampling", "noes pulled", sampling({ drawn: (s) => -sig(s) }), /pushed away/),
  write(
    "negativeSampling",
    "slope of σ",
    sampling({ came: (s) => -sig(s) * (1 - sig(s)), drawn: (s) => sig(s) * (1 - sig(s)) }),
    /logarithm is missing/,
  ),
  write("negativeSampling", "= for +=", sampling({ put: (_before, value) => value }), /overwritten/),
  write(
    "negativeSampling",
    "u_k for v_c",
    sampling({ row: (w, _vc, U) => at(U, w) }),
    /u_k where v_c belongs/,
  ),
  write("skipGram", "a mean", window({ scale: (m) => 1 / m }), /averaged/),
  write(
    "skipGram",
    "a set of words",
    window({ words: (outside) => [...new Set(outside)] }),
    /twice counts twice/,
  ),
  write(
    "skipGram",
    "first word left out",
    window({ words: (outside) => outside.slice(1) }),
    /first outside word is left out/,
  ),
  write(
    "skipGram",
    "row of the outside word",
    window({ rowOfV: (_centre, o) => o }),
    /rows of the outside words/,
  ),
  write(
    "skipGram",
    "centre vector from U",
    window({ centre: (centre, _o, _V, U) => at(U, centre) }),
    /taken from U/,
  ),
  write("skipGram", "= for += in dV", window({ putV: (_before, value) => value }), /only the last/),
  write(
    "windowAt",
    "keeps the centre",
    (s, t, r) => ({ centre: s[t], outside: s.slice(Math.max(0, t - r), t + r + 1) }),
    /centre word itself/,
  ),
  write(
    "windowAt",
    "end of slice",
    (s, t, r) => ({
      centre: s[t],
      outside: [...s.slice(Math.max(0, t - r), t), ...s.slice(t + 1, t + r)].filter((w) => w !== s[t]),
    }),
    /right end is one short/,
  ),
  write(
    "windowAt",
    "negative start",
    (s, t, r) => ({
      centre: s[t],
      outside: [...s.slice(t - r, t), ...s.slice(t + 1, t + r + 1)].filter((w) => w !== s[t]),
    }),
    /negative place/,
  ),
  write(
    "windowAt",
    "keeps equal words",
    (s, t, r) => ({
      centre: s[t],
      outside: [...s.slice(Math.max(0, t - r), t), ...s.slice(t + 1, t + r + 1)],
    }),
    /equal the centre word are kept/,
  ),
  write(
    "negativesTable",
    "no power",
    table((count) => count),
    /power is not there/,
  ),
  write(
    "negativesTable",
    "uniform",
    table(() => 1),
    /same share/,
  ),
  write(
    "negativesTable",
    "1/power",
    table((count, power) => (power === 0 ? 1 : count ** (1 / power))),
    /1\/power/,
  ),
  write(
    "descend",
    "uphill",
    descent((...given) => -halved(...given)),
    /uphill/,
  ),
  write(
    "descend",
    "never halved",
    descent((eta) => eta),
    /never halved/,
  ),
  write(
    "descend",
    "halved too early",
    descent((eta, every, t) => eta / 2 ** Math.floor(t / every)),
    /too early/,
  ),
  write("descend", "one too few", descent(halved, 1, -1), /one iteration too few/),
  write(
    "descend",
    "first gradient",
    (x, gradient, eta, iterations, every) => {
      const g = gradient(x);
      const now = Float64Array.from(x);
      for (let t = 1; t <= iterations; t++)
        for (let i = 0; i < now.length; i++) now[i] -= halved(eta, every, t) * g[i];
      return now;
    },
    /at the start only/,
  ),
];
