import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import path from "node:path";
import { withDefaults } from "../settings/settings";
import type { Settings } from "../settings/table";
import { formats } from "../vectors/formats";

/** A training run that is over, as its folder tells of it. */
export interface StoredRun {
  readonly folder: string;
  /**
   * the settings it was made with; `iterations` are those done, which is the same for a run that was stopped, and
   * `corpus` is the name of the text that was read
   */
  readonly settings: Settings;
  readonly corpusHash: string;
  /** moving average of the loss at the end, in nats; null before iteration 10 */
  readonly finalRunningLoss: number | null;
  /** mean loss of the last batches, in nats: what runs are compared by, since it is the steadier one */
  readonly loss: number;
  /** of training, if the folder says it */
  readonly seconds: number | undefined;
}

type Json = Readonly<Record<string, unknown>>;

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
  const iterations = number(run.iterations, "iterations");
  const name = corpus.name;
  if (typeof name !== "string" || name === "") throw wrong("corpus.name", "a name", name);
  if (typeof corpus.sha256 !== "string") throw wrong("corpus.sha256", "a hash", corpus.sha256);
  const settings = withDefaults({ ...part(run, "settings", "run.json"), iterations, corpus: name });
  requireWhole(path.join(folder, "loss.csv"), /^iteration,running_loss\n/);
  requireWhole(vectorsFile({ folder }), vectorsBegin(settings.dimensions));
  return {
    folder,
    settings,
    corpusHash: corpus.sha256,
    finalRunningLoss: run.finalRunningLoss === null ? null : number(run.finalRunningLoss, "finalRunningLoss"),
    loss: number(run.meanOfLastLosses, "meanOfLastLosses"),
    seconds: run.seconds === undefined ? undefined : number(run.seconds, "seconds"),
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

function readJson(file: string): Json | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RangeError(`${path.basename(file)} is not JSON`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new RangeError(`${path.basename(file)} requires an object, got ${say(value)}`);
  return value as Json;
}

function part(of: Json, name: string, file: string): Json {
  const value = of[name];
  if (typeof value !== "object" || value === null)
    throw new RangeError(`${file} requires ${name}, got ${say(value)}`);
  return value as Json;
}

function number(value: unknown, name: string): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw wrong(name, "a number", value);
  return value;
}

const wrong = (name: string, need: string, got: unknown): RangeError =>
  new RangeError(`run.json requires ${name} to be ${need}, got ${say(got)}`);

const say = (value: unknown): string => (JSON.stringify(value) ?? "nothing").slice(0, 80);
