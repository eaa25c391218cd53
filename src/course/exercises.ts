import type { Exercise } from "./exercise";
import { descendExercise } from "./exercises/descend";
import { naiveSoftmaxExercise } from "./exercises/naive-softmax";
import { negativeSamplingExercise } from "./exercises/negative-sampling";
import { negativesTableExercise } from "./exercises/negatives-table";
import { sigmoidExercise } from "./exercises/sigmoid";
import { skipGramExercise } from "./exercises/skip-gram";
import { windowAtExercise } from "./exercises/window-at";
import type { ExerciseName } from "./student-functions";

/** The functions to write, in the order of the course. */
export const exercises: { readonly [Name in ExerciseName]: Exercise<Name> } = {
  sigmoid: sigmoidExercise,
  naiveSoftmax: naiveSoftmaxExercise,
  negativeSampling: negativeSamplingExercise,
  skipGram: skipGramExercise,
  windowAt: windowAtExercise,
  negativesTable: negativesTableExercise,
  descend: descendExercise,
};

export const exerciseNames = Object.keys(exercises) as ExerciseName[];
