import assert from "node:assert/strict";
import test from "node:test";
import { plottedWords } from "../../../dist/comparison/places/plotted-words";
import { Snapshots } from "../../../dist/comparison/places/snapshots";
import { wordFilm } from "../../../dist/plots/word-film";

/** A run whose words move along the first of three dimensions, each at its own speed. */
function moving(words: readonly string[]) {
  const data = Float64Array.from({ length: 3 * words.length }, (_, i) => Math.sin(i + 1));
  const run = { iteration: 0, vectors: { words, vectors: { rows: words.length, cols: 3, data } } };
  const go = (iteration: number): void => {
    words.forEach((_, w) => (data[3 * w] += (iteration - run.iteration) * (w % 5)));
    run.iteration = iteration;
  };
  return { run, go };
}

test("pictures are taken at about equal distances, the first and the last among them, and stay as they were", () => {
  const { run, go } = moving([...plottedWords, "film"]);
  const snapshots = new Snapshots(run, 100, { pictures: 5 });
  for (let i = 1; i <= 100; i++) {
    go(i);
    snapshots.record();
    snapshots.record(); // twice in one moment is once
  }
  const frames = snapshots.frames();
  assert.deepEqual(
    frames.map(({ iteration }) => iteration),
    [0, 25, 50, 75, 100],
  );
  assert.deepEqual(
    frames[0].places.map(({ word }) => word),
    plottedWords,
  );
  assert.equal(snapshots.of, "great");
  const [x0, , , , x4] = frames.map(({ places }) => places[4].x - places[0].x); // speeds 4 and 0
  assert.ok(Math.abs(Math.abs(x4 - x0) - 400) < 20, `${x0} to ${x4}`); // the first axis is that of the motion
  assert.equal(frames[4].nearest.length, 8);
  const film = wordFilm(frames, snapshots.of);
  assert.deepEqual(
    film.frames.map(({ name }) => name),
    ["0", "25", "50", "75", "100"],
  );
  assert.match(film.alternative, /24 words in 5 frames, from iteration 0 to 100\. Nearest to great/);
});

test("a text without the 24 words has a film of its most frequent ones; a run that is not done has one so far", () => {
  const { run, go } = moving(["a", "b", "c"]);
  const snapshots = new Snapshots(run, 1000);
  go(100);
  snapshots.record();
  assert.equal(snapshots.of, "a");
  assert.deepEqual(
    snapshots.frames()[1].places.map(({ word }) => word),
    ["a", "b", "c"],
  );
  assert.throws(() => wordFilm(snapshots.frames().slice(0, 1), "a"), /requires 2 or more frames, got 1/);
  assert.throws(() => new Snapshots(run, 10, { pictures: 1 }), /2 or more pictures/);
});
