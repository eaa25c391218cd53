import fs from "node:fs";
import path from "node:path";
import { defaultCourse, readCourse, type Course } from "../course/grading/course-file";
import { writeEdition } from "../course/grading/edition";
import { gradeNotebook, type Score } from "../course/grading/grade";
import { scoresCsv, writeScore } from "../course/grading/score-files";
import { canSetApart, runNotebook } from "../course/student/ask-student";
import { earned, tasksFor } from "../course/grading/tasks";
import type { Outcome } from "../course/run-checks";
import { inCheckout } from "../files/checkout";
import { explainError, explainSystemError } from "../files/explain-error";
import { makeFolder } from "../files/make-folder";
import { requireOwnOutput } from "../files/own-output";
import { writeAtomic } from "../files/write-atomic";
import { parseOptions } from "../settings/options";
import { runCommand } from "./terminal/run-command";
import { print } from "./terminal/standard-output";

const options = {
  course: { type: "string" },
  from: { type: "string" },
  out: { type: "string" },
} as const;

const teachersNotebooks = ["derive-word2vec", "implement-word2vec"].map((name) =>
  inCheckout(`notebooks/exercises/${name}.ipynb`),
);

void runCommand(async () => {
  const { values, positionals } = parseOptions(process.argv.slice(2), options, true);
  const [what, target, ...more] = positionals;
  const jobs: Record<string, (target: string) => Promise<number> | number> = {
    make: (folder) =>
      make(folder, values.from === undefined ? teachersNotebooks : [values.from], courseOf(values.course)),
    check: (file) => checkNotebook(file, courseOf(values.course)),
    grade: (folder) => grade(folder, values.out ?? "grades", courseOf(values.course)),
  };
  if (what === undefined || !Object.hasOwn(jobs, what))
    throw new Error(`course requires make, check or grade, got ${what ?? "none"}; --help explains them`);
  if (target === undefined || more.length > 0)
    throw new Error(`course ${what} requires one path, got ${positionals.length - 1}; --help explains it`);
  return jobs[what](target);
});

function courseOf(file: string | undefined): Course {
  return file === undefined ? defaultCourse : readCourse(file);
}

function make(folder: string, sources: readonly string[], course: Course): number {
  makeFolder("course make requires its folder", folder);
  if (fs.readdirSync(folder).length > 0)
    throw new Error(
      `course make requires an empty folder, got ${folder}, which holds ${fs.readdirSync(folder)[0]}`,
    );
  for (const file of writeEdition(folder, sources, course)) print(file);
  return 0;
}

/** What a student runs: the notebook as it will be graded, with the public checks. */
async function checkNotebook(file: string, course: Course): Promise<number> {
  const run = await runNotebook(requireNotebook(file), course);
  let failed = 0;
  for (const each of run.failed) print(each);
  for (const { name, title, judge } of tasksFor(file)) {
    if (course.points[name] === 0) continue;
    const outcomes = await judge(run, false, course).catch((error: unknown) => [failure(error)]);
    const passed = outcomes.filter((outcome) => outcome.passed).length;
    failed += outcomes.length - passed;
    const [{ share }] = outcomes;
    print(
      share === undefined
        ? `${title}: ${passed} of ${outcomes.length} public checks passed`
        : `${title}: ${Math.round(100 * earned(outcomes[0]))} %`,
    );
    for (const outcome of outcomes) for (const each of outcome.says) print(`  ${outcome.title}: ${each}`);
  }
  run.close();
  return failed > 0 ? 1 : 0;
}

function failure(error: unknown): Outcome {
  return { title: "asked", hidden: false, passed: false, says: [explainError(error)], share: 0 };
}

function requireNotebook(file: string): string {
  try {
    if (fs.statSync(file).isFile()) return file;
  } catch (error) {
    throw new Error(explainSystemError(error, file) ?? String(error), { cause: error });
  }
  throw new Error(`course check requires a notebook, got the folder ${file}`);
}

/** What a teacher runs: every notebook below a folder, one after another. */
async function grade(folder: string, out: string, course: Course): Promise<number> {
  const files = listNotebooks(folder);
  if (files.length === 0)
    throw new Error(`course grade requires a folder with notebooks, got none in ${folder}`);
  makeFolder("course grade requires --out", out);
  requireOwnOutput([path.join(out, "scores.csv")], (text) => /^\ufeff?notebook,points,of,/.test(text));
  process.stderr.write(`${containment()}\n`);
  const scores: { name: string; score: Score }[] = [];
  for (const file of files) {
    const name = nameOf(path.relative(folder, file));
    const score = await gradeNotebook(file, course).catch((error: unknown) => nothing(file, course, error));
    scores.push({ name, score });
    writeScore(out, name, course.title, score);
    print(
      `${printable(name)}: ${score.points} of ${score.of}${score.trouble.length > 0 ? ` (${score.trouble[0]})` : ""}`,
    );
  }
  writeAtomic(path.join(out, "scores.csv"), scoresCsv(scores));
  print(`Scores: ${path.join(out, "scores.csv")}`);
  return 0;
}

/** A notebook's name in the table, and of its folder beside it: no notebook may stand where the table is written. */
function nameOf(relative: string): string {
  const name = relative.replace(/\.ipynb$/, "");
  return /^scores\.csv(?=$|[/\\])/i.test(name) ? `notebook ${name}` : name;
}

/** A student chooses the name of a file; what would move a terminal's cursor is not printed. */
const printable = (text: string): string => text.replace(/\p{C}/gu, "?");

function nothing(file: string, course: Course, error: unknown): Score {
  const of = Object.values(course.points).reduce((a, b) => a + b);
  return { file, points: 0, of, daysLate: 0, exercises: [], trouble: [explainError(error)] };
}

function listNotebooks(folder: string): string[] {
  try {
    const entries = fs.readdirSync(folder, { withFileTypes: true, recursive: true });
    const names = entries.filter((entry) => !entry.isDirectory() && entry.name.endsWith(".ipynb")); // links are named
    const files = names.map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
    return files.filter((file) => !isLeftover(path.relative(folder, file))).sort();
  } catch (error) {
    throw new Error(explainSystemError(error, folder) ?? String(error), { cause: error });
  }
}

/** What Jupyter and macOS's archives leave beside notebooks. */
function isLeftover(file: string): boolean {
  const parts = file.split(path.sep);
  const [name] = parts.slice(-1);
  return parts.some((part) => part === ".ipynb_checkpoints" || part === "__MACOSX") || name.startsWith("._");
}

function containment(): string {
  const network = canSetApart()
    ? "without a network"
    : "with this machine's network, and able to name its other processes, since this system has no namespaces";
  return `Each notebook runs in a process of its own, ${network}, that writes no file and starts no program.`;
}
