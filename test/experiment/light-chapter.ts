import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AssignmentSettings } from "../../dist/settings/table";
import { code, notebook } from "../report/notebook";
import { checkout } from "../../dist/files/checkout";

const command = path.join(checkout, "dist/cli/experiment.js");

/** A line of code that trains once more, and says where that stands; then it goes on for ever. */
export const followedTraining = [
  `const { keepProgress } = require(${JSON.stringify(path.join(checkout, "dist/runs/live/progress-file"))});`,
  "const keep = keepProgress(process.env.WORD2VEC_RUN_FOLDER, Date.now);",
  "const other = new AssignmentRun(settings, await openCorpus(corpus, { say: () => {} }));",
  "for (const now of other.steps(0, Date.now)) keep(now);",
  'console.log("all is trained");',
  "while (true) await new Promise((resolve) => setTimeout(resolve, 10));",
].join("\n");

/** What a run's folder says. */
export interface Experiment {
  folder: string;
  key: string;
  status: string;
  error?: string;
  cell?: { number?: number; id: string; begins: string };
  timeLimit?: number;
  parameters: Record<string, unknown>;
  settings: AssignmentSettings;
}

/** The runs of a folder that have a kernel now, each once; Linux only. */
export function runningKernels(runs: string): string[] {
  const folders = readdirSync("/proc").flatMap((pid) => {
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, "utf8").split("\0");
      return environment.filter((entry) => entry.startsWith(`WORD2VEC_RUN_FOLDER=${runs}`));
    } catch {
      return []; // no process, or one that has ended
    }
  });
  return [...new Set(folders)]; // a kernel is several processes
}

/** A folder with a small text and a chapter that trains on it within moments. */
export class LightChapter {
  readonly command = command;
  readonly train = path.join(checkout, "dist/cli/train.js");
  readonly folder = mkdtempSync(path.join(tmpdir(), "experiment-"));
  readonly runs = path.join(this.folder, "runs");
  readonly chapter = path.join(this.folder, "light.ipynb");
  readonly text = path.join(this.folder, "text");

  /** @param more a line of code after the training */
  constructor(more = "") {
    writeFileSync(this.text, smallText());
    writeFileSync(this.chapter, lightNotebook(this.text, more));
  }

  /** Runs the command to its end. */
  experiment(...args: string[]): { status: number | null; stdout: string; stderr: string } {
    const runs = args.includes("--runs") ? [] : ["--runs", this.runs];
    return spawnSync(process.execPath, [command, this.chapter, ...runs, ...args], {
      encoding: "utf8",
      env: this.environment(),
    });
  }

  /** Starts the command and leaves it running. */
  start(...args: string[]): ChildProcess {
    return spawn(process.execPath, [command, this.chapter, "--runs", this.runs, ...args], {
      env: this.environment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** What the folders of the runs that have ended say. */
  experiments(): Experiment[] {
    const names = existsSync(this.runs) ? readdirSync(this.runs).filter((name) => /^\d/.test(name)) : [];
    return names.map((name) => {
      const folder = path.join(this.runs, name);
      const read = (file: string): object =>
        JSON.parse(readFileSync(path.join(folder, file), "utf8")) as object;
      const ran = existsSync(path.join(folder, "run.json")) ? read("run.json") : {};
      return { ...read("experiment.json"), folder, ...ran } as Experiment;
    });
  }

  /** Keys of the runs that are done, sorted. */
  keys(): string[] {
    const done = this.experiments().filter(({ status }) => status === "done");
    return done.map(({ key }) => key).sort();
  }

  /** Waits, ten minutes at most: on a busy machine a cluster takes more than one to start. */
  async until(what: string, holds: () => boolean): Promise<void> {
    for (let waited = 0; !holds(); waited += 100) {
      if (waited > 600_000) throw new Error(`waited ten minutes: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private environment(): NodeJS.ProcessEnv {
    return { ...process.env, INIT_CWD: this.folder };
  }
}

/** 200 sentences of 9 words out of 30. */
function smallText(): string {
  const sentence = (s: number): string =>
    Array.from({ length: 9 }, (_, i) => `w${(s * 7 + i * (1 + (s % 3))) % 30}`).join(" ");
  return Array.from({ length: 200 }, (_, s) => sentence(s)).join("\n") + "\n";
}

function lightNotebook(text: string, more: string): string {
  const dist = path.join(checkout, "dist");
  const parameters = [
    `let corpus = ${JSON.stringify(text)}; // a text`,
    "let iterations = 50; // steps",
    "let dimensions = 3; // length of a vector",
    "let stepSize = 0.3; // learning rate at the start",
    "let subsample = 1; // keeps all words",
    "let seed = 1; // of the generator",
    'let note = ""; // no setting of a run',
  ].join("\n");
  const training = [
    `const { openCorpus } = require(${JSON.stringify(`${dist}/corpus/open-corpus`)});`,
    `const { AssignmentRun } = require(${JSON.stringify(`${dist}/training/assignment/run`)});`,
    `const { keepRun } = require(${JSON.stringify(`${dist}/runs/keep-run`)});`,
    `const { withDefaults } = require(${JSON.stringify(`${dist}/settings/settings`)});`,
    "const settings = withDefaults({ corpus: corpus, iterations: iterations, dimensions: dimensions,",
    "  stepSize: stepSize, subsample: subsample, seed: seed });",
    "const run = new AssignmentRun(settings, await openCorpus(corpus, { say: console.log }));",
    "for (const _ of run.steps(10, Date.now));",
    more,
    "keepRun(run, 1, process.env.WORD2VEC_RUN_FOLDER);",
  ].join("\n");
  const cells = [code("parameters", parameters, []), code("train", training, [])].map((cell) => ({
    ...cell,
    execution_count: null,
  }));
  const tagged = { ...cells[0], metadata: { tags: ["parameters"] } };
  return JSON.stringify(notebook([tagged, cells[1]]));
}
