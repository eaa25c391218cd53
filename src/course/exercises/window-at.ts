import type { Exercise, Mistake } from "../exercise";
import { field, list, scalar } from "../parts";
import type { Questions } from "../student-functions";

type Question = Questions["windowAt"];

/** The words around place t, within the sentence, without those that equal the centre word. */
function answer(sentence: number[], t: number, radius: number): { centre: number; outside: number[] } {
  const near = sentence.filter((_, i) => i !== t && Math.abs(i - t) <= radius);
  return { centre: sentence[t], outside: near.filter((w) => w !== sentence[t]) };
}

const mistake = (says: string, wrong: (...question: Question) => number[]): Mistake<"windowAt"> => ({
  part: "outside",
  says,
  wrong,
});
const other = (w: number, sentence: number[], t: number): boolean => w !== sentence[t];

/** Words at the places from `first` to `last`, both included, but for place t and words that equal the centre. */
const between = (sentence: number[], t: number, first: number, last: number): number[] =>
  sentence.filter((w, i) => i >= first && i <= last && i !== t && other(w, sentence, t));

const mistakes: Mistake<"windowAt">[] = [
  mistake("words that equal the centre word are kept; they are left out", (s, t, r) =>
    s.filter((_, i) => i !== t && Math.abs(i - t) <= r),
  ),
  mistake("the centre word itself is among the outside words", (s, t, r) =>
    s.filter((_, i) => Math.abs(i - t) <= r),
  ),
  mistake("the right end is one short: slice leaves its end out", (s, t, r) =>
    between(s, t, t - r, t + r - 1),
  ),
  mistake("the left end is one short", (s, t, r) => between(s, t, t - r + 1, t + r)),
  mistake("both ends are one short", (s, t, r) => between(s, t, t - r + 1, t + r - 1)),
  mistake("both ends are one too far", (s, t, r) => between(s, t, t - r - 1, t + r + 1)),
  mistake("the right end is one too far", (s, t, r) => between(s, t, t - r, t + r + 1)),
  mistake("only the words on the left are there", (s, t, r) => between(s, t, t - r, t - 1)),
  mistake("only the words on the right are there", (s, t, r) => between(s, t, t + 1, t + r)),
  mistake("at the start of a sentence a negative place counts from its end: begin at 0", (s, t, r) =>
    [...s.slice(t - r, t), ...s.slice(t + 1, t + r + 1)].filter((w) => other(w, s, t)),
  ),
  mistake("a word that stands there twice is there once; a window keeps repeats", (s, t, r) => [
    ...new Set(between(s, t, t - r, t + r)),
  ]),
  mistake("the left end is one too far", (s, t, r) => between(s, t, t - r - 1, t + r)),
  mistake("radius words are there in all; they are radius on each side", (s, t, r) =>
    between(s, t, t - Math.floor(r / 2), t + Math.floor(r / 2)),
  ),
  mistake("only the two words at distance radius are there; all up to it belong in", (s, t, r) =>
    s.filter((w, i) => Math.abs(i - t) === r && other(w, s, t)),
  ),
  mistake("nothing is there where the window reaches over an end; the sentence just ends there", (s, t, r) =>
    t - r < 0 || t + r >= s.length ? [] : between(s, t, t - r, t + r),
  ),
  mistake("the window goes on at the other end of the sentence; it ends where the sentence does", (s, t, r) =>
    Array.from({ length: 2 * r + 1 }, (_, k) => s[(t - r + k + r * s.length) % s.length]).filter((w) =>
      other(w, s, t),
    ),
  ),
  mistake("these are the places of the words; the words themselves are asked", (s, t, r) =>
    s.map((_, i) => i).filter((i) => i !== t && Math.abs(i - t) <= r && other(s[i], s, t)),
  ),
  mistake("the words on the right stand before those on the left", (s, t, r) => [
    ...between(s, t, t + 1, t + r),
    ...between(s, t, t - r, t - 1),
  ]),
  mistake("the words are sorted; they are asked in the order of the sentence", (s, t, r) =>
    between(s, t, t - r, t + r).sort((a, b) => a - b),
  ),
  mistake("the nearest word comes first; the words are asked in the order of the sentence", (s, t, r) =>
    Array.from({ length: r }, (_, k) => [s[t - k - 1], s[t + k + 1]])
      .flat()
      .filter((w) => w !== undefined && other(w, s, t)),
  ),
  {
    part: "centre",
    says: "this is the place t; the word that stands there is asked, sentence[t]",
    wrong: (_s, t) => t,
  },
  mistake("the words come in the wrong order: those on the left first, as they stand", (s, t, r) =>
    between(s, t, t - r, t + r).reverse(),
  ),
];

/** The centre word of a place, and its outside words. */
export const windowAtExercise: Exercise<"windowAt"> = {
  name: "windowAt",
  title: "The window",
  right: answer,
  parts: (result) => [scalar("centre", field(result, "centre")), list("outside", field(result, "outside"))],
  checks: [
    {
      kind: "values",
      title: "the middle of a sentence",
      hidden: false,
      questions: [
        [[5, 6, 7, 8, 9, 4], 2, 1],
        [[5, 6, 7, 8, 9, 4, 3], 3, 2],
      ],
    },
    {
      kind: "values",
      title: "both ends of a sentence",
      hidden: false,
      questions: [
        [[5, 6, 7, 8, 9, 4], 0, 2],
        [[5, 6, 7, 8, 9, 4], 1, 3],
        [[5, 6, 7, 8, 9, 4], 5, 3],
      ],
    },
    {
      kind: "values",
      title: "words that repeat, and words that equal the centre",
      hidden: true,
      questions: [
        [[5, 6, 5, 8, 6, 4, 6, 5], 2, 5],
        [[1, 2, 3, 2, 2, 3, 4], 3, 3],
      ],
    },
    {
      kind: "values",
      title: "a window wider than the sentence, and a sentence of one word",
      hidden: true,
      questions: [
        [[5, 6, 7], 1, 9],
        [[5], 0, 2],
      ],
    },
  ],
  mistakes,
};
