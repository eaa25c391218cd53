import { row, zeros, type Matrix } from "../model/matrix";
import { interval } from "../evaluation/interval";
import { movedWords } from "../evaluation/moved";
import { differingSettings, effectiveValue, seedLabel } from "../runs/run-settings";
import type { LeftOut } from "../runs/read-runs";
import type { StoredRun } from "../runs/stored-run";
import { comparisonCautions } from "./cautions";
import { compareMaps, compareNeighbours, sortMoves } from "./compare-vectors";
import type { Comparison, Side } from "./comparison";
import { plottedWords } from "./places/plotted-words";
import { readGroup } from "./read-group";
import type { RunGroup } from "./run-groups";

export interface CompareOptions {
  /** how many words are compared; default 2000, the first of the vocabulary */
  words?: number;
  /** words of the map and of the lists of neighbours; by default the assignment's */
  asked?: readonly string[];
  /** how many nearest words; default 10 */
  k?: number;
}

/**
 * Compares two settings: their differences, the losses, the neighbours that changed, the words that moved, and what
 * cannot be concluded. With several seeds of each setting, differences are compared with those between the seeds. A run
 * whose vectors are damaged does not count, and is named.
 *
 * @throws RangeError if the two have fewer than three words in common
 */
export function compare(one: RunGroup, other: RunGroup, options: CompareOptions = {}): Comparison {
  const { words: first = 2000, asked = plottedWords, k: wantedK = 10 } = options;
  const [readA, readB] = [one, other].map((group) => readGroup(group, first, asked));
  const [a, b, runsA, runsB] = [readA.group, readB.group, readA.runs, readB.runs];
  const read = [...readA.sets, ...readB.sets];
  const words = read[0].words.filter((word) => read.every((set) => set.words.includes(word)));
  if (words.length < 3) throw new RangeError(`compare requires three words in common, got ${words.length}`);
  const vectors = read.map((set) => selectRows(set, words));
  const [setsA, setsB] = [vectors.slice(0, runsA.length), vectors.slice(runsA.length)];
  const k = Math.min(wantedK, words.length - 1);
  const there = asked.filter((word) => words.includes(word));
  const body = {
    a: describeSide(a, runsA),
    b: describeSide(b, runsB),
    madeBy: runsA[0].origin,
    leftOut: uniqueFolders([...(a.leftOut ?? []), ...(b.leftOut ?? [])]),
    differing: findDifferences(a, b),
    loss: compareLosses(a.runs, b.runs),
    words: words.length,
    neighbours: compareNeighbours(words, setsA, setsB, k, there.length > 0 ? there : words.slice(0, 10)),
    moved: sortMoves(words, movedWords(setsA, setsB)),
    map: compareMaps(words, setsA[0], setsB[0], there),
  };
  return { format: 1, ...body, cautions: comparisonCautions(body, a, b) };
}

function selectRows(set: { words: readonly string[]; vectors: Matrix }, words: readonly string[]): Matrix {
  const at = new Map(set.words.map((word, w) => [word, w]));
  const chosen = zeros(words.length, set.vectors.cols);
  words.forEach((word, w) => chosen.data.set(row(set.vectors, at.get(word) as number), w * chosen.cols));
  return chosen;
}

function describeSide({ name, settings }: RunGroup, runs: readonly StoredRun[]): Side {
  return {
    name,
    dimensions: settings.dimensions,
    folders: runs.map(({ folder }) => folder),
    seeds: runs.map(seedLabel),
  };
}

function findDifferences(a: RunGroup, b: RunGroup): Comparison["differing"] {
  const names = differingSettings([a.runs[0], b.runs[0]]);
  return names.map((setting) => ({
    setting,
    a: effectiveValue(a.settings, setting),
    b: effectiveValue(b.settings, setting),
  }));
}

const uniqueFolders = (all: readonly LeftOut[]): LeftOut[] => [
  ...new Map(all.map((one) => [one.folder, one])).values(),
];

/** Whether losses can be subtracted: of one text, and both for each window, or both for each pair. */
const measuresAlike = (a: StoredRun, b: StoredRun): boolean =>
  a.corpusHash === b.corpusHash && a.settings.trainer === b.settings.trainer;

/** The difference of the means; its interval is over the seeds that both settings have, if there are two or more. */
function compareLosses(a: readonly StoredRun[], b: readonly StoredRun[]): Comparison["loss"] {
  const mean = (runs: readonly StoredRun[]): number =>
    runs.reduce((sum, { loss }) => sum + loss, 0) / runs.length;
  if (!measuresAlike(a[0], b[0]))
    return { a: mean(a), b: mean(b), difference: null, lower: null, upper: null, pairedSeeds: 0 };
  const lossBySeed = new Map(a.map((run) => [seedLabel(run), run.loss]));
  const paired = b.flatMap((run) =>
    lossBySeed.has(seedLabel(run)) ? [run.loss - (lossBySeed.get(seedLabel(run)) as number)] : [],
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
