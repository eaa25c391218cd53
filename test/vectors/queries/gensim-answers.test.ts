import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { inCheckout } from "../../../dist/files/checkout";
import { openRows } from "../../../dist/vectors/open-rows";
import type { Similar } from "../../../dist/vectors/queries/directions";
import {
  analogyIn,
  neighboursIn,
  oddOneOutIn,
  similaritiesIn,
} from "../../../dist/vectors/queries/file-queries";
import { KeyedVectors } from "../../../dist/vectors/queries/keyed-vectors";
import { writeVectors } from "../../../dist/vectors/write-vectors";
import { gensim, gensimEnv } from "../gensim/gensim";
import { normalSampler } from "../normal-matrix";

const folder = mkdtempSync(path.join(tmpdir(), "answers-"));
after(() => rmSync(folder, { recursive: true }));

/** Words with a common direction, so that means and sums differ from words; lengths from 0.1 to 10. */
const [n, d] = [700, 12];
const words = Array.from({ length: n }, (_, w) => (w % 3 === 0 ? `wörd${w}` : `w${w}`));
const data = Float32Array.from(normalSampler(3)(n, d).data, (value, i) => {
  const scale = 10 ** (((Math.floor(i / d) * 37) % 21) / 10 - 1);
  return scale * (value + (i % d === 0 ? 1 : 0));
});
const named = { words, vectors: { rows: n, cols: d, data } };

/** Questions as gensim's methods take them: name, arguments, keyword arguments. */
const questions = [
  ["most_similar", [], { positive: ["wörd3"], topn: 12 }],
  ["most_similar", [], { positive: ["w1", "wörd9"], negative: ["w4"], topn: 5 }],
  ["most_similar", [], { positive: ["w5", "w5"], negative: ["w7", "w8"], topn: 5, restrict_vocab: 100 }],
  ["similar_by_word", ["w10"], { topn: 7 }],
  ["similarity", ["w1", "w2"], {}],
  ["distances", ["w1", ["w2", "wörd3", "w1"]], {}],
  [
    "n_similarity",
    [
      ["w1", "w2"],
      ["w4", "w5", "wörd6"],
    ],
    {},
  ],
  ["rank_by_centrality", [["w1", "w2", "wörd3", "w4", "w5"]], {}],
  ["doesnt_match", [["w11", "w13", "w14", "wörd15"]], {}],
  ["most_similar_to_given", ["w1", ["w7", "w8", "w10"]], {}],
  ["closer_than", ["w1", "w2"], {}],
  ["rank", ["w1", "w2"], {}],
] as const;

/** A float has 24 digits, and gensim adds d of them up. */
const tolerance = 4 * d * 2 ** -24;

function requireSame(ours: unknown, theirs: unknown, name: string): void {
  if (typeof theirs === "number")
    assert.ok(Math.abs(Number(ours) - theirs) < tolerance, `${name}: ${String(ours)}, gensim ${theirs}`); // prettier-ignore
  else if (Array.isArray(theirs)) {
    assert.ok(Array.isArray(ours) && ours.length === theirs.length, name);
    theirs.forEach((item, i) => requireSame(ours[i], item, `${name} ${i}`));
  } else assert.equal(ours, theirs, name);
}

const pairs = (similar: readonly Similar[]): unknown[] => similar.map(({ word, cosine }) => [word, cosine]);

test("a cell and the command answer as the real gensim does", async (t) => {
  const python = gensim(t);
  if (!python) return;
  const file = path.join(folder, "answers.bin");
  const asked = path.join(folder, "questions.json");
  writeVectors(file, named);
  writeFileSync(asked, JSON.stringify(questions));
  const program = inCheckout("test/vectors/gensim/gensim_program.py");
  const theirs = JSON.parse(
    execFileSync(python, [program, "ask", file, asked], { encoding: "utf8", env: gensimEnv }),
  ) as unknown[];
  const vectors = await KeyedVectors.load(file);
  const cell = [
    pairs(vectors.mostSimilar({ positive: ["wörd3"], topn: 12 })),
    pairs(vectors.mostSimilar({ positive: ["w1", "wörd9"], negative: ["w4"], topn: 5 })),
    pairs(
      vectors.mostSimilar({ positive: ["w5", "w5"], negative: ["w7", "w8"], topn: 5, restrictVocab: 100 }),
    ),
    pairs(vectors.similarByWord("w10", 7)),
    vectors.similarity("w1", "w2"),
    vectors.distances("w1", ["w2", "wörd3", "w1"]),
    vectors.nSimilarity(["w1", "w2"], ["w4", "w5", "wörd6"]),
    pairs(vectors.rankByCentrality(["w1", "w2", "wörd3", "w4", "w5"])),
    vectors.doesntMatch(["w11", "w13", "w14", "wörd15"]),
    vectors.mostSimilarToGiven("w1", ["w7", "w8", "w10"]),
    vectors.closerThan("w1", "w2"),
    vectors.rank("w1", "w2"),
  ];
  questions.forEach(([name], i) => requireSame(cell[i], theirs[i], name));

  const rows = await openRows(file);
  requireSame(pairs(neighboursIn(rows, ["wörd3"], 12)[0]), theirs[0], "neighbours");
  requireSame(pairs(analogyIn(rows, ["w4", "w1", "wörd9"], 5)), theirs[1], "analogy");
  requireSame(similaritiesIn(rows, ["w1", "w2"])[0].cosine, theirs[4], "similarity");
  requireSame(pairs(oddOneOutIn(rows, ["w1", "w2", "wörd3", "w4", "w5"])), theirs[7], "odd-one-out");
});
