import { sigmoid } from "../../model/sigmoid";
import type { Exercise, Mistake } from "../exercise";
import { scalar } from "../parts";

const mistake = (says: string, wrong: (x: number) => number): Mistake<"sigmoid"> => ({
  part: "the value",
  says,
  wrong,
});

/** σ(x) = 1/(1 + exp(−x)). */
export const sigmoidExercise: Exercise<"sigmoid"> = {
  name: "sigmoid",
  title: "The sigmoid",
  right: sigmoid,
  parts: (answer) => [scalar("the value", answer)],
  checks: [
    {
      kind: "values",
      title: "numbers by hand",
      hidden: false,
      questions: [[0], [Math.log(3)], [-Math.log(3)]],
    },
    { kind: "values", title: "small numbers", hidden: false, questions: [[0.3], [-1.7], [2.9], [-0.01]] },
    {
      kind: "values",
      title: "extreme numbers",
      hidden: true,
      questions: [[36], [-36], [710], [-710], [-1000], [1e6]],
    },
    { kind: "speed", title: "speed", hidden: true, question: [0.7], factor: 100 },
  ],
  mistakes: [
    mistake("it falls where it should rise: which sign has x in the exponent?", (x) => 1 / (1 + Math.exp(x))),
    mistake(
      "this is 1 + exp(−x): what is divided by what? 1/1 + e is not 1/(1 + e)",
      (x) => 1 + Math.exp(-x),
    ),
    mistake("this is the slope σ(x)(1 − σ(x)), not the sigmoid itself", (x) => sigmoid(x) * (1 - sigmoid(x))),
    mistake("this is tanh(x), which goes from −1 to 1; the sigmoid goes from 0 to 1", (x) => Math.tanh(x)),
    mistake("this is the logarithm of the sigmoid", (x) => Math.log(sigmoid(x))),
    mistake("this is the sigmoid of 2x: is there a factor too many?", (x) => sigmoid(2 * x)),
    mistake("1 is taken away below where it belongs added", (x) => 1 / (1 - Math.exp(-x))),
    mistake(
      "two forms are mixed: it is 1/(1 + exp(−x)), or exp(x)/(1 + exp(x))",
      (x) => Math.exp(x) / (1 + Math.exp(-x)),
    ),
    mistake("this is the same for x and −x: does a branch for negative numbers lack the minus?", (x) =>
      sigmoid(Math.abs(x)),
    ),
    mistake("this is at most 1/2, whatever x is: are the two branches exchanged?", (x) =>
      sigmoid(-Math.abs(x)),
    ),
    mistake("the base is 2 where e is meant: use Math.exp", (x) => 1 / (1 + 2 ** -x)),
    mistake("this is max(0, x), which is no probability", (x) => Math.max(0, x)),
    mistake("it is too low by 1/2: it goes from −1/2 to 1/2, not from 0 to 1", (x) => sigmoid(x) - 0.5),
    mistake("this is exp(−x), before 1 is added and the whole is divided", (x) => Math.exp(-x)),
    mistake("this is log(1 + exp(−x)), what a yes costs, not how likely it is", (x) =>
      Math.log1p(Math.exp(-x)),
    ),
  ],
};
