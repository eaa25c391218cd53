import assert from "node:assert/strict";
import { test } from "node:test";
import { jupyterDisplay } from "../../dist/display/displayable";
import { rotationOnto, times } from "../../dist/evaluation/align";
import { fromRows, type Matrix } from "../../dist/model/matrix";
import { explorer, type ExplorerData, type ExplorerWords } from "../../dist/notebook/explorer";
import { WordFilm } from "../../dist/pages/explore/film";
import { readModels } from "../../dist/pages/explore/word-model";
import { standardNormal } from "../../dist/random/normal";
import { Xoshiro128 } from "../../dist/random/xoshiro";
import { project } from "../../dist/vectors/project";

const [n, d] = [40, 4];
const draw = standardNormal(new Xoshiro128(8));
const random = (): Matrix => fromRows(Array.from({ length: n }, () => Array.from({ length: d }, draw)));
const words = Array.from({ length: n }, (_, w) => `word${w}`);
const counts = words.map((_, w) => w); // the last word is the most frequent
const [first, last] = [random(), random()];

/** A model whose film has two pictures, at 0 and 100. */
function filmed(pictures: readonly Matrix[]): ExplorerWords {
  const rows = pictures.map(({ data }) => Float32Array.from(data));
  const film = { unit: "iterations", moments: [0, 100], words, pictures: rows };
  return { words, counts, vectors: pictures[1], film };
}

function films(models: Record<string, ExplorerWords>): WordFilm[] {
  const bundle = explorer(models)[jupyterDisplay]();
  const { data } = bundle["application/vnd.word2vec.live+json"] as { data: ExplorerData };
  const made: WordFilm[] = [];
  for (const model of readModels(data.models)) {
    assert.ok(model.film);
    made.push(new WordFilm(model.film, model, made[0]));
  }
  return made;
}

const sixteenBits = 1e-3; // places of some units, rounded to 1 / 32767 of the largest
function requireNear(places: Float32Array, expected: ArrayLike<number>): void {
  assert.equal(places.length, expected.length);
  places.forEach((value, i) =>
    assert.ok(Math.abs(value - expected[i]) < sixteenBits, `${value}, ${expected[i]}`),
  );
}

test("a film ends at the map of its last vectors, and its words go there in straight lines", () => {
  const [film] = films({ a: filmed([first, last]) });
  const ids = words.map((_, w) => n - 1 - w); // the page has the most frequent first
  const { coordinates } = project(last, ids);
  requireNear(film.at(1), coordinates.data);
  const [begin, end] = [film.at(0), film.at(1)];
  requireNear(
    film.at(0.25),
    begin.map((value, i) => 0.75 * value + 0.25 * end[i]),
  );
  const { middle, half } = film.frame; // of 32-bit places
  for (const places of [begin, end])
    places.forEach((value, i) => assert.ok(Math.abs(value - middle[i % 2]) <= half * (1 + 2 ** -23)));
});

test("beside another film, one that is the same turned in space moves as that one does", () => {
  const Q = rotationOnto(random(), random());
  const [one, other] = films({ a: filmed([first, last]), b: filmed([times(first, Q), times(last, Q)]) });
  for (const share of [0, 0.5, 1]) requireNear(other.at(share), one.at(share));
});

test("a film of one moment, or of other words, is none", () => {
  const one = filmed([first, last]);
  assert.ok(one.film);
  const bundle = (film: object): unknown => {
    const shown = explorer({ a: { ...one, film: { ...one.film, ...film } } as ExplorerWords })[
      jupyterDisplay
    ]();
    return (shown["application/vnd.word2vec.live+json"] as { data: ExplorerData }).data.models[0].film;
  };
  assert.equal(bundle({ moments: [0], pictures: one.film.pictures.slice(0, 1) }), null);
  assert.equal(bundle({ words: words.map((word) => `other ${word}`) }), null);
});
