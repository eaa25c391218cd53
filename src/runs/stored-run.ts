import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import path from "node:path";
import { constants, gunzipSync } from "node:zlib";
import { plainOrPacked } from "../files/packed-file";
import { readSettings } from "../settings/settings";
import type { AssignmentSettings, FastSettings, Settings } from "../settings/table";
import { formats } from "../vectors/formats";
import { isExperimentFolder } from "./experiment-json";
import type { Origin } from "./origin";
import { number, part, readJson, quote, wrong, type Json } from "./run-json";

/** A finished training run, read from its folder. */
export interface StoredRun {
  readonly folder: string;
  /** what made it */
  readonly origin: Origin;
  /**
   * its settings; `iterations`, of a fast run `epochs`, are those done, even if the run was stopped, and `corpus` is the
   * name of the text that was read
   */
  readonly settings: Settings;
  readonly corpusHash: string;
  /** moving average of the loss at the end, in nats; null before iteration 10 and for a fast run */
  readonly finalRunningLoss: number | null;
  /**
   * the loss by which runs are compared, in nats: the mean of the last batches, which varies less than the moving
   * average; of a fast run, the mean for each pair in the last twentieth
   */
  readonly loss: number;
  /** of training, if the folder has it */
  readonly seconds: number | undefined;
}

/**
 * Reads one folder of a run: `run.json`, and `experiment.json` if an experiment made it. The loss curve and the
 * vectors are not read.
 *
 * @throws RangeError with the reason if the folder holds no finished run
 */
export function readStoredRun(folder: string): StoredRun {
  const experiment = requireDone(folder);
  const file = path.join(folder, "run.json");
  const run = readJson(file);
  if (run === undefined) throw new RangeError("not a run: run.json is missing");
  const corpus = part(run, "corpus", "run.json");
  const name = corpus.name;
  if (typeof name !== "string" || name === "") throw wrong("corpus.name", "a name", name);
  if (typeof corpus.sha256 !== "string") throw wrong("corpus.sha256", "a hash", corpus.sha256);
  const given = { ...part(run, "settings", "run.json"), corpus: name };
  const settings = readSettings(given);
  const result = settings.trainer === "fast" ? fastResult(run, settings) : assignmentResult(run, settings);
  const curve = settings.trainer === "fast" ? "words,loss" : "iteration,running_loss";
  requireWhole(plainOrPacked(path.join(folder, "loss.csv")), new RegExp(`^${curve}\n`), curve);
  const { dimensions } = result.settings;
  requireWhole(vectorsFile({ folder }), vectorsBegin(dimensions), `${dimensions} dimensions`);
  const seconds = run.seconds === undefined ? undefined : number(run.seconds, "seconds");
  return { folder, origin: originOf(run, experiment), corpusHash: corpus.sha256, seconds, ...result };
}

/** An experiment knows all code that made it; `run.json` has the trainer's. */
function originOf(run: Json, experiment: Json | undefined): Origin {
  const { notebook, code = experiment === undefined ? run.code : undefined } = experiment ?? {};
  const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
  return { chapter: text(notebook), code: text(code) };
}

type Result = Pick<StoredRun, "settings" | "loss" | "finalRunningLoss">;

function assignmentResult(run: Json, settings: AssignmentSettings): Result {
  const iterations = number(run.iterations, "iterations");
  return {
    settings: { ...settings, iterations },
    loss: number(run.meanOfLastLosses, "meanOfLastLosses"),
    finalRunningLoss: run.finalRunningLoss === null ? null : number(run.finalRunningLoss, "finalRunningLoss"),
  };
}

/** A fast run counts tokens; if it was stopped, its last epoch is a fraction. */
function fastResult(run: Json, settings: FastSettings): Result {
  const tokens = number(part(run, "corpus", "run.json").tokens, "corpus.tokens");
  const epochs = number(run.wordsTrained, "wordsTrained") / tokens;
  return {
    settings: { ...settings, epochs: Number(epochs.toFixed(3)) },
    loss: number(run.finalLoss, "finalLoss"),
    finalRunningLoss: null,
  };
}

const plainNames = Object.values(formats).map(({ ends }) => `vectors${ends[0]}`); // vectors.txt first
const vectorsNames = [...plainNames, "vectors.bin.gz"]; // of a packed run

/** The file of vectors of a run, in any format, plain or packed. */
export function vectorsFile({ folder }: { readonly folder: string }): string {
  const name = vectorsNames.find((other) => existsSync(path.join(folder, other)));
  return path.join(folder, name ?? vectorsNames[0]);
}

/** The first bytes of a file of vectors: `n d` in word2vec's formats, a length and `{` in safetensors, a number in TSV. */
const vectorsBegin = (d: number): RegExp => new RegExp(`^(\\d+ ${d} ?\\n|[^]{8}\\{|[-\\d.e+]+[\\t\\n])`);

/** An experiment's folder counts if `experiment.json`, which is written last, has the status `done`. */
function requireDone(folder: string): Json | undefined {
  const experiment = readJson(path.join(folder, "experiment.json"));
  if (experiment === undefined) {
    if (isExperimentFolder(path.basename(path.resolve(folder))))
      throw new RangeError("not finished: experiment.json is missing");
    return undefined;
  }
  if (experiment.format !== 1)
    throw new RangeError(`experiment.json requires format 1, got ${quote(experiment.format)}`);
  if (experiment.status === "failed") throw new RangeError(`failed: ${String(experiment.error)}`);
  if (experiment.status !== "done") throw new RangeError(`not finished: status ${quote(experiment.status)}`);
  return experiment;
}

/** Checks the first and last bytes of a file, which shows that it is missing, cut or of another format. */
function requireWhole(file: string, beginning: RegExp, need: string): void {
  const name = path.basename(file);
  if (!existsSync(file)) throw new RangeError(`not a run: ${name} is missing`);
  if (!statSync(file).isFile()) throw new RangeError(`not a run: ${name} is no plain file`);
  const descriptor = openSync(file, "r");
  try {
    const [head, last] = [Buffer.alloc(name.endsWith(".gz") ? 4096 : 40), Buffer.alloc(1)];
    const read = readSync(descriptor, head, 0, head.length, 0);
    const { size } = fstatSync(descriptor);
    const first = firstBytes(name, head.subarray(0, read));
    if (!beginning.test(first.toString("latin1")))
      throw new RangeError(`${name} requires ${need} in its first line, got ${quote(first.toString("utf8"))}`); // prettier-ignore
    if (/\.(safetensors|gz)$/.test(name)) return; // such a file has its length, which its reader checks
    readSync(descriptor, last, 0, 1, size - 1);
    if (last[0] !== 10)
      throw new RangeError(`${name} requires a newline at its end, got a file that was cut`);
  } finally {
    closeSync(descriptor);
  }
}

/** What a file begins with, unpacked. */
function firstBytes(name: string, head: Buffer): Buffer {
  if (!name.endsWith(".gz")) return head;
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, 40); // the rest of the file is not read
  } catch {
    return head; // it is not packed, or damaged
  }
}
