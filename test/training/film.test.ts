import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import type { Corpus } from "../../dist/corpus/corpus";
import { explorerFilm } from "../../dist/notebook/explorer-film";
import { withDefaults } from "../../dist/settings/settings";
import { AssignmentRun } from "../../dist/training/assignment/run";
import { readTrainedFilm, trainMissing } from "../../dist/training/assignment/train-missing";
import { FilmRecorder, type Film } from "../../dist/training/film";
import { readFilm, writeFilm } from "../../dist/training/film-file";

const folder = mkdtempSync(path.join(tmpdir(), "films-"));
after(() => rmSync(folder, { recursive: true }));

const corpus: Corpus = { name: "toy", sha256: "abc", sentences: [["to", "be", "or", "not", "to", "be"]] };

test("a film has the beginning, every sixteenth of a training and its end, the most frequent word first", () => {
  const data = new Float64Array(6);
  let now = 0;
  const run = {
    vectors: { words: ["rare", "often", "more"], counts: [1, 9, 5], vectors: { rows: 3, cols: 2, data } },
  };
  const film = new FilmRecorder(run, { now: () => now, end: 33, unit: "steps" });
  for (now = 1; now <= 33; now++) {
    data.set([now, 0, 2 * now, 0, 3 * now, 0]);
    film.record();
    film.record(); // a second call at the same moment takes nothing
  }
  assert.deepEqual(film.words, ["often", "more", "rare"]);
  assert.equal(film.moments[0], 0);
  assert.equal(film.moments.at(-1), 33);
  const apart = film.moments.slice(1).map((moment, i) => moment - film.moments[i]);
  assert.ok(
    apart.slice(0, -1).every((each) => each === 3),
    apart.join(),
  ); // 33/16, in whole steps
  film.moments.forEach((moment, i) =>
    assert.deepEqual([...film.pictures[i]], [2 * moment, 0, 3 * moment, 0, moment, 0]),
  );
});

test("a film of a kept run shows its words where they were, also after a stop", async () => {
  const settings = withDefaults({
    seed: 1,
    iterations: 20_000,
    subsample: 1,
    batch: 2,
    stepSize: 0.001,
    dimensions: 3,
  });
  const training = trainMissing([settings], corpus, folder, 1);
  for await (const iterations of training) if (iterations > 5000) break; // stops after the first checkpoint
  for await (const iterations of trainMissing([settings], corpus, folder, 1)) assert.ok(iterations >= 0);
  const film = readTrainedFilm(settings, corpus, folder) as Film;
  assert.deepEqual(
    film.moments,
    Array.from({ length: 17 }, (_, i) => 1250 * i),
  );
  const run = new AssignmentRun(settings, corpus);
  for (const [i, moment] of film.moments.entries()) {
    while (run.iteration < moment) run.step();
    const { words, vectors } = run.vectors;
    film.words.forEach((word, k) => {
      const id = words.indexOf(word);
      const expected = Float32Array.from(vectors.data.subarray(3 * id, 3 * id + 3));
      assert.deepEqual(film.pictures[i].subarray(3 * k, 3 * k + 3), expected, `${word} at ${moment}`);
    });
  }
  const [file] = readdirSync(folder).filter((name) => name.endsWith(".film"));
  rmSync(path.join(folder, file));
  assert.equal(readTrainedFilm(settings, corpus, folder), undefined);
});

test("a film is read as it was written, and refused where it is damaged", () => {
  const file = path.join(folder, "a film");
  const pictures = [Float32Array.of(1, 2, 3, 4), Float32Array.of(5, 6, 7, 8)];
  const film: Film = { unit: "words", moments: [0, 10], words: ["a", "ü"], pictures };
  writeFilm(file, film);
  assert.deepEqual(readFilm(file), film);
  const bytes = readFileSync(file);
  bytes[bytes.length - 33] ^= 1; // the last number
  writeFileSync(file, bytes);
  assert.throws(() => readFilm(file), /damaged/);
});

test("a film ends, for a page, where its training diverged", () => {
  const pictures = [1, 2, 3, NaN].map((k) => Float32Array.of(k, 0, 0, k, 0, 0));
  const film: Film = { unit: "steps", moments: [0, 5, 10, 15], words: ["a", "b", "c"], pictures };
  assert.deepEqual(explorerFilm(film, ["a", "b", "c"])?.moments, [0, 5, 10]);
  assert.equal(explorerFilm({ ...film, pictures: [...pictures].reverse() }, ["a", "b"]), null);
});
