import fs from "node:fs";
import { explainError } from "../../files/explain-error";
import type { Outcome } from "../run-checks";
import { runNotebook, type RunNotebook } from "../student/ask-student";
import type { Course } from "./course-file";
import { earned, tasksFor, type TaskName } from "./tasks";

/** How one function or derivation did. */
export interface ExerciseScore {
  readonly name: TaskName;
  readonly title: string;
  readonly points: number;
  readonly of: number;
  readonly outcomes: readonly Outcome[];
}

/** How one notebook did. */
export interface Score {
  readonly file: string;
  /** of all exercises, less what lateness takes */
  readonly points: number;
  readonly of: number;
  /** days begun after the date; 0 in time */
  readonly daysLate: number;
  readonly exercises: readonly ExerciseScore[];
  /** cells that failed, and what ended the notebook; a sentence each */
  readonly trouble: readonly string[];
}

/**
 * Runs a notebook in a process of its own and scores its functions and derivations. Whatever it does, there is a score: one that
 * is missing, fails, loops or ends the process has no points, and the next one is asked in a new process.
 */
export async function gradeNotebook(file: string, course: Course): Promise<Score> {
  const wanted = tasksFor(file).filter(({ name }) => course.points[name] > 0);
  const scores: ExerciseScore[] = [];
  const trouble: string[] = [];
  let run: RunNotebook | undefined;
  for (const { name, title, judge } of wanted) {
    let outcomes: Outcome[] = [];
    try {
      run ??= await open(file, course, trouble);
      outcomes = await judge(run, true, course);
    } catch (error) {
      trouble.push(`${name}: ${explainError(error)}`);
    }
    if (outcomes.some(({ says }) => says.some((each) => /takes? more than|ends the process/.test(each)))) {
      run?.close();
      run = undefined;
    }
    const of = course.points[name];
    const sum = outcomes.reduce((all, outcome) => all + earned(outcome), 0);
    const points = outcomes.length === 0 ? 0 : round((of * sum) / outcomes.length);
    scores.push({ name, title, points, of, outcomes });
    if (run === undefined && outcomes.length === 0) break; // the notebook itself cannot be run
  }
  run?.close();
  for (const { name, title } of wanted.slice(scores.length))
    scores.push({ name, title, points: 0, of: course.points[name], outcomes: [] });
  return { file, ...total(scores, file, course), exercises: scores, trouble };
}

async function open(file: string, course: Course, trouble: string[]): Promise<RunNotebook> {
  const run = await runNotebook(file, course);
  if (trouble.length === 0) trouble.push(...run.failed);
  return run;
}

function total(
  scores: readonly ExerciseScore[],
  file: string,
  { due, latePerDay }: Course,
): Pick<Score, "points" | "of" | "daysLate"> {
  const sum = (key: "points" | "of"): number => scores.reduce((all, each) => all + each[key], 0);
  const late = due === undefined ? 0 : fs.lstatSync(file).mtimeMs - due.getTime();
  const daysLate = Math.max(0, Math.ceil(late / 86_400_000));
  const share = Math.max(0, 1 - (daysLate * latePerDay) / 100);
  return { points: round(sum("points") * share), of: sum("of"), daysLate };
}

/** Hundredths of a point. */
function round(points: number): number {
  return Math.round(points * 100) / 100;
}
