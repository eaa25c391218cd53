import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { parseAnalogies } from "../../dist/evaluation/analogies";
import { testSets, readTestSets } from "../../dist/evaluation/test-sets";
import { parsePairs } from "../../dist/evaluation/word-pairs";
import { fromRows } from "../../dist/model/matrix";
import { standardNormal } from "../../dist/random/normal";
import { Xoshiro128 } from "../../dist/random/xoshiro";
import type { NamedVectors } from "../../dist/model/word-vectors";
import { writeVectors } from "../../dist/vectors/write-vectors";
import { gensim, gensimEnv } from "../vectors/gensim/gensim";
import { normalSampler } from "../vectors/normal-matrix";
import { inCheckout } from "../../dist/files/checkout";

const folder = mkdtempSync(path.join(tmpdir(), "evaluation-"));
after(() => rmSync(folder, { recursive: true }));
const file = (name: string): string => path.join(folder, name);

/**
 * Vectors of many made-up words, some in two spellings, and pairs and questions about them: names of three files.
 * Words 2m and 2m + 1 belong together, in one of four ways: a direction from one to the other, and blur.
 */
function madeUp(): [string, string, string] {
  const [n, d] = [1500, 20];
  const { data } = normalSampler(5)(n + 4, d);
  for (let w = 1; w < n; w += 2)
    for (let i = 0; i < d; i++)
      data[w * d + i] = data[(w - 1) * d + i] + data[(n + ((w >> 1) % 4)) * d + i] + 0.6 * data[w * d + i];
  const names = Array.from({ length: n }, (_, w) => (w % 7 === 3 ? `W${w - 1}` : `w${w}`));
  const vectors = { rows: n, cols: d, data: data.slice(0, n * d) };
  writeVectors(file("made-up.bin"), { words: names, vectors });
  const drawn = normalSampler(6)(1, 8000).data.map((x) => Math.floor(Math.abs(x) * 350)); // some beyond n / 2
  const pairs = Array.from({ length: 400 }, (_, i) => {
    const rating = data[2 * drawn[2 * i] * d] > 0 ? (i * 7) % 11 : i % 3;
    return `w${drawn[2 * i]}\tw${drawn[2 * i + 1]}\t${rating}\n`;
  });
  const questions = Array.from({ length: 4000 }, (_, i) => {
    const part = Math.floor(i / 1000);
    if (i % 1000 === 0) return `: part ${part}\n`;
    const [a, c] = [drawn[2 * i], drawn[2 * i + 1]].map((m) => 2 * (4 * (m >> 2) + part));
    return `w${a} W${a + 1} w${c} w${c + 1}\n`;
  });
  writeFileSync(file("pairs.tsv"), pairs.join(""));
  writeFileSync(file("analogies.txt"), questions.join(""));
  return ["made-up.bin", "pairs.tsv", "analogies.txt"];
}

/**
 * Vectors of most words of the test sets' pairs and of some questions, in which the second word of "a is to b" is the
 * first one's, moved in the direction of its section, and blurred: so that some questions are answered right.
 */
function ofTestSets(wordSim: string, simLex: string, questions: string): NamedVectors {
  const d = 30;
  const normal = standardNormal(new Xoshiro128(7));
  const random = (scale: number): number[] => Array.from({ length: d }, () => scale * normal());
  const vectors = new Map<string, number[]>();
  const findVector = (word: string): number[] =>
    vectors.get(word) ?? vectors.set(word, random(1)).get(word) ?? [];
  for (const { words } of [...parsePairs(wordSim), ...parsePairs(simLex)]) words.forEach(findVector);
  for (const { section, questions: asked } of parseAnalogies(questions)) {
    if (!["capital-common-countries", "family", "gram3-comparative"].includes(section)) continue;
    const direction = random(1);
    for (const [a, b] of asked) {
      const blur = random(0.8);
      if (!vectors.has(b)) vectors.set(b, findVector(a).map((value, i) => value + direction[i] + blur[i])); // prettier-ignore
    }
  }
  const words = [...vectors.keys()].filter((_, w) => w % 10 !== 3); // some are not known
  return { words, vectors: fromRows(words.map(findVector)) };
}

interface Theirs {
  pairs: { pearson: number; spearman: number; missing: number }[];
  analogies: { section: string; right: number; answered: number }[];
  accuracy: number;
}

interface Ours {
  pairs: Record<string, { pearson: number; spearman: number; covered: number; pairs: number }>;
  analogies: Record<
    string,
    { sections: { section: string; right: number; covered: number }[]; accuracy: number }
  >;
}

/** Runs a program in the folder of the files; what it prints is JSON. */
function jsonFrom(command: string, args: string[]): unknown {
  const env = { ...gensimEnv, INIT_CWD: folder };
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", cwd: folder, env });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

function evaluated(...args: string[]): Ours {
  const program = inCheckout("dist/cli/evaluate.js");
  return jsonFrom(process.execPath, [program, "--json", ...args]) as Ours;
}

/** Figures of gensim's evaluations, for each three files: vectors, pairs (several with commas), questions. */
function gensimFigures(python: string, ...files: string[]): Theirs[] {
  const program = inCheckout("test/vectors/gensim/gensim_program.py");
  return jsonFrom(python, [program, "evaluate", ...files]) as Theirs[];
}

/** Four digits behind the point, and every count. */
function requireSame(ours: Ours, theirs: Theirs): void {
  for (const [i, { pearson, spearman, covered, pairs }] of Object.values(ours.pairs).entries()) {
    const { missing, ...correlations } = theirs.pairs[i];
    assert.ok(Math.abs(pearson - correlations.pearson) < 5e-5, `${pearson}, ${correlations.pearson}`);
    assert.ok(Math.abs(spearman - correlations.spearman) < 5e-5, `${spearman}, ${correlations.spearman}`);
    assert.ok(covered > 100 && Math.abs(100 - (100 * covered) / pairs - missing) < 1e-9);
  }
  const [{ sections, accuracy }] = Object.values(ours.analogies);
  assert.ok(theirs.accuracy > 0 && Math.abs(accuracy - theirs.accuracy) < 5e-5);
  const counted = sections.map(({ section, right, covered }) => ({ section, right, answered: covered }));
  assert.deepEqual(counted, theirs.analogies.slice(0, -1));
}

const committed = inCheckout("test/evaluation/gensim-figures.json"); // of gensim 4.4.0

test("npm run evaluate gives the figures that gensim gave for the same files", () => {
  const [vectors, pairs, analogies] = madeUp();
  const theirs = JSON.parse(readFileSync(committed, "utf8")) as Theirs;
  requireSame(evaluated(vectors, "--pairs", pairs, "--analogies", analogies), theirs);
});

test("the real gensim gives the same figures now, and of the three test sets", async (t) => {
  const python = gensim(t);
  if (!python) return;
  const find = "import importlib.util as u; print(u.find_spec('gensim').submodule_search_locations[0])";
  const { stdout: gensimFolder } = spawnSync(python, ["-c", find], { encoding: "utf8" }); // without importing it
  const data = path.join(gensimFolder.trim(), "test/test_data");
  const { wordSim, simLex, analogies } = await readTestSets(data);
  writeVectors(file("real.bin"), ofTestSets(wordSim, simLex, analogies));
  const [pair, other, questions] = Object.values(testSets).map((set) => path.join(data, set.file));
  const [made, real] = gensimFigures(python, ...madeUp(), "real.bin", `${pair},${other}`, questions);
  const rounded = (_: string, value: unknown): unknown =>
    typeof value === "number" ? Number(value.toFixed(6)) : value;
  assert.deepEqual(JSON.parse(readFileSync(committed, "utf8"), rounded), JSON.parse(JSON.stringify(made), rounded)); // prettier-ignore
  requireSame(evaluated("real.bin", "--from", data), real);
});
