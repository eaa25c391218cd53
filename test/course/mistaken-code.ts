import {
  at,
  descent,
  dot,
  halved,
  sampling,
  sig,
  softmax,
  table,
  window,
  write,
  zeros,
  type Written,
} from "./student-code";

/* Wrong functions as students write them, with what their diagnosis is to name. */

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
  write("sigmoid", "two forms mixed", (x) => Math.exp(x) / (1 + Math.exp(-x)), /two forms are mixed/),
  write("sigmoid", "minus below", (x) => 1 / (1 - Math.exp(-x)), /1 is taken away/),
  write(
    "sigmoid",
    "branches exchanged",
    (x) => (x < 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(-x) / (1 + Math.exp(-x))),
    /branches exchanged/,
  ),
  write("sigmoid", "base 2", (x) => 1 / (1 + 2 ** -x), /base is 2/),
  write(
    "naiveSoftmax",
    "all words charged",
    softmax({ loss: (p) => -p.reduce((sum, q) => sum + Math.log(q), 0) }),
    /charged alike/,
  ),
  write(
    "naiveSoftmax",
    "a sigmoid of each score",
    softmax({ predict: (z) => z.map(sig) }),
    /loss, dVc, dU: a sigmoid is taken of each/,
  ),
  write(
    "naiveSoftmax",
    "not divided by the sum",
    softmax({ predict: (z) => z.map(Math.exp) }),
    /dVc, dU: the exponentials are not divided/,
  ),
  write(
    "naiveSoftmax",
    "the largest score above only",
    softmax({
      predict: (z) => {
        const [most, Z] = [Math.max(...z), z.reduce((sum, each) => sum + Math.exp(each), 0)];
        return z.map((each) => Math.exp(each - most) / Z);
      },
    }),
    /above the fraction and not below/,
  ),
  write(
    "naiveSoftmax",
    "scores by columns",
    (vc, o, U) => {
      const byColumns = zeros(U.rows, U.cols);
      for (let w = 0; w < U.rows; w++)
        for (let i = 0; i < U.cols; i++) byColumns.data[w * U.cols + i] = U.data[i * U.rows + w];
      const { loss, dU } = softmax({})(vc, o, byColumns);
      const delta = Array.from({ length: U.rows }, (_, w) => dU.data[w * U.cols] / vc[0]);
      return { ...softmax({ delta: () => delta })(vc, o, U), loss };
    },
    /read U by columns/,
  ),
  write(
    "naiveSoftmax",
    "slope of ŷ_o",
    softmax({ delta: (p, o) => p.map((q, w) => (w === o ? p[o] * (1 - p[o]) : -p[o] * q)) }),
    /slope of ŷ_o itself/,
  ),
  write(
    "naiveSoftmax",
    "loop from 1",
    softmax({ delta: (p, o) => p.map((q, w) => (w === 0 ? 0 : w === o ? q - 1 : q)) }),
    /first word is left out/,
  ),
  write("negativeSampling", "loop from 1", sampling({ negatives: (k) => k.slice(1) }), /first draw is left/),
  write("negativeSampling", "returns early", sampling({ negatives: (k) => [k[0]] }), /only the first draw/),
  write(
    "negativeSampling",
    "places for words",
    sampling({ negatives: (k) => k.map((_, place) => place) }),
    /place k stands/,
  ),
  write(
    "negativeSampling",
    "pushes in row k",
    (vc, o, negatives, U) => {
      const result = sampling({})(vc, o, [], U);
      const { loss, dVc } = sampling({})(vc, o, negatives, U);
      negatives.forEach((w, k) => {
        const slope = sig(dot(at(U, w), vc));
        for (let i = 0; i < U.cols; i++) result.dU.data[k * U.cols + i] += slope * vc[i];
      });
      return { loss, dVc, dU: result.dU };
    },
    /row of the word negatives\[k\]/,
  ),
  write(
    "negativeSampling",
    "yes and no exchanged",
    sampling({
      loss: (s, k) => -Math.log(sig(-s)) - k.reduce((sum, x) => sum + Math.log(sig(x)), 0),
      came: sig,
      drawn: (s) => sig(s) - 1,
    }),
    /loss, dVc, dU: yes and no are exchanged/,
  ),
  write(
    "negativeSampling",
    "a softmax over o and the draws",
    (vc, o, negatives, U) => {
      const words = [o, ...negatives];
      const e = words.map((w) => Math.exp(dot(at(U, w), vc)));
      const Z = e.reduce((a, b) => a + b);
      const [dVc, dU] = [new Float64Array(U.cols), zeros(U.rows, U.cols)];
      words.forEach((w, k) => {
        const slope = e[k] / Z - (k === 0 ? 1 : 0);
        for (let i = 0; i < U.cols; i++) {
          dVc[i] += slope * U.data[w * U.cols + i];
          dU.data[w * U.cols + i] += slope * vc[i];
        }
      });
      return { loss: -Math.log(e[0] / Z), dVc, dU };
    },
    /loss, dVc, dU: this is a softmax over the words/,
  ),
  write(
    "skipGram",
    "places for words",
    window({ words: (outside) => outside.map((_, j) => j) }),
    /place j stands/,
  ),
  write(
    "skipGram",
    "dV and dU exchanged",
    (...given) => {
      const { loss, dV, dU } = window({})(...given);
      return { loss, dV: dU, dU: dV };
    },
    /changed places/,
  ),
  write(
    "skipGram",
    "an id for a vector",
    (centre, outside, _V, U, pairLoss) => pairLoss(centre as unknown as Float64Array, outside[0], U) as never,
    /pairLoss requires the centre word's vector, a row of V/,
  ),
  write(
    "windowAt",
    "right words first",
    (s, t, r) => ({
      centre: s[t],
      outside: [...s.slice(t + 1, t + r + 1), ...s.slice(Math.max(0, t - r), t)].filter((w) => w !== s[t]),
    }),
    /before those on the left/,
  ),
  write(
    "windowAt",
    "places for words",
    (s, t, r) => {
      const places: number[] = [];
      for (let i = Math.max(0, t - r); i <= Math.min(s.length - 1, t + r); i++)
        if (s[i] !== s[t]) places.push(i);
      return { centre: s[t], outside: places };
    },
    /places of the words/,
  ),
  write(
    "windowAt",
    "nothing at the ends",
    (s, t, r) => ({
      centre: s[t],
      outside:
        t < r || t + r >= s.length
          ? []
          : [...s.slice(t - r, t), ...s.slice(t + 1, t + r + 1)].filter((w) => w !== s[t]),
    }),
    /the sentence just ends there/,
  ),
  write(
    "windowAt",
    "reads past the ends",
    (s, t, r) => {
      const outside: number[] = [];
      for (let i = t - r; i <= t + r; i++) if (i !== t && s[i] !== s[t]) outside.push(s[i]);
      return { centre: s[t], outside };
    },
    /whose entry 0 is nothing: was a place read that the array does not have/,
  ),
  write(
    "negativesTable",
    "logarithms",
    table((count) => Math.log(count + 1)),
    /logarithms of the counts/,
  ),
  write(
    "negativesTable",
    "3/4 whatever is asked",
    table((count) => count ** 0.75),
    /3\/4 whatever is asked/,
  ),
  write(
    "descend",
    "halved at once",
    descent((eta, every, t) => eta / 2 ** (1 + Math.floor((t - 1) / every))),
    /before the first iteration/,
  ),
  write(
    "descend",
    "a tenth",
    descent((eta, every, t) => eta / 10 ** Math.floor((t - 1) / every)),
    /divided by 10/,
  ),
  write(
    "descend",
    "momentum",
    (x, gradient, eta, iterations, every) => {
      const [now, kept] = [Float64Array.from(x), new Float64Array(x.length)];
      for (let t = 1; t <= iterations; t++) {
        const g = gradient(now);
        for (let i = 0; i < now.length; i++) {
          kept[i] = 0.9 * kept[i] + g[i];
          now[i] -= halved(eta, every, t) * kept[i];
        }
      }
      return now;
    },
    /momentum/,
  ),
];
