import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { DATA } from "../corpus/known-corpora";
import { textOfCorpus } from "../corpus/text-of-corpus";
import { resumeFastRun, saveFastRun } from "../fast/checkpoint";
import { FastRun, type FastProgress } from "../fast/run";
import { encodeTextApart } from "../fast/text/encode-apart";
import { describeFastRun, writeFastRun } from "../fast/write-run";
import type { Settings } from "../settings/table";
import type { Format } from "../vectors/formats";
import { progressLine, type ProgressLine } from "./progress-line";

/** What the command line asks for besides the settings. */
export interface TrainOptions {
  readonly out: string | undefined;
  readonly resume: boolean;
  readonly json: boolean;
  readonly format: Format;
  readonly say: (line: string) => void;
}

/** Milliseconds between two looks at a run, and between two checkpoints. */
const lookEvery = 200;
const checkpointEvery = 60_000;

/** `npm run train -- --fast`: from a text of any size to vectors. An interrupt keeps what was learnt. */
export async function trainFast(settings: Settings, options: TrainOptions): Promise<void> {
  const { out, json, say } = options;
  const stop = new AbortController();
  const interrupt = (): void => stop.abort(new Error("interrupted"));
  process.on("SIGINT", interrupt).on("SIGTERM", interrupt);
  try {
    if (out !== undefined) requireFolder(out, options.resume);
    const { run, corpus } = await openRun(settings, options, stop.signal);
    const begun = performance.now();
    const first = run.board.tokens;
    await train(run, options, stop.signal);
    const seconds = (performance.now() - begun) / 1000;
    const wordsPerSecond = (run.board.tokens - first) / seconds;
    const files = keep(run, corpus, { seconds, wordsPerSecond }, options);
    if (json)
      console.log(JSON.stringify({ ...describeFastRun(run, corpus), seconds, wordsPerSecond, files }));
    else report(run, seconds, wordsPerSecond, files);
    if (run.done) return;
    const way = out === undefined ? "" : `; continue with --resume --out ${out}`;
    say(`stopped after ${amount(run.board.tokens)} of ${amount(run.totalWords)} words${way}`);
    process.exitCode = 130;
  } finally {
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}

function requireFolder(out: string, resume: boolean): void {
  const [checkpoint, finished] = ["checkpoint", "run.json"].map((name) => existsSync(path.join(out, name)));
  if (resume && !checkpoint)
    throw new Error(`--resume requires a run that was stopped, got ${out}, which has no checkpoint`);
  if (!resume && (checkpoint || finished)) {
    const way = checkpoint ? "--resume continues that one" : "name another";
    throw new Error(`--out requires a folder without a run, got ${out}; ${way}`);
  }
  mkdirSync(out, { recursive: true });
}

async function openRun(
  settings: Settings,
  { out, resume, json, say }: TrainOptions,
  signal: AbortSignal,
): Promise<{ run: FastRun; corpus: string }> {
  const cache = path.join(DATA, "cache", "texts");
  const { name, file } = await textOfCorpus(settings.corpus, cache, { say, sstPath: process.env.SST_PATH });
  const line = lineOf(json);
  const text = await encodeTextApart([file], {
    minimumCount: settings.minimumCount,
    cache,
    signal,
    onProgress: ({ bytes, totalBytes, phase }) =>
      line?.update(phase === "count" ? "reading the text" : "numbering its words", bytes / totalBytes),
  }).finally(() => line?.done(""));
  const heard = json ? undefined : say;
  heard?.(
    `corpus ${name}: ${amount(text.rawTokens)} words, ${amount(text.words.length)} different ones that occur ` +
      `${settings.minimumCount} times or more, SHA-256 ${text.sha256.slice(0, 12)}`,
  );
  const run = resume
    ? resumeFastRun(path.join(out!, "checkpoint"), settings, text, { say })
    : new FastRun(settings, text, { say });
  return { run, corpus: name };
}

/** Trains to the end or to the first interrupt; writes checkpoints as it goes. */
async function train(run: FastRun, { out, json }: TrainOptions, signal: AbortSignal): Promise<void> {
  const line = lineOf(json);
  try {
    while (!run.done && !signal.aborted) {
      const begun = performance.now();
      for await (const progress of run.steps(lookEvery, () => performance.now())) {
        line?.update(textOf(progress), progress.words / progress.totalWords);
        if (signal.aborted || (out !== undefined && performance.now() - begun > checkpointEvery)) break;
      }
      if (out !== undefined && !run.done) saveFastRun(path.join(out, "checkpoint"), run);
    }
  } finally {
    line?.done("");
  }
}

function lineOf(json: boolean): ProgressLine | undefined {
  return json ? undefined : progressLine(process.stderr);
}

/** Writes what was learnt; a run that is done needs no checkpoint. */
function keep(
  run: FastRun,
  corpus: string,
  more: Record<string, number>,
  { out, format }: TrainOptions,
): string[] {
  if (out === undefined) return [];
  const files = writeFastRun(run, out, corpus, more, format);
  const checkpoint = path.join(out, "checkpoint");
  if (!run.done) return [...files, checkpoint];
  rmSync(checkpoint, { force: true });
  return files;
}

function textOf({ words, loss, wordsPerSecond, secondsLeft }: FastProgress): string {
  const speed = Math.round(wordsPerSecond / 1000).toLocaleString("en-US");
  const left = Number.isFinite(secondsLeft) ? `${secondsLeft.toFixed(0)} s left` : "";
  return `${amount(words)} words  ${speed}k words/s  loss ${loss?.toFixed(4) ?? "-"}  ${left}`;
}

function report(run: FastRun, seconds: number, wordsPerSecond: number, files: readonly string[]): void {
  console.log(`loss of a pair ${run.loss?.toFixed(6) ?? "none"}`);
  console.log(
    `${amount(run.board.tokens)} words; ${seconds.toFixed(1)} s, ${amount(Math.round(wordsPerSecond))} words a second`,
  );
  files.forEach((file) => console.log(file));
}

function amount(words: number): string {
  return words.toLocaleString("en-US");
}
