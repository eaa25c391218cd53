import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { deriveFile } from "../derivation/file";
import type { Line } from "../derivation/line";
import { mutationScore, scoreText } from "../derivation/mutate";
import { detailsOf, summary } from "../derivation/text";
import { runCommand } from "./run-command";

const USAGE = `npm run derive -- FILE.tex             checks every derivation in the file, a verdict a line
npm run derive -- FILE.tex --json      the same for machines
npm run derive -- FILE.tex --mutants   changes every right line in one place at a time: is each change noticed?

In the file, lines that begin with %% declare what the names mean:
    %% U: matrix d x n, columns u_w, w in Vocab
    %% v_c: vector d; o in Vocab; y: one-hot at o
    %% \\hat{y} := \\operatorname{softmax}(U^\\top v_c)
What stands between $$ and $$ is checked. Exit status 1: a line is wrong; 2: it cannot be read.`;

/** What the command works with. */
export interface DeriveSurroundings {
  readonly stdout: { write(text: string): unknown };
  /** Folder that a relative path starts from. */
  readonly folder: string;
}

/**
 * The command `npm run derive`: checks the derivations of a .tex file.
 *
 * @param args the words after the command
 * @returns the exit status: 0 if every line is right, 1 if one is not, 2 if something cannot be read
 */
export async function deriveCommand(args: string[], { stdout, folder }: DeriveSurroundings): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: "boolean" }, mutants: { type: "boolean" }, help: { type: "boolean" } },
  });
  const say = (text: string): void => void stdout.write(`${text}\n`);
  const [file] = positionals;
  if (values.help || file === undefined) {
    say(USAGE);
    return values.help ? 0 : 2;
  }
  if (positionals.length > 1) throw new Error(`derive requires one file, got ${positionals.join(" and ")}`);
  try {
    const source = await readFile(path.resolve(folder, file), "utf8");
    const derivations = deriveFile(source);
    if (values.mutants) say(scoreText(mutationScore(derivations)));
    const lines = derivations.flatMap((derivation) => derivation.lines);
    if (values.json) say(JSON.stringify(lines.map(forMachines), null, 2));
    else if (!values.mutants)
      say([...lines.map((line) => lineReport(file, line)), summary(lines)].join("\n"));
    return status(lines);
  } catch (error) {
    say(refusal(file, error, values.json === true));
    return 2;
  }
}

/** What cannot be read, and why: the file itself, or a declaration in it. */
function refusal(file: string, error: unknown, json: boolean): string {
  if (!(error instanceof Error)) throw error;
  return json ? JSON.stringify({ file, error: error.message }) : `${file}: ${error.message}`;
}

function lineReport(file: string, line: Line): string {
  const formula = `${line.left === undefined ? "" : `${line.left} `}= ${line.right}`;
  const details = line.mark === "right" ? [] : detailsOf(line);
  const head = `${file}:${line.row}:${line.column}: ${line.mark}${line.says && `: ${line.says}`}`;
  return [head, `    ${formula}`, ...details.map((detail) => `    ${detail}`)].join("\n");
}

/** A line without what only the program itself can use. */
function forMachines({ counterexample, counterexampleText, repair, checks, ...line }: Line): object {
  return {
    ...line,
    checks: checks && { shapes: checks.shapes, numbers: checks.numbers, proof: checks.proof },
    counterexample: counterexample && {
      text: counterexampleText,
      left: counterexample.left ?? null,
      right: counterexample.right ?? null,
    },
    repair: repair?.says,
  };
}

function status(lines: readonly Line[]): number {
  const marks = lines.map(({ mark }) => mark);
  if (marks.includes("malformed")) return 2;
  return marks.every((mark) => mark === "right" || mark === "definition") ? 0 : 1;
}

/** Runs the command of this process. */
async function main(): Promise<void> {
  await runCommand(async () => {
    const around = { stdout: process.stdout, folder: process.cwd() };
    process.exitCode = await deriveCommand(process.argv.slice(2), around);
  });
}

if (require.main === module) void main();
