import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { openRows } from "../../../dist/vectors/open-rows";
import {
  analogyIn,
  neighboursIn,
  oddOneOutIn,
  similaritiesIn,
} from "../../../dist/vectors/queries/file-queries";
import { suggest } from "../../../dist/vectors/queries/suggest";
import { writeVectors } from "../../../dist/vectors/write-vectors";

const folder = mkdtempSync(path.join(tmpdir(), "queries-"));
after(() => rmSync(folder, { recursive: true }));
const file = (name: string): string => path.join(folder, name);

/** Words in the plane, at these angles in degrees: the cosines are known. */
const angles = { east: 0, up: 10, Up: 20, north: 90, west: 180, far: 200 };
const unit = (degrees: number): number[] => [Math.cos, Math.sin].map((f) => f((degrees * Math.PI) / 180));
const words = [...Object.keys(angles), "nowhere"];
const data = Float32Array.from([
  ...Object.values(angles).flatMap((a, w) => unit(a).map((x) => x * (w + 1))),
  0,
  0,
]);
const named = { words, vectors: { rows: 7, cols: 2, data } };
const cosine = (degrees: number): number => Math.cos((degrees * Math.PI) / 180);

const close = (value: number, expected: number): void =>
  assert.ok(Math.abs(value - expected) < 2 ** -22, `${value}, expected ${expected}`); // floats of 24 bits

for (const name of ["v.txt", "v.bin", "v.safetensors", "v_tensor.tsv", "v.bin.gz", "v.txt.gz"]) {
  test(`${name} answers by angles that are known`, async () => {
    writeVectors(file(name), named);
    const rows = await openRows(file(name));
    assert.equal(rows.held, !/\.(bin|safetensors)$/.test(name));
    const [near] = neighboursIn(rows, ["east"], 9);
    assert.deepEqual(near.map(({ word }) => word), ["up", "Up", "north", "far", "west"]); // prettier-ignore
    [10, 20, 90, 200, 180].forEach((angle, i) => close(near[i].cosine, cosine(angle)));
    assert.deepEqual(neighboursIn(rows, ["east", "west"], 1, 3).flat().map(({ word }) => word), ["up", "Up"]); // prettier-ignore
    assert.deepEqual(analogyIn(rows, ["east", "up", "up"], 1)[0].word, "Up"); // 10 and 10 less 0 is about 20 degrees
    similaritiesIn(rows, ["east", "north", "east"]).forEach(({ cosine: found }, i) =>
      close(found, [0, 1][i]),
    );
    assert.equal(oddOneOutIn(rows, ["east", "west", "up", "Up"])[3].word, "west");
  });
}

test("a word that is not known is refused with its likes, one without a direction by name", async () => {
  writeVectors(file("w.bin"), named);
  const rows = await openRows(file("w.bin"));
  assert.throws(() => neighboursIn(rows, ["UP", "xyz"], 1), /requires words that .*w\.bin has, got "UP", "xyz"; for "UP", did you mean "up" or "Up"\?$/); // prettier-ignore
  assert.throws(() => similaritiesIn(rows, ["east", "nowhere"]), /with a direction, got "nowhere"/);
  assert.throws(() => analogyIn(rows, ["west", "west", "nowhere"], 1), /"nowhere"/);
  assert.deepEqual(suggest("nroth", words), ["north"]);
  assert.deepEqual(suggest("漢", ["字", "漢字"]), []);
});

test("a row that is asked for is refused if it is cut or not finite; other rows are not looked at", async () => {
  writeVectors(file("nan.bin"), named);
  const bytes = readFileSync(file("nan.bin"));
  bytes.writeFloatLE(NaN, bytes.indexOf("north ") + 6);
  writeFileSync(file("nan.bin"), bytes);
  const rows = await openRows(file("nan.bin"));
  close(similaritiesIn(rows, ["east", "Up"])[0].cosine, cosine(20));
  assert.throws(() => similaritiesIn(rows, ["east", "north"]), /finite numbers in "north", number 1 of .*nan\.bin, got NaN/); // prettier-ignore
  assert.throws(() => neighboursIn(rows, ["east"], 1), /finite numbers in "north", number 1/);
  truncateSync(file("nan.bin"), bytes.indexOf("west ") + 8);
  assert.throws(() => similaritiesIn(rows, ["east", "west"]), /word 5 of .*, got the end of the file/);
});

test("vectors of no words, and of one, are asked in vain", async () => {
  writeVectors(file("none.bin"), { words: [], vectors: { rows: 0, cols: 3, data: new Float32Array(0) } });
  const none = await openRows(file("none.bin"));
  assert.throws(() => neighboursIn(none, ["a"], 1), /requires words that .* has, got "a"$/);
  writeVectors(file("one.bin"), {
    words: ["a"],
    vectors: { rows: 1, cols: 3, data: Float32Array.of(1, 2, 3) },
  });
  assert.deepEqual(neighboursIn(await openRows(file("one.bin")), ["a"], 3), [[]]);
});
