import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { checkFile } from "../../dist/cli/derive-check";
import { encodeText } from "../../dist/corpus/encoded/encode-text";
import type { Corpus } from "../../dist/corpus/corpus";
import type { EncodedText } from "../../dist/corpus/encoded/encoded-text";
import { readTextFile } from "../../dist/corpus/read/text-file";
import { readTreebankFile } from "../../dist/corpus/read/treebank-file";
import { parseAnalogies } from "../../dist/evaluation/analogies";
import { readQuestionFile } from "../../dist/evaluation/question-file";
import { parsePairs } from "../../dist/evaluation/word-pairs";
import { readChapter } from "../../dist/experiment/chapter/chapter";
import { readParameterFile } from "../../dist/experiment/chapter/parameter-file";
import { inCheckout } from "../../dist/files/checkout";
import { fromRows } from "../../dist/model/matrix";
import { readLossCurve } from "../../dist/runs/loss-curve-file";
import { readLastWords } from "../../dist/runs/live/last-words";
import { beginLog, logFile } from "../../dist/runs/live/log-file";
import { keepProgress, progressFile } from "../../dist/runs/live/progress-file";
import { pointText } from "../../dist/runs/live/progress-point";
import { readRuns } from "../../dist/runs/read-runs";
import { writeRun } from "../../dist/runs/write-run";
import { parseCommandLine } from "../../dist/settings/command-line";
import type { Random } from "../../dist/random/random";
import { withDefaults } from "../../dist/settings/settings";
import { explorerFilm } from "../../dist/notebook/explorer-film";
import { AssignmentRun } from "../../dist/training/assignment/run";
import { FastRun } from "../../dist/training/fast/run";
import { readFilm, writeFilm } from "../../dist/training/film-file";
import { readVectors } from "../../dist/vectors/read-vectors";
import { readSomeVectors } from "../../dist/vectors/some-vectors";
import { writeVectors } from "../../dist/vectors/write-vectors";
import { findFault, nextLine } from "../derivation/generated/check";
import type { Generated } from "../derivation/generated/generate";

/** Files by name; the first one is given to the reader. */
export type Files = Record<string, Buffer>;

/** A reader of the project, and valid files that it reads. */
export interface Reader {
  /** @param folder empty, for work */
  readonly seeds: (folder: string) => Promise<Files[]> | Files[];
  /** an input of its own, instead of a damaged seed */
  readonly make?: (random: Random) => Files;
  /** reads a file, and returns something or throws what a person reads */
  readonly read: (file: string) => unknown;
  /** puts changed bytes into the form that a reader accepts first, so that what is inside is reached, too */
  readonly reseal?: (bytes: Buffer) => Buffer;
  /** takes that form away before bytes are changed */
  readonly unseal?: (bytes: Buffer) => Buffer;
  /** how long an input takes beside one of the others; 1 by default */
  readonly cost?: number;
  /** what an error names: the file by default, its folder, or none */
  readonly names?: "file" | "folder" | "nothing";
}

const one = (name: string, content: string | Buffer): Files => ({ [name]: Buffer.from(content) });
const gzip = {
  reseal: (bytes: Buffer) => gzipSync(bytes, { level: 1 }),
  unseal: gunzipSync as (bytes: Buffer) => Buffer,
};
const sealed = {
  reseal: (bytes: Buffer) => Buffer.concat([bytes, createHash("sha256").update(bytes).digest()]),
  unseal: (bytes: Buffer) => bytes.subarray(0, -32),
};

const words = ["the", "😀", "<b>", "0.5", "New"];
const vectors = fromRows([[0.5, -1, 0.25], [1e-7, 2, 3], [3, 4, -1e5], [0, 0, 0], [1, 1, 1]]); // prettier-ignore

const vectorFiles =
  (...names: string[]) =>
  (folder: string): Files[] =>
    names.map((name) => {
      const files = writeVectors(path.join(folder, name), { words, vectors });
      return Object.fromEntries(files.map((file) => [path.basename(file), readFileSync(file)]));
    });

const sentences = "The cat sat on the mat .\nA dog saw the cat and the dog ran .\nthe end\n".repeat(3);
const treebank = "sentence_index\tsentence\n1\tThe Rock is destined .\n2\tA clichÃ© , no\u00a0more .\n";

/** A small corpus for runs, in a file that lies beside what is read. */
const corpusFor = (folder: string): string => {
  const file = path.join(folder, "corpus.text");
  writeFileSync(file, sentences);
  return file;
};

const assignment = withDefaults({ dimensions: 3, iterations: 20, batch: 4, window: 2, negatives: 2 });
const fast = withDefaults({
  trainer: "fast",
  dimensions: 4,
  epochs: 2,
  window: 2,
  negatives: 2,
  minimumCount: 1,
  workers: 1,
});

const checkpointText = async (folder: string): ReturnType<typeof encodeText> =>
  encodeText([corpusFor(folder)], { minimumCount: 1, cache: path.join(folder, "cache") });

/** What the readers of checkpoints continue with: the text of the run, read once. */
let corpus: Corpus | undefined;
let encoded: EncodedText | undefined;

function trained(run: AssignmentRun): AssignmentRun {
  const steps = run.steps(0, () => 0);
  while (run.iteration < 10 && !steps.next().done);
  return run;
}

function saved(run: AssignmentRun | FastRun, folder: string): Files[] {
  run.save(path.join(folder, "checkpoint"));
  return [{ checkpoint: readFileSync(path.join(folder, "checkpoint")) }];
}

const derivation = (name: string): Files => ({
  [name]: readFileSync(inCheckout("test/fuzz/seeds", name.replace(".ipynb", "-ipynb.json"))),
});

const checkDerivation = (file: string): unknown => {
  const { refused, text } = checkFile({ file, folder: path.dirname(file), inline: false, mutants: false });
  if (refused) throw new Error(text);
  return text;
};

/** A verdict that is not true: what no reader may end in. */
class WrongVerdict extends Error {
  override readonly name = "WrongVerdict";
}

export const readers: Readonly<Record<string, Reader>> = {
  "vectors-text": {
    seeds: (folder) => [...vectorFiles("a.txt")(folder), one("b.txt", "the 0.5 1\n. . . 2 3\na\t4 5"), one("c.txt", "2\t2\r\na\t1\t2\r\nb\t3\t4\r\n\r\n")], // prettier-ignore
    read: (file) => readVectors(file, "float32"),
  },
  "vectors-binary": { seeds: vectorFiles("a.bin"), read: (file) => readVectors(file) },
  "vectors-safetensors": {
    seeds: vectorFiles("a.safetensors"),
    read: (file) => readVectors(file, "float32"),
  },
  "vectors-tsv": { seeds: vectorFiles("vectors.tsv"), read: (file) => readVectors(file) },
  "vectors-fasttext": {
    seeds: () =>
      ["model.bin", "plain.bin"].map((name) =>
        one("a.bin", readFileSync(inCheckout("test", "vectors", "fasttext", name))),
      ),
    read: (file) => readVectors(file),
  },
  "vectors-gzip": { seeds: vectorFiles("a.txt.gz", "a.bin.gz"), read: (file) => readVectors(file), ...gzip },
  "some-vectors": {
    seeds: vectorFiles("a.txt", "a.bin", "a.safetensors", "vectors.tsv"),
    read: (file) => readSomeVectors(file, 2, ["New"]),
  },
  pairs: {
    seeds: () => [
      one("p.tsv", "# a comment\nking\tqueen\t7.5\ntea\tcup\t3\n"),
      one("p.csv", "a,b,score\nking, tea, 1\n"),
    ],
    read: async (file) => parsePairs(await readQuestionFile(file), file),
  },
  analogies: {
    seeds: () => [one("q.txt", ": family\nman king woman queen\n: capitals\nparis france rome italy\n")],
    read: async (file) => parseAnalogies(await readQuestionFile(file), file),
  },
  text: {
    seeds: () => [one("t.txt", sentences), one("u.txt", "\ufeffA é 漢字\r\n\r\nb c")],
    read: readTextFile,
  },
  "text-gzip": { seeds: () => [one("t.txt.gz", gzipSync(sentences))], read: readTextFile, ...gzip },
  treebank: { seeds: () => [one("datasetSentences.txt", treebank)], read: readTreebankFile },
  "text-fast": {
    seeds: () => [one("t.txt", sentences), one("t.txt.gz", gzipSync(sentences))],
    read: async (file) => {
      const cache = path.join(path.dirname(file), ".cache");
      try {
        await encodeText([file], { minimumCount: 1, cache });
      } finally {
        rmSync(cache, { recursive: true, force: true });
      }
    },
    cost: 4,
    names: "nothing", // a text may be many files
  },
  "checkpoint-assignment": {
    seeds: async (folder) => {
      corpus = await readTextFile(corpusFor(folder));
      return saved(trained(new AssignmentRun(assignment, corpus)), folder);
    },
    read: (file) => corpus && AssignmentRun.resume(file, assignment, corpus),
    ...sealed,
  },
  "checkpoint-fast": {
    seeds: async (folder) => {
      encoded = await checkpointText(folder);
      return saved(new FastRun(fast, encoded, { referenceKernel: true }), folder);
    },
    read: (file) => encoded && FastRun.resume(file, fast, encoded, { referenceKernel: true }),
    ...sealed,
  },
  films: {
    seeds: (folder) => {
      const pictures = [1, 2, 3].map((k) => Float32Array.from(vectors.data, (value) => k * value));
      writeFilm(path.join(folder, "film"), { unit: "iterations", moments: [0, 10, 20], words, pictures });
      return [one("film", readFileSync(path.join(folder, "film")))];
    },
    read: (file) => explorerFilm(readFilm(file), words),
    ...sealed,
  },
  runs: {
    seeds: async (folder) => {
      const files = writeRun(
        trained(new AssignmentRun(assignment, await readTextFile(corpusFor(folder)))),
        folder,
      );
      const names = files.map((file) => path.basename(file)).reverse(); // run.json first
      return [0, 1, 2].map((first) => {
        const order = [...names.slice(first), ...names.slice(0, first)];
        return Object.fromEntries(order.map((name) => [name, readFileSync(path.join(folder, name))]));
      });
    },
    read: (file) => {
      const { leftOut } = readRuns([path.dirname(file)]);
      if (leftOut.length > 0)
        throw new Error(leftOut.map(({ folder, reason }) => `${folder}: ${reason}`).join());
      readLossCurve(path.dirname(file));
    },
    names: "folder",
  },
  logs: {
    seeds: (folder) => {
      const say = beginLog(folder, assignment, false, () => 0);
      const keep = keepProgress(folder, () => 0);
      say("a text is read");
      const steps = { fraction: 1, loss: 3, stepSize: 0.3, secondsLeft: 0, windowsPerSecond: 1 };
      keep({ ...steps, iteration: 10, runningLoss: 3 });
      const read = (name: string): Buffer => readFileSync(path.join(folder, name));
      return [progressFile, logFile].map((name) => one(name, read(name)));
    },
    read: (file) => {
      const { point } = readLastWords(path.dirname(file), 10);
      if (point) pointText(point);
    },
    names: "nothing",
  },
  notebooks: {
    seeds: () => [derivation("chapter.ipynb")],
    read: (file) => readChapter(file, path.dirname(file)),
  },
  parameters: {
    seeds: () => [
      one("p.yaml", "seed: 2\nstepSize: 0.1\nname: 'a, b'\nlist: [1, 2]\nmore:\n  deep: null\n"),
      one("p.json", '{"seed": 2, "corpus": "sst", "grid": [1, 2.5, true]}'),
    ],
    read: readParameterFile,
  },
  derivations: {
    seeds: () => [derivation("softmax.tex"), derivation("softmax.md"), derivation("softmax.ipynb")],
    read: checkDerivation,
    cost: 20,
  },
  lines: {
    seeds: () => [],
    make: (random) => one("line.json", JSON.stringify(nextLine(random))),
    read: (file) => {
      const fault = findFault(JSON.parse(readFileSync(file, "utf8")) as Generated);
      if (fault !== undefined) throw new WrongVerdict(fault);
    },
    cost: 3,
  },
  settings: {
    seeds: () => [one("args", "--step-size 0.1 --negatives 5 --seed 3 --corpus sst --loss naive-softmax"), one("args", "--fast --workers 2 --epochs 3 --deterministic")], // prettier-ignore
    read: (file) => parseCommandLine(readFileSync(file, "utf8").split(/\s+/), {}),
    names: "nothing",
  },
};
