import { row, zeros, type Matrix } from "../model/matrix";
import { interval } from "../vectors/interval";
import { movedWords } from "../vectors/moved";
import { readSomeVectors } from "../vectors/some-vectors";
import { cautionsOf } from "./cautions";
import { compareMaps, compareNeighbours, inOrder } from "./compare-vectors";
import type { Comparison, Side } from "./comparison";
import { plottedWords } from "./plotted-words";
import { differingSettings, seedOf, valueOf, type RunGroup } from "./run-groups";
import { mostSeeds } from "./seed-agreement";
import { vectorsFile, type StoredRun } from "./stored-run";

export interface CompareOptions {
  /** how many words are compared; default 2000, the first of the vocabulary */
  words?: number;
  /** words of the map and of the lists of neighbours; default the assignment's */
  asked?: readonly string[];
  /** how many nearest words; default 10 */
  k?: number;
}

/**
 * Compares two settings: what differs between them, the loss, which neighbours changed, which words moved, and what of
 * that cannot be concluded. With several seeds of each, differences are judged beside those between the seeds.
 *
 * @throws RangeError if the two have fewer than three words in common
 */
export function compare(a: RunGroup, b: RunGroup, options: CompareOptions = {}): Comparison {
  const { words: first = 2000, asked = plottedWords, k: wantedK = 10 } = options;
  const [runsA, runsB] = [a, b].map(({ runs }) => runs.slice(0, mostSeeds));
  const read = [...runsA, ...runsB].map((run) => readSomeVectors(vectorsFile(run), first, asked));
  const words = read[0].words.filter((word) => read.every((set) => set.words.includes(word)));
  if (words.length < 3) throw new RangeError(`compare requires three words in common, got ${words.length}`);
  const vectors = read.map((set) => rowsOf(set, words));
  const [setsA, setsB] = [vectors.slice(0, runsA.length), vectors.slice(runsA.length)];
  const k = Math.min(wantedK, words.length - 1);
  const there = asked.filter((word) => words.includes(word));
  const body = {
    a: side(a, runsA),
    b: side(b, runsB),
    differing: differencesOf(a, b),
    loss: compareLosses(a.runs, b.runs),
    words: words.length,
    neighbours: compareNeighbours(words, setsA, setsB, k, there.length > 0 ? there : words.slice(0, 10)),
    moved: inOrder(words, movedWords(setsA, setsB)),
    map: compareMaps(words, setsA[0], setsB[0], there),
  };
  return { format: 1, ...body, cautions: cautionsOf(body, a, b) };
}

function rowsOf(set: { words: readonly string[]; vectors: Matrix }, words: readonly string[]): Matrix {
  const at = new Map(set.words.map((word, w) => [word, w]));
  const chosen = zeros(words.length, set.vectors.cols);
  words.forEach((word, w) => chosen.data.set(row(set.vectors, at.get(word) as number), w * chosen.cols));
  return chosen;
}

function side({ name, settings }: RunGroup, runs: readonly StoredRun[]): Side {
  return {
    name,
    dimensions: settings.dimensions,
    folders: runs.map(({ folder }) => folder),
    seeds: runs.map(seedOf),
  };
}

function differencesOf(a: RunGroup, b: RunGroup): Comparison["differing"] {
  const names = differingSettings([a.runs[0], b.runs[0]]);
  return names.map((setting) => ({
    setting,
    a: valueOf(a.settings, setting),
    b: valueOf(b.settings, setting),
  }));
}

/** The difference is one of means; its interval is over the seeds that both have, if there are two or more. */
function compareLosses(a: readonly StoredRun[], b: readonly StoredRun[]): Comparison["loss"] {
  const mean = (runs: readonly StoredRun[]): number =>
    runs.reduce((sum, { loss }) => sum + loss, 0) / runs.length;
  const ofSeed = new Map(a.map((run) => [seedOf(run), run.loss]));
  const paired = b.flatMap((run) =>
    ofSeed.has(seedOf(run)) ? [run.loss - (ofSeed.get(seedOf(run)) as number)] : [],
  );
  const known = paired.length > 1 ? interval(paired) : undefined;
  return {
    a: mean(a),
    b: mean(b),
    difference: known?.mean ?? mean(b) - mean(a),
    lower: known?.lower ?? null,
    upper: known?.upper ?? null,
    pairedSeeds: paired.length,
  };
}
