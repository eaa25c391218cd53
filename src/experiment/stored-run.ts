import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import path from "node:path";
import { withDefaults } from "../settings/settings";
import type { Settings } from "../settings/table";
import { formats } from "../vectors/formats";
import { number, part, readJson, say, wrong, type Json } from "./run-json";

/** A training run that is over, as its folder tells of it. */
export interface StoredRun {
  readonly folder: string;
  /**
   * the settings it was made with; `iterations`, of a fast run `epochs`, are those done, also where the run was
   * stopped, and `corpus` is the name of the text that was read
   */
  readonly settings: Settings;
  readonly corpusHash: string;
  /** moving average of the loss at the end, in nats; null before iteration 10, and of a fast run */
  readonly finalRunningLoss: number | null;
  /**
   * in nats, what runs are compared by: the mean of the last batches, which is steadier than the moving average; of a
   * fast run, that of a pair in its last twentieth
   */
  readonly loss: number;
  /** of training, if the folder says it */
  readonly seconds: number | undefined;
}

/** The folders that the experiment command makes are named by time and hash. */
const experimentName = /^\d{8}T\d{6}Z-[0-9a-f]{8}$/;

/**
 * Reads what one folder says of its run: `run.json`, and `experiment.json` if an experiment made it. Loss curve
 * and vectors are left where they are.
 *
 * @throws RangeError with the reason where the folder holds no finished run
 */
export function readStoredRun(folder: string): StoredRun {
  requireDone(folder);
  const file = path.join(folder, "run.json");
  const run = readJson(file);
  if (run === undefined) throw new RangeError("no run: run.json is missing");
  const corpus = part(run, "corpus", "run.json");
  const name = corpus.name;
  if (typeof name !== "string" || name === "") throw wrong("corpus.name", "a name", name);
  if (typeof corpus.sha256 !== "string") throw wrong("corpus.sha256", "a hash", corpus.sha256);
  const given = { ...part(run, "settings", "run.json"), corpus: name };
  const result =
    "fast" in given && given.fast === true ? fastResult(run, given) : assignmentResult(run, given);
  const curve = result.settings.fast ? "words,loss" : "iteration,running_loss";
  requireWhole(path.join(folder, "loss.csv"), new RegExp(`^${curve}\n`));
  requireWhole(vectorsFile({ folder }), vectorsBegin(result.settings.dimensions));
  const seconds = run.seconds === undefined ? undefined : number(run.seconds, "seconds");
  return { folder, corpusHash: corpus.sha256, seconds, ...result };
}

type Result = Pick<StoredRun, "settings" | "loss" | "finalRunningLoss">;

function assignmentResult(run: Json, given: Json): Result {
  const iterations = number(run.iterations, "iterations");
  return {
    settings: withDefaults({ ...given, iterations }),
    loss: number(run.meanOfLastLosses, "meanOfLastLosses"),
    finalRunningLoss: run.finalRunningLoss === null ? null : number(run.finalRunningLoss, "finalRunningLoss"),
  };
}

/** A fast run counts the words that it was trained on; stopped, it may have done part of an epoch. */
function fastResult(run: Json, given: Json): Result {
  const tokens = number(part(run, "corpus", "run.json").tokens, "corpus.tokens");
  const epochs = number(run.wordsTrained, "wordsTrained") / tokens;
  return {
    settings: { ...withDefaults(given), epochs: Number(epochs.toFixed(3)) },
    loss: number(run.finalLoss, "finalLoss"),
    finalRunningLoss: null,
  };
}

const vectorsNames = Object.values(formats).map(({ ends }) => `vectors${ends[0]}`); // vectors.txt before others

/** The vectors of a run, in whichever format it was told to write them. */
export function vectorsFile({ folder }: { readonly folder: string }): string {
  const name = vectorsNames.find((other) => existsSync(path.join(folder, other)));
  return path.join(folder, name ?? vectorsNames[0]);
}

/** How a file of vectors begins: `n d` in word2vec's formats, a length and `{` in safetensors, a number in TSV. */
const vectorsBegin = (d: number): RegExp => new RegExp(`^(\\d+ ${d} ?\\n|[^]{8}\\{|[-\\d.e+]+[\\t\\n])`);

/** An experiment's folder counts once its `experiment.json`, which is written last, says that it is done. */
function requireDone(folder: string): void {
  const experiment = readJson(path.join(folder, "experiment.json"));
  if (experiment === undefined) {
    if (experimentName.test(path.basename(path.resolve(folder))))
      throw new RangeError("not finished: experiment.json is missing");
    return;
  }
  if (experiment.format !== 1)
    throw new RangeError(`experiment.json requires format 1, got ${say(experiment.format)}`);
  if (experiment.status === "failed") throw new RangeError(`failed: ${String(experiment.error)}`);
  if (experiment.status !== "done") throw new RangeError(`not finished: status ${say(experiment.status)}`);
}

/** A look at a file's beginning and end: enough to notice one that is missing, cut or of another kind. */
function requireWhole(file: string, beginning: RegExp): void {
  const name = path.basename(file);
  if (!existsSync(file)) throw new RangeError(`no run: ${name} is missing`);
  const descriptor = openSync(file, "r");
  try {
    const [head, last] = [Buffer.alloc(40), Buffer.alloc(1)];
    const read = readSync(descriptor, head, 0, head.length, 0);
    const { size } = fstatSync(descriptor);
    if (!beginning.test(head.toString("latin1", 0, read)))
      throw new RangeError(`${name} does not begin as it should`);
    if (name.endsWith(".safetensors")) return; // its header says how long it is, and reading it minds that
    readSync(descriptor, last, 0, 1, size - 1);
    if (last[0] !== 10) throw new RangeError(`${name} was cut`);
  } finally {
    closeSync(descriptor);
  }
}
