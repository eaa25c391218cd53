import type { Part } from "./parts";
import type { ExerciseName, Questions, StudentFunctions } from "./student-functions";

/** A mistake that people make, as an answer of its own: who gives this answer has made it. */
export interface Mistake<Name extends ExerciseName> {
  /** the part of the answer that it spoils */
  readonly part: string;
  /** what was done, and a question that leads on */
  readonly says: string;
  /** what that part then is */
  readonly wrong: (...question: Questions[Name]) => ArrayLike<number> | number;
}

/** Questions whose answers are compared with the right ones. */
export interface ValueCheck<Name extends ExerciseName> {
  readonly kind: "values";
  readonly title: string;
  readonly hidden: boolean;
  readonly questions: readonly Questions[Name][];
}

/** A question at which the gradient is held against differences of the student's own loss. */
export interface SlopeCheck<Name extends ExerciseName> {
  readonly kind: "slopes";
  readonly title: string;
  readonly hidden: boolean;
  readonly question: Questions[Name];
  /** which numbers of the question are moved, by the name of the part that holds their slopes */
  readonly moved: Readonly<Record<string, (question: Questions[Name]) => Float64Array>>;
}

/** A question that is asked many times. */
export interface SpeedCheck<Name extends ExerciseName> {
  readonly kind: "speed";
  readonly title: string;
  readonly hidden: boolean;
  readonly question: Questions[Name];
  /** most times that of the book's plain version */
  readonly factor: number;
}

export type Check<Name extends ExerciseName> = ValueCheck<Name> | SlopeCheck<Name> | SpeedCheck<Name>;

/** One function to write. */
export interface Exercise<Name extends ExerciseName> {
  readonly name: Name;
  readonly title: string;
  /** the book's plain version */
  readonly right: StudentFunctions[Name];
  /** the parts of an answer. @throws WrongForm */
  readonly parts: (answer: unknown, question: Questions[Name]) => Part[];
  readonly checks: readonly Check<Name>[];
  readonly mistakes: readonly Mistake<Name>[];
}
