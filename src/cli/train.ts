import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { openCorpus } from "../corpus/open-corpus";
import { resumeCheckpoint, saveCheckpoint } from "../model/checkpoint";
import { describeRun } from "../model/description";
import { TrainingRun, type Progress } from "../model/run";
import { optionLines, parseCommandLine, type Option } from "../settings/command-line";
import type { Settings } from "../settings/table";
import { writeRun } from "../experiment/write-run";
import { formatNamed } from "../vectors/formats";
import { progressLine } from "./progress-line";
import { runCommand } from "./run-command";
import { trainFast } from "./train-fast";

const options: Record<string, Option> = {
  out: { type: "string", meaning: "folder for vectors, loss curve, settings and checkpoint" },
  format: {
    type: "string",
    meaning: "of the vectors in --out: text (as word2vec), binary, safetensors or tsv (text)",
  },
  resume: { type: "boolean", meaning: "continue from the checkpoint in --out" },
  json: { type: "boolean", meaning: "print one JSON object at the end, and nothing else" },
  help: { type: "boolean", meaning: "print this" },
};

/** Iterations between two checkpoints, as in the assignment. */
const checkpointEvery = 5000;

/** Iterations between two looks at the clock and at interrupts: a few milliseconds of work. */
const breath = 10;

void runCommand(async () => {
  const request = parseCommandLine(process.argv.slice(2), options);
  if (request.options.help)
    return console.log(["npm run train -- [OPTIONS]", ...optionLines(options)].join("\n"));
  const out = request.options.out as string | undefined;
  const format = formatNamed(String(request.options.format ?? "text"));
  const json = request.options.json === true;
  const say = (line: string): void => void process.stderr.write(line + "\n");
  if (request.options.resume && out === undefined)
    throw new Error("--resume requires --out DIR, the folder of the run, got none");
  const resume = request.options.resume === true;
  if (request.settings.fast) return trainFast(request.settings, { out, resume, json, format, say });
  const run = await openRun(request.settings, out, resume, json ? () => {} : say);
  const begun = performance.now();
  const first = run.iteration;
  const interrupted = await train(run, out, json);
  const seconds = (performance.now() - begun) / 1000;
  const files = out === undefined ? [] : [...writeRun(run, out, {}, format), path.join(out, "checkpoint")];
  const windowsPerSecond = ((run.iteration - first) * run.settings.batch) / seconds;
  const result = { ...describeRun(run), seconds, windowsPerSecond, files };
  if (json) console.log(JSON.stringify(result));
  else report(run, seconds, windowsPerSecond, files);
  if (!interrupted) return;
  say(
    `stopped at iteration ${run.iteration}` +
      (out === undefined ? "" : `; continue with --resume --out ${out}`),
  );
  process.exitCode = 130;
});

async function openRun(
  settings: Settings,
  out: string | undefined,
  resume: boolean,
  say: (line: string) => void,
): Promise<TrainingRun> {
  const corpus = await openCorpus(settings.corpus, { say, sstPath: process.env.SST_PATH });
  const { name, sha256, sentences } = corpus;
  say(`corpus ${name}: ${sentences.length} sentences, SHA-256 ${sha256.slice(0, 12)}`);
  if (out === undefined) return new TrainingRun(settings, corpus);
  mkdirSync(out, { recursive: true });
  const file = path.join(out, "checkpoint");
  if (resume) return resumeCheckpoint(file, settings, corpus);
  if (existsSync(file))
    throw new Error(`--out requires a folder without a run, got ${out}; --resume continues that one`);
  return new TrainingRun(settings, corpus);
}

/** Trains to the end or to the first interrupt; true if it was interrupted. */
async function train(run: TrainingRun, out: string | undefined, json: boolean): Promise<boolean> {
  let interrupted = false;
  const stop = (): void => void (interrupted = true);
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const line = json ? undefined : progressLine(process.stderr);
  const begun = performance.now();
  const first = run.iteration;
  try {
    for (const progress of run.steps(breath, () => performance.now())) {
      const { iteration } = progress;
      if (out !== undefined && (iteration % checkpointEvery === 0 || run.done))
        saveCheckpoint(path.join(out, "checkpoint"), run);
      line?.update(
        textOf(run, progress, first, performance.now() - begun),
        iteration / run.settings.iterations,
      );
      if (iteration % (10 * breath) === 0) await new Promise(setImmediate); // lets an interrupt in
      if (interrupted) break;
    }
  } finally {
    line?.done("");
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
  if (interrupted && out !== undefined) saveCheckpoint(path.join(out, "checkpoint"), run);
  return interrupted && !run.done;
}

function textOf(
  run: TrainingRun,
  { iteration, runningLoss }: Progress,
  first: number,
  elapsed: number,
): string {
  const left = ((run.settings.iterations - iteration) * elapsed) / 1000 / (iteration - first);
  return `iteration ${iteration}  running loss ${runningLoss?.toFixed(4) ?? "-"}  ${left.toFixed(0)} s left`;
}

function report(run: TrainingRun, seconds: number, windowsPerSecond: number, files: string[]): void {
  const { finalRunningLoss, meanOfLastLosses } = describeRun(run);
  console.log(
    `running loss ${finalRunningLoss?.toFixed(6) ?? "none before iteration 10"}, mean of the last batches ${meanOfLastLosses.toFixed(6)}`,
  );
  console.log(
    `${run.iteration} iterations; ${seconds.toFixed(1)} s, ${windowsPerSecond.toFixed(0)} windows a second`,
  );
  files.forEach((file) => console.log(file));
}
