import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { DATA } from "../corpus/known-corpora";
import { beginLog, logFile, removeLog } from "../runs/live/log-file";
import { keepProgress, progressFile } from "../runs/live/progress-file";
import { inOutFolder, requireCheckpoint, resumeCommand } from "../runs/out-folder";
import { writeRun } from "../runs/write-run";
import { parseCommandLine } from "../settings/command-line";
import type { Option } from "../settings/options";
import { withDefaults } from "../settings/settings";
import type { Settings } from "../settings/table";
import { continueSettings } from "../training/checkpoint";
import type { AssignmentRun } from "../training/assignment/run";
import type { FastRun } from "../training/fast/run";
import { readSubwordSettings } from "../training/fast/subwords";
import type { Beginning } from "../training/fast/run-description";
import { openRun } from "../training/open-run";
import { train } from "../training/train";
import { readVectors } from "../vectors/read-vectors";
import { findFormat, type Format } from "../vectors/formats";
import { progressLine } from "./terminal/progress-line";
import { runCommand } from "./terminal/run-command";
import { print } from "./terminal/standard-output";
import { describeProgress, describeResult, describeStop } from "./training-texts";
import { untilStopped } from "./terminal/until-stopped";

const options: Record<string, Option> = {
  out: { type: "string" },
  format: { type: "string" },
  resume: { type: "boolean" },
  force: { type: "boolean" },
  "write-outside": { type: "boolean" },
  "write-vocabulary": { type: "boolean" },
  json: { type: "boolean" },
};

void runCommand(async () => {
  const { given, options: chosen } = parseCommandLine(process.argv.slice(2), options);
  const out = typeof chosen.out === "string" ? chosen.out : undefined;
  const format = findFormat(String(chosen.format ?? "text"));
  const [resume, force] = [chosen.resume === true, chosen.force === true];
  const written = {
    outside: chosen["write-outside"] === true,
    vocabulary: chosen["write-vocabulary"] === true,
  };
  if (out === undefined) {
    for (const [name, asked] of Object.entries({
      resume,
      force,
      "write-outside": written.outside,
      "write-vocabulary": written.vocabulary,
    }))
      if (asked) throw new Error(`--${name} requires --out DIR, the folder of the run, got none`);
    return trainRun(withDefaults(given), chosen.json === true);
  }
  if (resume && force) throw new Error("--resume continues a run, and --force begins anew; got both");
  const checkpoint = path.join(out, "checkpoint");
  if (resume) requireCheckpoint(out);
  const settings = resume ? continueSettings(checkpoint, given) : withDefaults(given);
  if ((written.outside || written.vocabulary) && settings.trainer !== "fast")
    throw new RangeError(
      "--write-outside and --write-vocabulary require --fast, got the assignment's trainer",
    );
  const into = { out, format, checkpoint, resume, ...written };
  const parts = settings.trainer === "fast" && readSubwordSettings(settings) !== undefined;
  const folder = { resume, force, format, corpus: settings.corpus, ...written, parts };
  await inOutFolder(out, folder, () => trainRun(settings, chosen.json === true, into));
});

/** What the reading of a text is at, in words. */
const readingPhases = {
  count: "reading the text",
  phrases: "joining phrases",
  encode: "numbering its words",
} as const;

/** Where a run is written, and whether it continues there. */
interface Into {
  readonly out: string;
  readonly format: Format;
  readonly checkpoint: string;
  readonly resume: boolean;
  /** whether U and the words with their counts are written, too */
  readonly outside: boolean;
  readonly vocabulary: boolean;
}

async function trainRun(settings: Settings, json: boolean, into?: Into): Promise<void> {
  const log = into && beginLog(into.out, settings, into.resume, Date.now);
  const keep = keepProgress(into?.out, Date.now);
  const warn = (text: string): void => {
    process.stderr.write(text + "\n");
    log?.(text);
  };
  const line = json ? undefined : progressLine(process.stderr);
  await untilStopped("stopped before the first step; the same command begins again", async (signal) => {
    const run = await openRun(settings, {
      resume: into?.resume ? into.checkpoint : undefined,
      textCache: path.join(DATA, "cache", "texts"),
      sstPath: process.env.SST_PATH,
      say: json ? () => {} : warn,
      warn,
      onReading: ({ bytes, totalBytes, phase }) => line?.update(readingPhases[phase], bytes / totalBytes),
      begin: readBeginning,
      signal,
    })
      .catch((error: unknown) => {
        if (into && !into.resume) removeLog(into.out); // it never began
        throw error;
      })
      .finally(() => line?.done(""));
    const { seconds, perSecond } = await train(run, {
      checkpoint: into?.checkpoint,
      checkpointEvery: checkpointEvery(),
      signal,
      clock: () => performance.now(),
      onProgress: (progress: Parameters<typeof describeProgress>[0]) => {
        keep(progress);
        line?.update(describeProgress(progress), progress.fraction);
      },
    }).finally(() => line?.done(""));
    const more = { seconds, [`${run.unit}PerSecond`]: perSecond };
    const files = into === undefined ? [] : writeRun(run, into.out, more, into.format, extra(run, into));
    if (into !== undefined && run.done && run.trainer === "fast") rmSync(into.checkpoint, { force: true });
    else if (into !== undefined) files.push(into.checkpoint);
    if (into !== undefined)
      files.push(...[logFile, progressFile].map((name) => path.join(into.out, name)).filter((file) => existsSync(file))); // prettier-ignore
    if (json) print(JSON.stringify({ ...run.describe(), ...more, files }));
    else print([...describeResult(run, seconds, perSecond), ...files].join("\n"));
    if (run.done) return;
    warn(describeStop(run) + (into === undefined ? "" : `; continue with ${resumeCommand(into.out)}`));
    process.exitCode = 130;
  });
}

/** What else a fast run writes. */
function extra(run: AssignmentRun | FastRun, { outside, vocabulary }: Into): Parameters<typeof writeRun>[4] {
  if (run.trainer !== "fast") return {};
  return {
    outside: outside ? run.outsideVectors : undefined,
    counts: vocabulary ? run.text.counts : undefined,
    fastText: run.fastText,
  };
}

/** Reads the vectors that a run begins with, and U, which an earlier run may have written beside them. */
async function readBeginning(file: string): Promise<Beginning> {
  const { dir, base } = path.parse(file);
  const outside = path.join(dir, base.replace(/^vectors/, "outside"));
  const vectors = await readVectors(file, "float32");
  if (outside === file || !existsSync(outside)) return { vectors };
  return { vectors, outside: await readVectors(outside, "float32") };
}

/** Milliseconds between two checkpoints: for tests of what a kill leaves, a variable of the environment shortens it. */
function checkpointEvery(): number {
  const text = process.env.CHECKPOINT_EVERY_MS ?? "60000";
  if (/^\d+$/.test(text)) return Number(text);
  throw new RangeError(
    `CHECKPOINT_EVERY_MS requires a whole number of milliseconds, got ${JSON.stringify(text)}`,
  );
}
