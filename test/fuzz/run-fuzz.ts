import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { explainError } from "../../dist/files/explain-error";
import { below } from "../../dist/random/random";
import { Xoshiro128 } from "../../dist/random/xoshiro";
import { mutate } from "./mutate";
import { readers, type Files, type Reader } from "./readers";

/** Most CPU time of one input, which a busy machine does not change; longest wait; most further memory. */
const limits = { cpuSeconds: 60, seconds: 1200, bytes: 300_000_000 };

/** An input that a reader does not end well on. */
export interface Failure {
  readonly index: number;
  readonly what: string;
  readonly files: Files;
}

/** Inputs to try: some numbers from one on, or as many as fit in a time. */
export interface Fuzzing {
  readonly reader: string;
  readonly seed: number;
  readonly from: number;
  readonly count: number;
  readonly milliseconds: number;
}

export interface Fuzzed {
  readonly inputs: number;
  readonly failures: readonly Failure[];
}

/** Tries inputs in a thread, which is ended if one of them takes too long. */
export async function fuzz(what: Fuzzing): Promise<Fuzzed> {
  const place = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(__filename, {
    workerData: { what, place },
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  let seen = -1;
  let since = { cpu: process.cpuUsage(), time: Date.now() };
  return new Promise((resolve) => {
    const end = (fuzzed: Fuzzed): void => {
      clearInterval(watch);
      void worker.terminate().then(() => resolve(fuzzed));
    };
    const stuck = async (why: string): Promise<void> => {
      const index = what.from + Atomics.load(place, 0);
      end({ inputs: index - what.from, failures: [{ index, what: why, files: await inputOf(what, index) }] });
    };
    const watch = setInterval(() => {
      const now = Atomics.load(place, 0);
      if (now !== seen) [seen, since] = [now, { cpu: process.cpuUsage(), time: Date.now() }];
      const { user, system } = process.cpuUsage(since.cpu); // of all threads
      if (user + system > 1e6 * limits.cpuSeconds)
        void stuck(`no end within ${limits.cpuSeconds} seconds of CPU time`);
      else if (Date.now() - since.time > 1000 * limits.seconds)
        void stuck(`no end within ${limits.seconds} seconds`);
    }, 500);
    worker.once("message", end);
    worker.once("error", (error) => void stuck(`the thread ended: ${error.message}`));
  });
}

/** Input number `index` of a seed, which is the same wherever it is made. */
async function inputOf({ reader, seed }: Fuzzing, index: number, seeds?: Files[]): Promise<Files> {
  const { make, reseal, unseal } = readers[reader];
  const random = new Xoshiro128((seed ^ Math.imul(index + 1, 0x9e3779b1)) >>> 0);
  if (make) return make(random);
  const made = seeds ?? (await inFolder((folder) => readers[reader].seeds(folder)));
  const files = { ...made[below(random, made.length)] };
  const names = Object.keys(files);
  const name = names[below(random, names.length)];
  const inside = reseal !== undefined && below(random, 4) > 0;
  const bytes = mutate(inside && unseal ? unseal(files[name]) : files[name], random);
  files[name] = inside && reseal ? reseal(bytes) : bytes;
  return files;
}

async function inFolder<T>(work: (folder: string) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(path.join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "fuzz-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function work(what: Fuzzing, place: Int32Array): Promise<Fuzzed> {
  const reader = readers[what.reader];
  return inFolder(async (folder) => {
    mkdirSync(path.join(folder, "seeds"));
    const seeds = await reader.seeds(path.join(folder, "seeds"));
    const failures: Failure[] = [];
    const until = Date.now() + what.milliseconds;
    let i = 0;
    for (; i < what.count && (i % 16 !== 0 || Date.now() < until); i++) {
      const index = what.from + i;
      Atomics.store(place, 0, i);
      const files = await inputOf(what, index, seeds);
      const wrong = await tryInput(reader, files, path.join(folder, "input"));
      if (wrong !== undefined) failures.push({ index, what: wrong, files });
      if (failures.length === 20) break;
    }
    return { inputs: i, failures };
  });
}

/** What is wrong with how a reader ends on an input; undefined if nothing is. */
async function tryInput(reader: Reader, files: Files, folder: string): Promise<string | undefined> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(folder, name), bytes);
  const file = path.join(folder, Object.keys(files)[0]);
  const before = process.memoryUsage.rss();
  try {
    await reader.read(file);
  } catch (error) {
    return judge(
      error,
      { file: Object.keys(files), folder: [path.basename(folder)], nothing: [""] }[reader.names ?? "file"],
    );
  }
  const more = process.memoryUsage.rss() - before;
  return more > limits.bytes ? `${more} further bytes of memory` : undefined;
}

/** Words of the engine, of JSON and of the system, which no message has. */
const raw =
  /is not (a function|iterable|defined|an object)|Cannot (read|convert|set)|Unexpected (token|end|non-)|Invalid (array|typed array|string|count|date)|Maximum call|in JSON at|\bE[A-Z]{4,}:|undefined|\[object|\n\s+at /;

function judge(error: unknown, named: readonly string[]): string | undefined {
  const said = explainError(error);
  const own = error instanceof Error && ["Error", "RangeError"].includes(error.name);
  if (!own) return `no error of the project: ${said}`;
  if (raw.test(said.replaceAll(/"([^"\\]|\\.)*"/g, ""))) return `a raw message: ${said}`;
  return named.some((name) => said.includes(name))
    ? undefined
    : `the message names none of ${named.join(", ")}: ${said}`;
}

if (!isMainThread) {
  const { what, place } = workerData as { what: Fuzzing; place: Int32Array };
  void work(what, place).then((fuzzed) => parentPort?.postMessage(fuzzed));
}
