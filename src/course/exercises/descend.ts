import { annealedStepSize } from "../../model/sgd";
import type { Exercise, Mistake } from "../exercise";
import { list } from "../parts";
import { slopeOfBowl, type Questions } from "../student-functions";

type Question = Questions["descend"];
type Slope = (x: Float64Array) => Float64Array;

/** x −= η ∂f/∂x, with the step size η halved after every `annealEvery` iterations. */
function answer(
  x: Float64Array,
  gradient: Slope,
  stepSize: number,
  iterations: number,
  annealEvery: number,
): Float64Array {
  return follow(x, gradient, iterations, (iteration) => annealedStepSize(stepSize, annealEvery, iteration));
}

function follow(
  x: Float64Array,
  gradient: Slope,
  iterations: number,
  stepSize: (iteration: number) => number,
): Float64Array {
  let at = x;
  for (let iteration = 1; iteration <= iterations; iteration++) {
    const slope = gradient(at);
    at = at.map((value, i) => value - stepSize(iteration) * slope[i]);
  }
  return at;
}

const mistake = (says: string, wrong: (...question: Question) => Float64Array): Mistake<"descend"> => ({
  part: "x",
  says,
  wrong,
});
const steps = (
  says: string,
  stepSize: (stepSize: number, annealEvery: number, iteration: number) => number,
): Mistake<"descend"> =>
  mistake(says, (x, a, b, size, iterations, every) =>
    follow(x, slopeOfBowl(a, b), iterations, (iteration) => stepSize(size, every, iteration)),
  );

/** x −= η m with m = rate · m + ∂f/∂x. */
function withMomentum(rate: number, ...[x, a, b, size, iterations, every]: Question): Float64Array {
  let momentum = x.map(() => 0);
  const slope = slopeOfBowl(a, b);
  return answer(
    x,
    (at) => {
      const along = slope(at);
      return (momentum = momentum.map((value, i) => rate * value + along[i]));
    },
    size,
    iterations,
    every,
  );
}

const mistakes: Mistake<"descend">[] = [
  steps(
    "it goes uphill: a step of descent goes against the gradient",
    (size, every, i) => -annealedStepSize(size, every, i),
  ),
  steps("the step size is never halved", (size) => size),
  steps(
    "the step size is halved one iteration too early: after annealEvery iterations means in the one that follows",
    (size, every, i) => annealedStepSize(size, every, i + 1),
  ),
  steps("the step size is halved one iteration too late", (size, every, i) =>
    annealedStepSize(size, every, i - 1),
  ),
  steps(
    "the step size is halved before the first iteration already",
    (size, every, i) => size * 0.5 ** (1 + Math.floor((i - 1) / every)),
  ),
  steps(
    "the step size is doubled where it is to be halved",
    (size, every, i) => size * 2 ** Math.floor((i - 1) / every),
  ),
  steps("the step size is divided by the number of the iteration", (size, _, i) => size / i),
  steps(
    "the step size is multiplied by 0.9; it is to be halved",
    (size, every, i) => size * 0.9 ** Math.floor((i - 1) / every),
  ),
  steps(
    "the step size is divided by 10; it is to be halved",
    (size, every, i) => size * 0.1 ** Math.floor((i - 1) / every),
  ),
  steps("half of the first step size is taken away each time; it is to be halved", (size, every, i) => {
    return size * (1 - 0.5 * Math.floor((i - 1) / every));
  }),
  steps("the step size is halved in every iteration", (size, _, i) => size * 0.5 ** (i - 1)),
  steps("the step size is halved once only", (size, every, i) => (i > every ? size / 2 : size)),
  steps(
    "the step size is divided by the number of halvings, not halved each time",
    (size, every, i) => size / (1 + Math.floor((i - 1) / every)),
  ),
  steps("the step size is not used", () => 1),
  mistake("there is one iteration too few", (x, a, b, size, iterations, every) =>
    answer(x, slopeOfBowl(a, b), size, iterations - 1, every),
  ),
  mistake("there is one iteration too many", (x, a, b, size, iterations, every) =>
    answer(x, slopeOfBowl(a, b), size, iterations + 1, every),
  ),
  mistake("only one step is done: does the loop return too early?", (x, a, b, size, _, every) =>
    answer(x, slopeOfBowl(a, b), size, 1, every),
  ),
  mistake("annealEvery iterations are done in place of iterations", (x, a, b, size, _, every) =>
    answer(x, slopeOfBowl(a, b), size, every, every),
  ),
  mistake(
    "the gradient is brought to length 1; how long it is counts",
    (x, a, b, size, iterations, every) => {
      const slope = slopeOfBowl(a, b);
      const direction: Slope = (at) => {
        const along = slope(at);
        const length = Math.hypot(...along) || 1;
        return along.map((value) => value / length);
      };
      return answer(x, direction, size, iterations, every);
    },
  ),
  mistake("there is momentum in it; a step follows the gradient at its place alone", (...question) =>
    withMomentum(0.9, ...question),
  ),
  mistake("nothing moves: x is what it was", (x) => x),
  mistake(
    "the gradient is taken at the start only; it is another at every place",
    (x, a, b, size, iterations, every) => {
      const first = slopeOfBowl(a, b)(x);
      return answer(x, () => first, size, iterations, every);
    },
  ),
  mistake("this is the gradient at the end, not x", (x, a, b, size, iterations, every) => {
    const slope = slopeOfBowl(a, b);
    return slope(answer(x, slope, size, iterations, every));
  }),
];

const bowl = (iterations: number, annealEvery: number, stepSize = 0.3): Question => [
  Float64Array.of(3, -2, 0.5),
  Float64Array.of(1, 0.5, 2),
  Float64Array.of(1, 1, -1),
  stepSize,
  iterations,
  annealEvery,
];

/** Gradient descent. */
export const descendExercise: Exercise<"descend"> = {
  name: "descend",
  title: "Gradient descent",
  right: answer,
  parts: (result, [x]) => [list("x", result, x.length)],
  checks: [
    {
      kind: "values",
      title: "one step from 4 in a bowl around 1: to 2.5",
      hidden: false,
      questions: [[Float64Array.of(4), Float64Array.of(1), Float64Array.of(1), 0.5, 1, 10]],
    },
    { kind: "values", title: "five steps, no halving", hidden: false, questions: [bowl(5, 100)] },
    {
      kind: "values",
      title: "seven steps, halved after every three",
      hidden: false,
      questions: [bowl(7, 3), bowl(3, 3), bowl(4, 3)],
    },
    {
      kind: "values",
      title: "no step at all; a thousand steps",
      hidden: true,
      questions: [bowl(0, 3), bowl(1000, 200, 0.1)],
    },
  ],
  mistakes,
};
