import { largestScore } from "../divergence";

/**
 * How far a row is moved by updates that are computed together, in updates times the step size. More of them see what
 * those before them did: too many updates from the same rows overshoot, and the vectors grow without end.
 */
export const mostTogether = 0.5;

/** How far the windows of a batch may move a mean together, in updates times the step size; `mostMoved` of layout.ts. */
export const mostMovedMean = 2.5;

/** Rows of a sentence that are measured: of a longer one some that lie evenly in it. */
export const mostMeasured = 512;

/**
 * rate · weight · (label − σ(score)), minus the derivative of the loss by a score times the step size; 0 where the score
 * is too large. A word that is drawn often moves at most as with a step size of 1.
 *
 * @param label  1 for the centre, 0 for a negative
 * @param weight how much the target counts
 */
export function slopeOf(score: number, label: number, rate: number, weight: number): number {
  if (!(Math.abs(score) < largestScore)) return 0;
  return Math.min(Math.max(rate, 1), rate * weight) * (label - 1 / (1 + Math.exp(-score)));
}

/** A whole number from 1 to `most`, at most `limit` where that is 1 or more. */
export function atMost(limit: number, most: number): number {
  return limit >= most ? most : Math.max(1, Math.floor(limit));
}

/** Where target j is: three in four places. */
export function place(j: number): number {
  return j + Math.floor(j / 3);
}

export function roundUpTo16(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}
