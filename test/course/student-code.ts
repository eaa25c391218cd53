import type { Matrix } from "../../dist/model/matrix";
import type {
  ExerciseName,
  PairResult,
  StudentFunctions,
  WindowResult,
} from "../../dist/course/student-functions";

/* Right functions as students write them, each from scratch, and in different hands. */

export interface Written<Name extends ExerciseName = ExerciseName> {
  readonly name: Name;
  readonly what: string;
  readonly own: StudentFunctions[Name];
  /** what the diagnosis of a wrong one is to name */
  readonly named?: RegExp;
}

export const sig = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
export const zeros = (rows: number, cols: number): Matrix => ({
  rows,
  cols,
  data: new Float64Array(rows * cols),
});
export const at = (M: Matrix, w: number): number[] =>
  Array.from(M.data).slice(w * M.cols, w * M.cols + M.cols);
export const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

export function write<Name extends ExerciseName>(
  name: Name,
  what: string,
  own: StudentFunctions[Name],
  named?: RegExp,
): Written {
  return { name, what, own, named } as unknown as Written;
}

/** Naive softmax with a place for each mistake. */
export function softmax(spoil: {
  loss?: (p: number[], o: number, z: number[]) => number;
  predict?: (z: number[]) => number[];
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
    const p = spoil.predict?.(z) ?? e.map((each) => each / Z);
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
    const ofPrediction = spoil.predict ? -Math.log(p[o]) : Math.log(Z) + most - z[o];
    return { loss: spoil.loss?.(p, o, z) ?? ofPrediction, dVc, dU };
  };
}

/** Negative sampling, likewise. */
export function sampling(spoil: {
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
export function window(spoil: {
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

export const table =
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

export const descent =
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
export const halved = (eta: number, every: number, t: number): number =>
  eta / 2 ** Math.floor((t - 1) / every);

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
