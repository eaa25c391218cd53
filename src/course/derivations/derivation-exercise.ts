/** A line of the book's derivation, and the rule that leads to it from the line before. */
export interface BookLine {
  readonly latex: string;
  /** a sentence without a full stop, for somebody who asks which rule to use */
  readonly rule: string;
}

/** What a line must not hold any more for the derivation to be at its end. */
export interface Goal {
  /** in words, after "until" */
  readonly says: string;
  /** kinds of nodes, names of functions, and letters, such as `derivative`, `log` and `Z` */
  readonly without: readonly string[];
}

/** One derivation to write: the left side and the declarations are given, the lines are not. */
export interface DerivationExercise {
  readonly title: string;
  /** as `declare` reads them */
  readonly declarations: string;
  /** what is derived */
  readonly left: string;
  /** left sides of chains that prepare the derivation, such as `J`; their lines count as well */
  readonly preparing: readonly string[];
  /** how many lines are asked at least; a line is one step of thought */
  readonly lines: number;
  readonly goal: Goal;
  /** whether the text of the exercise states the answer, so that to write it down alone earns nothing */
  readonly answerStated?: boolean;
  readonly book: readonly BookLine[];
  /** other derivations that people write, from the same left side; hints follow the one that a student is on */
  readonly otherWays?: readonly (readonly BookLine[])[];
}
