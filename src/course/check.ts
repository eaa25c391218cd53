import { jupyterDisplay, type Displayable } from "../display/displayable";
import { escapeHtml } from "../display/html";
import { exercises } from "./exercises";
import { leastSeconds } from "./least-seconds";
import { outcomesHtml } from "./outcomes-html";
import { runChecks, type Outcome, type Student } from "./run-checks";
import { askOwn, type ExerciseName, type StudentFunctions } from "./student-functions";

/** How a student's function did, for a notebook. */
export interface Checked extends Displayable {
  readonly title: string;
  readonly outcomes: readonly Outcome[];
  /** whether every check passed */
  readonly passed: boolean;
}

/**
 * Checks a function that a student has written, with the public checks of its exercise.
 *
 * @param name that of the exercise, such as `naiveSoftmax`
 * @param own  the student's function
 */
export async function check<Name extends ExerciseName>(
  name: Name,
  own: StudentFunctions[Name],
): Promise<Checked> {
  if (!Object.hasOwn(exercises, name))
    throw new RangeError(`check requires one of ${Object.keys(exercises).join(", ")}, got ${name}`);
  if (typeof own !== "function")
    throw new TypeError(`check requires your function ${name}, got ${typeof own}`);
  const call = (question: readonly unknown[]): unknown => askOwn(name, own, question);
  const student: Student = {
    ask: async (_, question) => call(question),
    time: async (_, question) => leastSeconds(() => call(question)),
  };
  const outcomes = await runChecks(name, student, false);
  return checked(exercises[name].title, outcomes);
}

function checked(title: string, outcomes: readonly Outcome[]): Checked {
  const passed = outcomes.every((outcome) => outcome.passed);
  return {
    title,
    outcomes,
    passed,
    [jupyterDisplay]: () => ({ "text/html": html(title, outcomes), "text/plain": plain(title, outcomes) }),
  };
}

function summary(outcomes: readonly Outcome[]): string {
  const right = outcomes.filter(({ passed }) => passed).length;
  return `${right} of ${outcomes.length} checks passed`;
}

function html(title: string, outcomes: readonly Outcome[]): string {
  return `<p><strong>${escapeHtml(title)}</strong>: ${summary(outcomes)}</p>${outcomesHtml(outcomes)}`;
}

function plain(title: string, outcomes: readonly Outcome[]): string {
  const lines = outcomes.flatMap(({ title, passed, says }) => [
    `  ${passed ? "passed" : "failed"}: ${title}`,
    ...says.map((each) => `    ${each}`),
  ]);
  return [`${title}: ${summary(outcomes)}`, ...lines].join("\n");
}
