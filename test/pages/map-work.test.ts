import assert from "node:assert/strict";
import { test } from "node:test";
import { UMAP } from "umap-js";
import { jupyterDisplay } from "../../dist/display/displayable";
import { rotationOnto, times } from "../../dist/evaluation/align";
import { fromRows, row, zeros, type Matrix } from "../../dist/model/matrix";
import { explorer, type ExplorerData } from "../../dist/notebook/explorer";
import { byGroup, readGroups } from "../../dist/pages/explore/word-colours";
import { combined } from "../../dist/pages/explore/combination";
import { mapWork, type MapJob, type MapPart } from "../../dist/pages/explore/map-work";
import { layOut } from "../../dist/pages/explore/umap-in-slices";
import { readModels } from "../../dist/pages/explore/word-model";
import { standardNormal } from "../../dist/random/normal";
import { Xoshiro128 } from "../../dist/random/xoshiro";
import { Neighbours } from "../../dist/vectors/neighbours";

const [n, d] = [120, 6];
const draw = standardNormal(new Xoshiro128(5));
const words = Array.from({ length: n }, (_, w) => `word${w}`);
/** Two clouds of words, far apart: even words in one, odd ones in the other. */
const vectors = fromRows(
  words.map((_, w) => Array.from({ length: d }, (_, i) => (i === w % 2 ? 8 : 0) + draw() * (i + 1))),
);
const square = (): Matrix => fromRows(Array.from({ length: d }, () => Array.from({ length: d }, draw)));
const turned = times(vectors, rotationOnto(square(), square()));

function pageData(models: Record<string, Matrix>): ExplorerData {
  const named = Object.fromEntries(Object.entries(models).map(([name, V]) => [name, { words, vectors: V }]));
  const bundle = explorer(named)[jupyterDisplay]();
  return (bundle["application/vnd.word2vec.live+json"] as { data: ExplorerData }).data;
}

function made(models: Record<string, Matrix>, job: MapJob): MapPart {
  const parts = [...mapWork(pageData(models).models)(job, () => {})];
  const last = parts.at(-1);
  assert.ok(last && last.done === 1);
  return last;
}

test("a model that is another one turned has the same map beside it, to its 16 bits", () => {
  const { places } = made({ a: vectors, b: turned }, { kind: "svd", words: n, models: [0, 1] });
  const largest = Math.max(...places[0].map(Math.abs));
  const rounding = (20 / 32767) * d; // vectors are shorter than 20 units a number
  places[0].forEach((value, i) =>
    assert.ok(Math.abs(value - places[1][i]) <= 10 * rounding, `${value}, ${places[1][i]} of ${largest}`),
  );
});

test("UMAP leaves two clouds of words apart, and gives the same picture again", () => {
  const job: MapJob = { kind: "umap", words: n, models: [0] };
  const clouds = fromRows(
    words.map((_, w) => Array.from({ length: d }, (_, i) => (i === w % 2 ? 9 : 0) + draw())),
  );
  const [{ places }, again] = [made({ a: clouds }, job), made({ a: clouds }, job)];
  assert.deepEqual(again.places, places);
  const at = (w: number): [number, number] => [places[0][2 * w], places[0][2 * w + 1]];
  const near = words.filter((_, w) => {
    const others = words.map((_, o) => o).filter((o) => o !== w);
    const distance = (o: number): number => Math.hypot(at(o)[0] - at(w)[0], at(o)[1] - at(w)[1]);
    const closest = others.reduce((best, o) => (distance(o) < distance(best) ? o : best));
    return closest % 2 === w % 2;
  });
  assert.ok(near.length >= 0.95 * n, `${near.length} of ${n} words stand beside one of their own cloud`);
});

test("UMAP in slices has the points of the library's own fit, to the last bit", () => {
  const k = 10;
  const spots = Array.from({ length: n }, (_, i) => [draw() + (i % 3), draw(), draw()]);
  spots[1] = spots[4] = spots[0]; // which are nowhere apart
  const order = spots.map((from) =>
    spots
      .map((to, id) => ({ id, distance: Math.hypot(...from.map((x, i) => x - to[i])) }))
      .sort((a, b) => a.distance - b.distance)
      .slice(0, k + 1),
  );
  const ids = order.map((near) => near.map(({ id }) => id));
  const distances = order.map((near) => near.map(({ distance }) => distance));
  const uniforms = (): (() => number) => {
    const source = new Xoshiro128(2);
    return () => source.uint32() / 2 ** 32;
  };
  const umap = new UMAP({ nNeighbors: k, random: uniforms() });
  umap.setPrecomputedKNN(ids, distances);
  for (let left = umap.initializeFit(spots); left > 0; left--) umap.step();
  for (const pairsAtOnce of [100, undefined]) {
    const parts = [...layOut({ ids, distances }, k, uniforms(), pairsAtOnce)];
    assert.deepEqual(parts.at(-1), { points: umap.getEmbedding(), done: 1 });
    assert.ok(parts.every(({ done }, i) => done <= (parts[i + 1]?.done ?? 1)));
  }
});

test("neighbours and analogies of a page are those of the vectors themselves", () => {
  const [model] = readModels(pageData({ a: vectors }).models);
  const exact = new Neighbours(vectors);
  const same = (found: { id: number; cosine: number }[], own: { id: number; cosine: number }[]): void => {
    assert.deepEqual(
      found.map(({ id }) => id),
      own.map(({ id }) => id),
    );
    found.forEach(({ cosine }, i) => assert.ok(Math.abs(cosine - own[i].cosine) < 1e-3));
  };
  for (const id of [0, 7, 50]) same(model.nearest(model.direction(id), 5, [id]), exact.nearestToWord(id, 5));
  same(combined(model, { from: ["word3"], to: ["word9", "word4"] }, 5), exact.analogy(3, 9, 4, 5));
  assert.deepEqual(model.nearest(new Float64Array(d), 5), []);
});

test("a word without a direction has no neighbours, and does not end a map", () => {
  const some = { ...vectors, data: vectors.data.slice() };
  row(some, 4).fill(0);
  const [model] = readModels(pageData({ a: some }).models);
  assert.deepEqual(model.nearest(model.direction(4), 3), []);
  for (const kind of ["svd", "umap"] as const)
    assert.ok(made({ a: some }, { kind, words: n, models: [0] }).places[0].every(Number.isFinite));
});

test("words are found by how they begin, then by what they hold, in small letters too", () => {
  const named = { a: { words: ["Tea", "steam", "team", "tea"], vectors: zeros(4, 2) } };
  const bundle = explorer(named)[jupyterDisplay]();
  const [model] = readModels(
    (bundle["application/vnd.word2vec.live+json"] as { data: ExplorerData }).data.models,
  );
  assert.deepEqual(
    model.suggest("TEA", 5),
    [0, 2, 3, 1].sort((a, b) => Number(a === 1) - Number(b === 1) || a - b),
  );
  assert.equal(model.find("TEA"), 3);
  assert.equal(model.find("constructor"), undefined);
});

test("a pasted list is read as groups, by line, whatever its words are", () => {
  assert.deepEqual(
    { ...readGroups("drinks: tea, coffee\nrain snow\n__proto__: x") },
    {
      drinks: ["tea", "coffee"],
      "my words": ["rain", "snow"],
      ...Object.fromEntries([["__proto__", ["x"]]]),
    },
  );
  const { colours, legend } = byGroup(["tea", "rain", "x"], readGroups("drinks: tea milk\nrain"));
  assert.deepEqual([...colours], [1, 2, 0]);
  assert.deepEqual(legend, ["drinks (1 of 2 words)", "my words (1 of 1 words)"]);
});

test("a page holds the most frequent words, and no more vectors than it has room for", () => {
  const many = { words: Array.from({ length: 21_000 }, (_, w) => `w${w}`), vectors: zeros(21_000, 2) };
  const counts = Float64Array.from(many.words, (_, w) => w + 1); // the last word is the most frequent
  const held = (model: object): ExplorerData["models"][number] => {
    const bundle = explorer({ a: { ...many, ...model } })[jupyterDisplay]();
    return (bundle["application/vnd.word2vec.live+json"] as { data: ExplorerData }).data.models[0];
  };
  assert.deepEqual(held({ counts }).words?.slice(0, 2), ["w20999", "w20998"]);
  assert.equal(held({ counts }).vectors.rows, 20_000);
  const wide = held({ vectors: zeros(21_000, 400) }).vectors;
  assert.ok(wide.rows < 5000 && wide.numbers.length + wide.scales.length <= 4_200_000);
});
