import { UMAP } from "umap-js";
import { findABParams } from "umap-js/dist/umap";

/** Of each point those that are nearest to it, itself first, and how far they are; shapes (n, k + 1). */
export interface NearestPoints {
  ids: number[][];
  distances: number[][];
}

/** How far a layout is, 0 to 1, and where its points are as soon as they have places, shape (n, 2). */
export interface LayoutPart {
  points?: number[][];
  done: number;
}

/** The pairs of points that attract each other, by the first one and then the second, and how strongly, 0 to 1. */
interface Pairs {
  first: number[];
  second: number[];
  strengths: number[];
}

/** An instance of the library, and how many pairs it moves. */
interface Part {
  umap: UMAP;
  pairs: number;
}

const rowsAtOnce = 500;
const movedAtOnce = 20_000; // pairs, in less than 0.05 s
const pictures = 100; // of a layout on its way
const graphShare = 0.1; // of the work

/**
 * UMAP (McInnes and others, 2018) by umap-js, in slices: `initializeFit` and `step` of the library do at once what takes
 * seconds for thousands of points, and here others may work in between. The points come to the same places, to the last bit.
 *
 * Its parts are called one by one. Of one epoch, which moves all pairs, each instance of the library has some pairs, and
 * all instances have the same points and the same source of random numbers.
 *
 * @param k           how many of the nearest points make the graph
 * @param random      uniforms in [0, 1)
 * @param pairsAtOnce how many pairs are moved before others may work
 */
export function* layOut(
  near: NearestPoints,
  k: number,
  random: () => number,
  pairsAtOnce = movedAtOnce,
): Generator<LayoutPart> {
  const n = near.ids.length;
  const epochs = epochsFor(n);
  const pairs: Pairs = { first: [], second: [], strengths: [] };
  for (const done of join(near, k, pairs)) yield { done: graphShare * done };
  const points = Array.from({ length: n }, () => [random() * 20 - 10, random() * 20 - 10]);
  const curve = findABParams(1, 0.1); // the library's own spread and least distance
  yield { done: graphShare };
  const parts: Part[] = [];
  for (const part of partsOf(pairs, pairsAtOnce, points, { ...curve, nEpochs: epochs }, random)) {
    parts.push(part);
    yield { done: graphShare };
  }
  const pictureEvery = Math.ceil(epochs / pictures);
  let moved = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const done = graphShare + ((1 - graphShare) * epoch) / epochs;
    for (const part of parts) {
      part.umap.step();
      moved += part.pairs;
      if (moved < pairsAtOnce || done === 1) continue;
      moved = 0;
      yield { done };
    }
    if (epoch % pictureEvery === 0 || epoch === epochs) yield { points, done };
  }
}

/** As many as the library chooses by itself. */
function epochsFor(n: number): number {
  if (n <= 2500) return 500;
  if (n <= 5000) return 400;
  return n <= 7500 ? 300 : 200;
}

/**
 * Puts the pairs of the fuzzy union into `into`: with p_ij the strength by which i is drawn to its neighbour j,
 *
 *     s_ij = p_ij + p_ji − p_ij p_ji
 */
function* join({ ids, distances }: NearestPoints, k: number, into: Pairs): Generator<number> {
  const umap = new UMAP();
  const drawn: Map<number, number>[] = []; // of each i: p_ij by j
  const drawnBy: number[][] = ids.map(() => []);
  for (let begin = 0; begin < ids.length; begin += rowsAtOnce) {
    const some = distances.slice(begin, begin + rowsAtOnce);
    const scales: { sigmas: number[]; rhos: number[] } = umap["smoothKNNDistance"](some, k);
    for (const [r, row] of some.entries()) {
      const i = begin + r;
      const own = new Map<number, number>();
      for (const [place, j] of ids[i].entries()) {
        const p = j === i ? 0 : Math.min(1, Math.exp(-((row[place] - scales.rhos[r]) / scales.sigmas[r])));
        if (p === 0) continue;
        own.set(j, p);
        drawnBy[j].push(i);
      }
      drawn.push(own);
    }
    yield (0.5 * begin) / ids.length;
  }
  for (const [i, own] of drawn.entries()) {
    for (const j of [...new Set([...own.keys(), ...drawnBy[i]])].sort((a, b) => a - b)) {
      const [p, q] = [own.get(j) ?? 0, drawn[j].get(i) ?? 0];
      into.first.push(i);
      into.second.push(j);
      into.strengths.push(p + q - p * q);
    }
    if (i % rowsAtOnce === 0) yield 0.5 + (0.5 * i) / ids.length;
  }
}

/**
 * Instances of the library, each with some of the pairs. Those pairs that would not be moved in any epoch are left out.
 *
 * @param layout a and b of the curve of attraction over distance, and the epochs
 */
function* partsOf(
  { first, second, strengths }: Pairs,
  pairsAtOnce: number,
  points: number[][],
  layout: { a: number; b: number; nEpochs: number },
  random: () => number,
): Generator<Part> {
  const epochs = layout.nEpochs;
  const strongest = strengths.reduce((best, value) => Math.max(best, value), 0);
  const kept = [...strengths.keys()].filter((at) => strengths[at] > 0 && strengths[at] >= strongest / epochs);
  for (let begin = 0; begin < kept.length; begin += pairsAtOnce) {
    const some = kept.slice(begin, begin + pairsAtOnce);
    const umap = new UMAP({ nEpochs: epochs, random });
    umap["assignOptimizationStateParameters"]({
      headEmbedding: points,
      tailEmbedding: points,
      head: some.map((at) => second[at]),
      tail: some.map((at) => first[at]),
      epochsPerSample: some.map((at) => epochs / ((strengths[at] / strongest) * epochs)), // rounded as there
      nVertices: points.length,
      ...layout,
    });
    umap["prepareForOptimizationLoop"]();
    yield { umap, pairs: some.length };
  }
}
