import { padded, rotationOnto, times } from "../../evaluation/align";
import { fromRows, row, zeros, type Matrix } from "../../model/matrix";
import type { ExplorerModel } from "../../notebook/explorer";
import { Xoshiro128 } from "../../random/xoshiro";
import { unitRows } from "../../vectors/cosine";
import { onAxes, project } from "../../vectors/project";
import type { Work } from "../background";
import { layOut, type LayoutPart, type NearestPoints } from "./umap-in-slices";
import { readModels, type Near, type WordModel } from "./word-model";

/** A map that is wanted: of the most frequent words of one model, and of another one as it stands to the first. */
export interface MapJob {
  kind: "svd" | "umap" | "none";
  words: number;
  /** places of the models, one or two */
  models: number[];
}

/** The map as far as it is. */
export interface MapPart {
  /** of each model, shape (n, 2) */
  places: Float32Array[];
  /** 0 to 1 */
  done: number;
  /** what a reader should know of it */
  says: string;
}

/** Makes maps of the models of a page. */
export function mapWork(data: readonly ExplorerModel[]): Work<MapJob, MapPart> {
  const models = readModels(data);
  return ({ kind, words, models: wanted }) => {
    if (kind === "none") return [];
    const [first, second] = wanted.map((m) => models[m]);
    return kind === "svd" ? principalMaps(first, second, words) : umapMaps(first, second, words);
  };
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

/**
 * Both models in the plane of the first one's two principal axes. The second is turned onto the first before, by the
 * rotation that brings the directions of the words of both nearest together.
 */
function* principalMaps(first: WordModel, second: WordModel | undefined, words: number): Generator<MapPart> {
  const vectors = firstRows(first, words, second?.vectors.cols);
  const ids = Array.from({ length: vectors.rows }, (_, w) => w);
  const projection = project(vectors, ids);
  const [x, y] = projection.shares;
  const places = [Float32Array.from(projection.coordinates.data)];
  if (second) {
    const turned = turnedOnto(first, second, firstRows(second, words, vectors.cols));
    places.push(Float32Array.from(onAxes(turned, projection).data));
  }
  const says = `The two directions of ${first.name} in which its words differ most: ${percent(x)} and ${percent(y)} of the variance.`;
  yield { places, done: 1, says };
}

function firstRows({ vectors }: WordModel, words: number, cols = 2): Matrix {
  const rows = Math.min(words, vectors.rows);
  const some = { ...vectors, rows, data: vectors.data.subarray(0, rows * vectors.cols) };
  return padded(some, Math.max(cols, vectors.cols, 2));
}

function turnedOnto(first: WordModel, second: WordModel, vectors: Matrix): Matrix {
  const shared = second.words.flatMap((word, b) => {
    const a = first.find(word);
    return a === undefined || first.words[a] !== word ? [] : [[a, b]];
  });
  if (shared.length === 0) return vectors;
  const [A, B] = [first, second].map(({ vectors: all }, side) => {
    const rows = zeros(shared.length, all.cols);
    shared.forEach((pair, r) => rows.data.set(row(all, pair[side]), r * all.cols));
    return unitRows(padded(rows, vectors.cols));
  });
  return times(vectors, rotationOnto(A, B));
}

const nearWords = 15; // the usual number of neighbours of UMAP

/** UMAP (McInnes and others, 2018) of each model; the second is turned in the plane so that it lies as the first does. */
function* umapMaps(first: WordModel, second: WordModel | undefined, words: number): Generator<MapPart> {
  const models = second ? [first, second] : [first];
  const places: Float32Array[] = [];
  const says = `UMAP with ${nearWords} neighbours: what lies near is alike; directions and large distances mean nothing.`;
  for (const [m, model] of models.entries())
    for (const { points, done } of umapSteps(model, words)) {
      if (points) places[m] = m === 0 ? flat(points) : laidOnto(first, model, places[0], points);
      yield { places: [...places], done: (m + done) / models.length, says };
    }
}

const comparing = 0.2; // the part of the work that goes before the graph
const comparedAtOnce = 4e6; // numbers, in less than 0.05 s

function* umapSteps(model: WordModel, words: number): Generator<LayoutPart> {
  const n = Math.min(words, model.words.length);
  const k = Math.min(nearWords, n - 1);
  const near: NearestPoints = { ids: [], distances: [] };
  const wordsAtOnce = Math.ceil(comparedAtOnce / (n * model.vectors.cols));
  for (let id = 0; id < n; id++) {
    const nearest = nearestTo(model, id, n, k);
    near.ids.push(nearest.map((each) => each.id));
    near.distances.push(nearest.map(({ cosine }) => Math.sqrt(Math.max(0, 2 - 2 * cosine))));
    if (id % wordsAtOnce === 0) yield { done: (comparing * id) / n };
  }
  const source = new Xoshiro128(1);
  for (const { points, done } of layOut(near, k, () => source.uint32() / 2 ** 32))
    yield { points, done: comparing + (1 - comparing) * done };
}

/** A word, then its k nearest among the first n. A word without a direction has nobody but itself. */
function nearestTo(model: WordModel, id: number, n: number, k: number): Near[] {
  const itself = { id, cosine: 1 };
  const near = model.nearest(model.direction(id), k, [id], n);
  return [itself, ...near, ...Array.from({ length: k - near.length }, () => itself)];
}

const flat = (points: number[][]): Float32Array => Float32Array.from(points.flat());

/** Points turned, and moved, so that the words of both maps lie as near to each other as they can. */
function laidOnto(first: WordModel, second: WordModel, onto: Float32Array, points: number[][]): Float32Array {
  const shared = points.flatMap((_, b) => {
    const a = first.find(second.words[b]);
    return a === undefined || 2 * a >= onto.length ? [] : [[a, b]];
  });
  if (shared.length < 2) return flat(points);
  const A = centred(shared.map(([a]) => [onto[2 * a], onto[2 * a + 1]]));
  const B = centred(shared.map(([, b]) => points[b]));
  const turned = times(
    fromRows(points.map(([x, y]) => [x - B.mean[0], y - B.mean[1]])),
    rotationOnto(A.rows, B.rows),
  );
  return Float32Array.from(turned.data, (value, i) => value + A.mean[i % 2]);
}

function centred(points: number[][]): { rows: Matrix; mean: [number, number] } {
  const mean = [0, 1].map((a) => points.reduce((sum, point) => sum + point[a], 0) / points.length);
  return { rows: fromRows(points.map(([x, y]) => [x - mean[0], y - mean[1]])), mean: [mean[0], mean[1]] };
}
