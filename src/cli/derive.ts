import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { isPage, pageHtml } from "../derivation/document-page";
import { listDocuments, openDocuments } from "../derivation/documents/open-document";
import { addScores, scoreText } from "../derivation/repair/mutation-score";
import { countsText } from "../derivation/verdict/counts";
import type { CheckedFile, CheckJob } from "./derive-check";
import { checkFiles, reasonOf, refusal } from "./derive-check";
import { helpText } from "./terminal/help-text";
import type { ProgressStream } from "./terminal/progress-line";
import { progressLine } from "./terminal/progress-line";
import { requireOutput } from "../files/require-output";
import { writeAtomic } from "../files/write-atomic";
import { parseOptions } from "../settings/options";
import { runCommand } from "./terminal/run-command";
import { standardOutput } from "./terminal/standard-output";

/** What the command works with. */
export interface DeriveSurroundings {
  readonly stdout: { write(text: string): unknown };
  /** Where progress goes, where there are several files. */
  readonly stderr?: ProgressStream;
  /** Folder that a relative path starts from. */
  readonly folder: string;
  /** What the file `-` holds. */
  readonly stdin?: () => string;
  /** Ends `--watch`. */
  readonly signal?: AbortSignal;
}

const options = {
  html: { type: "string" },
  force: { type: "boolean" },
  json: { type: "boolean" },
  inline: { type: "boolean" },
  mutants: { type: "boolean" },
  watch: { type: "boolean" },
} as const;

/**
 * The command `npm run derive`: checks the derivations of documents.
 *
 * @param args the words after the command
 * @returns the exit status: 1 if a line is wrong, else 2 if something could not be read, else 0
 */
export async function deriveCommand(args: string[], around: DeriveSurroundings): Promise<number> {
  const { values, positionals } = parseOptions(args, options, true);
  if (positionals.length === 0) {
    around.stdout.write(`${helpText("derive")}\n`);
    return 2;
  }
  if (values.watch && positionals.includes("-")) throw new Error("--watch requires files, and `-` is none");
  if (values.force && values.html === undefined)
    throw new Error("--force requires --html OUT, the page that it may write over, got none");
  requirePage(values, positionals, around.folder);
  const check = async (): Promise<number> => {
    const results = await checkAll(positionals, values, around);
    report(results, values, around);
    return status(results);
  };
  if (!values.watch) return check();
  return watch(() => stamps(positionals, around.folder), check, around);
}

interface Values {
  html?: string;
  force?: boolean;
  json?: boolean;
  inline?: boolean;
  mutants?: boolean;
}

/** Refuses, before any work, a page that cannot be written, or would replace a file that is not such a page. */
function requirePage({ html, force = false }: Values, paths: readonly string[], folder: string): void {
  if (html === undefined) return;
  const page = path.resolve(folder, html);
  const documents = paths.filter((each) => each !== "-").map((each) => path.resolve(folder, each));
  requireOutput([page], documents, force || isPageFile(page));
}

/** Checks each file, and each document of each folder; `-` is the standard input. */
async function checkAll(
  paths: readonly string[],
  { inline = false, mutants = false }: Values,
  { folder, stdin, stderr }: DeriveSurroundings,
): Promise<CheckedFile[]> {
  const found = paths.flatMap((each): (CheckJob | CheckedFile)[] => {
    if (each === "-") return [{ file: "-", folder, text: stdin?.() ?? "", inline, mutants }];
    return listFiles(each, folder).map((file) =>
      typeof file === "string" ? { file, folder, inline, mutants } : file,
    );
  });
  const jobs = found.filter((each): each is CheckJob => "folder" in each);
  const line = stderr && jobs.length > 1 ? progressLine(stderr) : undefined;
  const results = await checkFiles(jobs, (count) =>
    line?.update(`${count} of ${jobs.length} files`, count / jobs.length),
  );
  line?.done("");
  return found.map((each) => ("folder" in each ? results[jobs.indexOf(each)] : each));
}

/** The documents that a path names, without those that another of them includes. */
function listFiles(each: string, folder: string): (string | CheckedFile)[] {
  try {
    const files = listDocuments([each], folder);
    if (files.length === 0) return [refusal(each, "there is no document in it")];
    return files.length === 1 ? files : withoutIncluded(files, folder);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return [refusal(each, reasonOf(error, { file: each, folder }))];
  }
}

function withoutIncluded(files: readonly string[], folder: string): (string | CheckedFile)[] {
  try {
    return openDocuments(files, { folder }).map(({ file }) => file);
  } catch {
    return [...files]; // one cannot be read, and will say so
  }
}

function report(
  results: readonly CheckedFile[],
  values: Values,
  { stdout, folder }: DeriveSurroundings,
): void {
  const say = (text: string): void => void stdout.write(`${text}\n`);
  const summary = countsText(
    results.flatMap(({ marks }) => marks),
    results.reduce((sum, { unchecked }) => sum + unchecked, 0),
  );
  if (values.html !== undefined) {
    writeAtomic(path.resolve(folder, values.html), pageHtml(results));
    if (!values.json) say(`${summary}\n${values.html} shows each of them`);
  }
  if (values.json) say(JSON.stringify({ version: 1, files: results.map(({ record }) => record) }, null, 2));
  else if (values.mutants) say(scoreText(addScores(results.flatMap(({ mutants = [] }) => mutants))));
  else if (values.html === undefined)
    say(
      [
        ...results.map(({ text }) => text),
        ...(results.every(({ marks, unchecked }) => marks.length + unchecked === 0) ? [] : [summary]),
        ...(results.some(({ hasInline }) => hasInline)
          ? ["--inline judges the formulas within the text, too"]
          : []),
      ].join("\n"),
    );
}

function isPageFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true && isPage(readFileSync(file, "utf8"));
}

const wrong = ["wrong here", "inherited", "right but does not follow"];

function status(results: readonly CheckedFile[]): number {
  const marks = results.flatMap((each) => each.marks);
  if (marks.some((mark) => wrong.includes(mark))) return 1;
  return marks.includes("malformed") || results.some(({ refused }) => refused) ? 2 : 0;
}

/** When each file was last changed, as a text to compare. */
function stamps(paths: readonly string[], folder: string): string {
  try {
    const files = listDocuments(paths, folder);
    return files.map((file) => `${file} ${statSync(path.resolve(folder, file)).mtimeMs}`).join("\n");
  } catch {
    return ""; // it is being written, or not there now
  }
}

const pause = 400; // ms between two looks

/** Checks again whenever a file has changed, until it is aborted. */
async function watch(
  look: () => string,
  check: () => Promise<number>,
  { signal, stdout }: DeriveSurroundings,
): Promise<number> {
  let seen = look();
  let last = await check();
  while (!signal?.aborted) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const now = look();
    if (now === seen || now === "") continue;
    seen = now;
    stdout.write("\n");
    last = await check();
  }
  return last;
}

/** Runs the command of this process. */
async function main(): Promise<void> {
  await runCommand(async () => {
    const stdin = (): string => readFileSync(0, "utf8");
    return deriveCommand(process.argv.slice(2), {
      stdout: standardOutput,
      stderr: process.stderr,
      folder: process.cwd(),
      stdin,
    });
  });
}

if (require.main === module) void main();
