import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { writeAtomic } from "../files/write-atomic";
import type { Corpus } from "../corpus/corpus";
import type { Settings } from "../settings/table";
import { TrainingRun, type RunState } from "./run";

/*
 * A checkpoint is one file: a line that names the format, a line of JSON (settings, hash of the corpus,
 * lengths of the arrays), the arrays' bytes in the order of `arrays`, and the SHA-256 of all before it.
 */
const format = "word2vec-notebooks checkpoint 1\n";
const digestBytes = 32;
const arrays = ["random", "V", "U", "losses", "curve"] as const;

interface Header {
  settings: Settings;
  corpus: string;
  iteration: number;
  runningLoss: number | null;
  lengths: Record<(typeof arrays)[number], number>;
}

/** Writes where a run stands to a file, whole or not at all. */
export function saveCheckpoint(path: string, run: TrainingRun): void {
  const state = run.save();
  const header: Header = {
    settings: run.settings,
    corpus: run.corpus.sha256,
    iteration: state.iteration,
    runningLoss: state.runningLoss ?? null,
    lengths: Object.fromEntries(arrays.map((name) => [name, state[name].length])) as Header["lengths"],
  };
  const parts = [
    Buffer.from(format + JSON.stringify(header) + "\n"),
    ...arrays.map((name) => bytesOf(state[name])),
  ];
  const digest = createHash("sha256");
  parts.forEach((part) => digest.update(part));
  writeAtomic(path, Buffer.concat([...parts, digest.digest()]));
}

/**
 * The run that a checkpoint file holds, ready to continue. The settings must be those of the checkpoint,
 * but for `iterations`, which may be higher.
 *
 * @throws RangeError with the reason where the file is damaged, or of other settings or another corpus
 */
export function resumeCheckpoint(path: string, settings: Settings, corpus: Corpus): TrainingRun {
  const { header, body } = readCheckpoint(path);
  for (const name of Object.keys(settings) as (keyof Settings)[]) {
    if (name === "iterations" || name === "corpus" || header.settings[name] === settings[name]) continue;
    throw new RangeError(
      `checkpoint ${path} requires ${name} to be ${JSON.stringify(header.settings[name])}, got ${JSON.stringify(settings[name])}`,
    );
  }
  if (header.corpus !== corpus.sha256) {
    throw new RangeError(
      `checkpoint ${path} requires the corpus with SHA-256 ${header.corpus}, got ${corpus.sha256}`,
    );
  }
  return TrainingRun.resume(settings, corpus, stateOf(header, body));
}

function readCheckpoint(path: string): { header: Header; body: Buffer } {
  const bytes = readFileSync(path);
  const endOfHeader = bytes.indexOf(10, format.length);
  const body = bytes.subarray(0, Math.max(0, bytes.length - digestBytes));
  const isCheckpoint = bytes.subarray(0, format.length).equals(Buffer.from(format));
  if (!isCheckpoint) throw new RangeError(`${path} requires the first line of a checkpoint, got another`);
  if (!createHash("sha256").update(body).digest().equals(bytes.subarray(body.length))) {
    throw new RangeError(`checkpoint ${path} requires the bytes that were written, got a damaged file`);
  }
  const header = JSON.parse(bytes.toString("utf8", format.length, endOfHeader)) as Header;
  return { header, body: body.subarray(endOfHeader + 1) };
}

function stateOf(header: Header, body: Buffer): RunState {
  let offset = 0;
  const take = (length: number, size: number): ArrayBuffer => {
    const bytes = body.subarray(offset, (offset += length * size));
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  };
  const { lengths } = header;
  return {
    iteration: header.iteration,
    runningLoss: header.runningLoss ?? undefined,
    random: new Uint32Array(take(lengths.random, 4)),
    V: new Float64Array(take(lengths.V, 8)),
    U: new Float64Array(take(lengths.U, 8)),
    losses: new Float64Array(take(lengths.losses, 8)),
    curve: new Float64Array(take(lengths.curve, 8)),
  };
}

function bytesOf(values: Uint32Array | Float64Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}
