import type { Exercise, Mistake } from "../exercise";
import { list, WrongForm, type Part } from "../parts";
import type { Questions } from "../student-functions";

type Question = Questions["negativesTable"];

/** Word ids, ascending; word w fills a share count_w^power / Σ_v count_v^power of the entries. */
function answer(counts: number[], power: number, size: number): number[] {
  return fill(
    counts.map((count) => count ** power),
    size,
  );
}

function fill(weights: readonly number[], size: number): number[] {
  const total = weights.reduce((a, b) => a + b, 0);
  const ends: number[] = [];
  weights.reduce((sum, weight, w) => (ends[w] = sum + weight), 0);
  let w = 0;
  return Array.from({ length: size }, (_, i) => {
    while (w < weights.length - 1 && (i + 0.5) / size > ends[w] / total) w++;
    return w;
  });
}

/** How many entries each word has. */
function entriesOf(table: ArrayLike<number>, words: number): number[] {
  const entries = new Array<number>(words).fill(0);
  Array.from(table).forEach((w) => entries[w]++);
  return entries;
}

function parts(result: unknown, [counts, , size]: Question): Part[] {
  const { values } = list("the table", result, size);
  const outside = Array.from(values).find((w) => !Number.isInteger(w) || w < 0 || w >= counts.length);
  if (outside !== undefined)
    throw new WrongForm(`the table is to hold ids from 0 to ${counts.length - 1}, got ${outside}`);
  const entries = entriesOf(values, counts.length);
  // Where one word ends and the next begins is rounded this way or that.
  return [{ name: "the entries of each word", shape: [counts.length], values: entries, tolerance: 2 }];
}

const mistake = (
  says: string,
  weights: (counts: number[], power: number) => number[],
): Mistake<"negativesTable"> => ({
  part: "the entries of each word",
  says,
  wrong: (counts, power, size) => entriesOf(fill(weights(counts, power), size), counts.length),
});

/** The table of negatives. */
export const negativesTableExercise: Exercise<"negativesTable"> = {
  name: "negativesTable",
  title: "The table of negatives",
  right: answer,
  parts,
  checks: [
    {
      kind: "values",
      title: "counts 81, 16 and 1: weights 27, 8 and 1",
      hidden: false,
      questions: [[[81, 16, 1], 0.75, 360]],
    },
    {
      kind: "values",
      title: "power 1: shares as in the text",
      hidden: false,
      questions: [[[5, 3, 2], 1, 1000]],
    },
    {
      kind: "values",
      title: "power 0, and a word that never occurs",
      hidden: true,
      questions: [
        [[9, 3, 5, 7], 0, 1000],
        [[90, 0, 60, 30], 0.75, 2000],
      ],
    },
    {
      kind: "values",
      title: "a thousand words",
      hidden: true,
      questions: [[Array.from({ length: 1000 }, (_, w) => Math.ceil(20_000 / (w + 1))), 0.75, 100_000]],
    },
  ],
  mistakes: [
    mistake("the power is not there: these are the shares in the text", (counts) => counts),
    mistake("every word has the same share: are the counts used?", (counts) => counts.map(() => 1)),
    mistake("the counts have the power 1/power", (counts, power) =>
      counts.map((count) => count ** (1 / power)),
    ),
    mistake("the power is multiplied, not raised: it then cancels", (counts, power) =>
      counts.map((count) => count * power),
    ),
    mistake("the counts have the power 1 − power", (counts, power) =>
      counts.map((count) => count ** (1 - power)),
    ),
    mistake(
      "rare words are drawn more often than frequent ones: which sign has the power?",
      (counts, power) => counts.map((count) => (count > 0 ? count ** -power : 0)),
    ),
    mistake("the power is taken twice", (counts, power) => counts.map((count) => count ** (power * power))),
    mistake("the power is 3/4 whatever is asked: is `power` used?", (counts) =>
      counts.map((count) => count ** 0.75),
    ),
    mistake("the logarithms of the counts are shared out, not their powers", (counts) =>
      counts.map((count) => Math.log(count + 1)),
    ),
    mistake("the logarithms of the counts are shared out, not their powers", (counts) =>
      counts.map((count) => Math.log(Math.max(1, count))),
    ),
    mistake("the words have each other's shares, in reverse order", (counts, power) =>
      counts.map((count) => count ** power).reverse(),
    ),
    mistake("this is the power of 2 of the counts' share", (counts) => counts.map((count) => count ** 2)),
    mistake("a root is taken, whatever the power is", (counts) => counts.map((count) => Math.sqrt(count))),
    mistake("this is a softmax of the counts, not a power", (counts) => {
      const most = Math.max(...counts);
      return counts.map((count) => Math.exp(count - most));
    }),
  ],
};
