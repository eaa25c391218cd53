import { diagnose, entry, likely, whyRounded, type Compared } from "./diagnose";
import { leastSeconds } from "./least-seconds";
import { exercises } from "./exercises";
import type { Check, Exercise, SlopeCheck, SpeedCheck, ValueCheck } from "./exercise";
import { WrongForm, type Part } from "./parts";
import { calls, type ExerciseName, type Questions } from "./student-functions";

/** Whoever has the student's function, in this process or in another. */
export interface Student {
  /** What the function returns; fails as it fails. */
  ask<Name extends ExerciseName>(name: Name, question: Questions[Name]): Promise<unknown>;
  /** The least seconds that it took for a question, asked many times. */
  time<Name extends ExerciseName>(name: Name, question: Questions[Name]): Promise<number>;
}

/** How a check went. */
export interface Outcome {
  readonly title: string;
  readonly hidden: boolean;
  readonly passed: boolean;
  /** what is wrong, a sentence each; empty if it passed */
  readonly says: readonly string[];
  /** what it earns where it can be right in part, from 0 to 1 */
  readonly share?: number;
}

/**
 * Asks a student's function what an exercise asks, and says how each check went.
 *
 * @param name   that of the exercise
 * @param hidden whether the hidden checks are made as well
 */
export async function runChecks<Name extends ExerciseName>(
  name: Name,
  student: Student,
  hidden: boolean,
): Promise<Outcome[]> {
  const exercise: Exercise<Name> = exercises[name];
  const outcomes: Outcome[] = [];
  for (const check of exercise.checks.filter((each) => hidden || !each.hidden)) {
    const wrong = outcomes.some(({ passed }) => !passed);
    const says =
      check.kind === "speed" && wrong
        ? ["it is measured once the other checks pass"]
        : await complaints(exercise, check, student);
    outcomes.push({ title: check.title, hidden: check.hidden, passed: says.length === 0, says });
  }
  return outcomes;
}

async function complaints<Name extends ExerciseName>(
  exercise: Exercise<Name>,
  check: Check<Name>,
  student: Student,
): Promise<string[]> {
  try {
    if (check.kind === "values") return await wrongValues(exercise, check, student);
    if (check.kind === "slopes") return await wrongSlopes(exercise, check, student);
    return await tooSlow(exercise, check, student);
  } catch (error) {
    if (error instanceof WrongForm) return [error.message];
    throw error;
  }
}

/** Asks more than the check needs where it fails: a mistake is named if it gives the student's numbers in every question. */
async function wrongValues<Name extends ExerciseName>(
  exercise: Exercise<Name>,
  { questions }: ValueCheck<Name>,
  student: Student,
): Promise<string[]> {
  const asked = await compare(exercise, questions, student);
  if (diagnose(asked, []).length === 0) return [];
  const others = exercise.checks.flatMap((check) =>
    check.kind === "values" && !check.hidden && check.questions !== questions ? check.questions : [],
  );
  const more = await compare(exercise, others, student).catch(() => []);
  return diagnose(asked, likely(exercise.mistakes, [...asked, ...more]));
}

async function compare<Name extends ExerciseName>(
  { name, right, parts }: Exercise<Name>,
  questions: readonly Questions[Name][],
  student: Student,
): Promise<Compared<Name>[]> {
  const compared: Compared<Name>[] = [];
  for (const question of questions) {
    const wanted = parts(calls[name](right, ...question), question);
    compared.push({ question, got: await answerOf({ name, parts }, question, student), wanted });
  }
  return compared;
}

async function answerOf<Name extends ExerciseName>(
  { name, parts }: Pick<Exercise<Name>, "name" | "parts">,
  question: Questions[Name],
  student: Student,
): Promise<Part[]> {
  const copy = structuredClone(question); // the student's function may change what it is given
  let answer: unknown;
  try {
    answer = await student.ask(name, copy);
  } catch (error) {
    throw new WrongForm(`your function fails: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (answer === undefined) throw new WrongForm("your function returns nothing: is a return missing?");
  return parts(answer, question);
}

const h = 1e-5; // step of the differences, whose error is then about 1e-9

/** Holds each entry of a gradient against (J(x + h) − J(x − h))/2h, with the student's own loss J. */
async function wrongSlopes<Name extends ExerciseName>(
  exercise: Exercise<Name>,
  { question, moved }: SlopeCheck<Name>,
  student: Student,
): Promise<string[]> {
  const parts = await answerOf(exercise, question, student);
  const wanted = exercise.parts(calls[exercise.name](exercise.right, ...structuredClone(question)), question);
  const loss = parts[0].values[0];
  if (!Number.isFinite(loss)) return [`loss: it is ${loss}, and so it has no slope; mend it first`];
  const rounded = whyRounded(parts[0].values, wanted[0].values);
  const lossAt = async (): Promise<number> => (await answerOf(exercise, question, student))[0].values[0];
  const said: string[] = [];
  for (const [name, numbersOf] of Object.entries(moved)) {
    const part = parts.find((each) => each.name === name);
    if (part === undefined) continue;
    const gradient = part.values;
    const numbers = (numbersOf as (question: Questions[Name]) => Float64Array)(question);
    for (let i = 0; i < numbers.length; i++) {
      const kept = numbers[i];
      numbers[i] = kept + h;
      const above = await lossAt();
      numbers[i] = kept - h;
      const below = await lossAt();
      numbers[i] = kept;
      const slope = (above - below) / (2 * h);
      if (Math.abs(slope - gradient[i]) <= 1e-5 * Math.max(1, Math.abs(slope))) continue;
      if (rounded !== undefined) return [`loss: ${rounded}. Its slope cannot be seen with so few`];
      said.push(
        `${name}: ${entry(part, i)}is ${gradient[i].toPrecision(6)}; your loss has the slope ${slope.toPrecision(6)} there`,
      );
      break;
    }
  }
  return said;
}

/** A function that is too slow has often a loop in a loop, or copies a matrix in each turn. */
async function tooSlow<Name extends ExerciseName>(
  { name, right }: Exercise<Name>,
  { question, factor }: SpeedCheck<Name>,
  student: Student,
): Promise<string[]> {
  const ours = leastSeconds(() => calls[name](right, ...question));
  const theirs = await student.time(name, question);
  if (theirs <= factor * ours) return [];
  return [
    `it takes ${Math.round(theirs / ours)} times as long as the book's plain version, and may take ${factor} times: is a loop in a loop, or a matrix copied in each turn?`,
  ];
}
