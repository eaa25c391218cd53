/* What a good student writes into the notebook, as text. */

export const solutions: Readonly<Record<string, string>> = {
  sigmoid: `function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}`,
  naiveSoftmax: `function naiveSoftmax(vc: Float64Array, o: number, U: Matrix): PairResult {
  const score = (w: number) => vc.reduce((sum, value, i) => sum + value * U.data[w * U.cols + i], 0);
  const scores = Array.from({ length: U.rows }, (_, w) => score(w));
  const most = Math.max(...scores);
  const Z = scores.reduce((sum, s) => sum + Math.exp(s - most), 0);
  const dVc = new Float64Array(U.cols);
  const dU = zeros(U.rows, U.cols);
  scores.forEach((s, w) => {
    const delta = Math.exp(s - most) / Z - (w === o ? 1 : 0);
    for (let i = 0; i < U.cols; i++) {
      dVc[i] += delta * U.data[w * U.cols + i];
      dU.data[w * U.cols + i] = delta * vc[i];
    }
  });
  return { loss: most + Math.log(Z) - scores[o], dVc, dU };
}`,
  negativeSampling: `function negativeSampling(vc: Float64Array, o: number, negatives: number[], U: Matrix): PairResult {
  const dVc = new Float64Array(U.cols);
  const dU = zeros(U.rows, U.cols);
  let loss = 0;
  const look = (w: number, came: boolean) => {
    let score = 0;
    for (let i = 0; i < U.cols; i++) score += vc[i] * U.data[w * U.cols + i];
    const s = came ? score : -score;
    loss += Math.max(-s, 0) + Math.log1p(Math.exp(-Math.abs(s)));
    const slope = sigmoid(score) - (came ? 1 : 0);
    for (let i = 0; i < U.cols; i++) {
      dVc[i] += slope * U.data[w * U.cols + i];
      dU.data[w * U.cols + i] += slope * vc[i];
    }
  };
  look(o, true);
  negatives.forEach((w) => look(w, false));
  return { loss, dVc, dU };
}`,
  skipGram: `function skipGram(centre: number, outside: number[], V: Matrix, U: Matrix, pairLoss: PairLoss): WindowResult {
  const dV = zeros(V.rows, V.cols);
  const dU = zeros(U.rows, U.cols);
  let loss = 0;
  const vc = V.data.slice(centre * V.cols, (centre + 1) * V.cols);
  for (const o of outside) {
    const pair = pairLoss(vc, o, U);
    loss += pair.loss;
    pair.dVc.forEach((value, i) => (dV.data[centre * V.cols + i] += value));
    pair.dU.data.forEach((value, i) => (dU.data[i] += value));
  }
  return { loss, dV, dU };
}`,
  windowAt: `function windowAt(sentence: number[], t: number, radius: number): { centre: number; outside: number[] } {
  const near = sentence.filter((w, i) => i !== t && Math.abs(i - t) <= radius);
  return { centre: sentence[t], outside: near.filter((w) => w !== sentence[t]) };
}`,
  negativesTable: `function negativesTable(counts: number[], power: number, size: number): number[] {
  const weights = counts.map((count) => count ** power);
  const total = weights.reduce((a, b) => a + b);
  let w = 0;
  let end = weights[0];
  return Array.from({ length: size }, (_, i) => {
    while (w < counts.length - 1 && (i / size) * total > end) end += weights[++w];
    return w;
  });
}`,
  descend: `function descend(
  x: Float64Array,
  gradient: (x: Float64Array) => Float64Array,
  stepSize: number,
  iterations: number,
  annealEvery: number,
): Float64Array {
  let now = x;
  for (let t = 0; t < iterations; t++) {
    const slope = gradient(now);
    const step = stepSize / 2 ** Math.floor(t / annealEvery);
    now = now.map((value, i) => value - step * slope[i]);
  }
  return now;
}`,
};
