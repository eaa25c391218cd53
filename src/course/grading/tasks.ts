import { derivationExercises, derivationNames } from "../derivations/derivation-exercises";
import type { DerivationName } from "../derivations/derivation-exercises";
import { judgeApart } from "../derivations/judge-apart";
import { exerciseNames, exercises } from "../exercises";
import { runChecks, type Outcome } from "../run-checks";
import type { Limits, RunNotebook } from "../student/ask-student";
import { readCells, readNotebookText } from "../student/cells";
import type { ExerciseName } from "../student-functions";

/** Whatever has points: a function or a derivation. */
export type TaskName = ExerciseName | DerivationName;

export const taskNames: readonly TaskName[] = [...exerciseNames, ...derivationNames];

/** One thing to write, and how what was written is judged. */
export interface Task {
  readonly name: TaskName;
  readonly title: string;
  judge(run: RunNotebook, hidden: boolean, limits: Limits): Promise<Outcome[]>;
}

const functionTasks: readonly Task[] = exerciseNames.map((name) => ({
  ...{ name, title: exercises[name].title },
  judge: (run, hidden) => runChecks(name, run.student, hidden),
}));

const derivationTasks: readonly Task[] = derivationNames.map((name) => ({
  ...{ name, title: derivationExercises[name].title },
  judge: async (run, _, limits) => [await judgeApart({ name, latex: await run.textOf(name) }, limits)],
}));

/**
 * What a notebook is asked: all functions if it declares one of them, all derivations if it declares one of them, and
 * the functions if it declares neither. To delete an exercise makes the others count no more.
 */
export function tasksFor(file: string): readonly Task[] {
  let code: string;
  try {
    code = readCells(readNotebookText(file))
      .map((cell) => cell.code)
      .join("\n");
  } catch {
    return functionTasks; // what is no notebook is named when it is run
  }
  const declares = (tasks: readonly Task[]): boolean =>
    tasks.some(({ name }) => new RegExp(`\\b(?:const|let|var|function)\\s+${name}\\b`).test(code));
  const derivations = declares(derivationTasks) ? derivationTasks : [];
  return declares(functionTasks) || derivations.length === 0
    ? [...functionTasks, ...derivations]
    : derivations;
}

/** What an outcome earns, from 0 to 1. */
export function earned({ share, passed }: Outcome): number {
  return share ?? (passed ? 1 : 0);
}
