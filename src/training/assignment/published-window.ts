import { readFileSync } from "node:fs";
import type { Window } from "../../corpus/windows";
import { fromRows } from "../../model/matrix";
import type { Parameters } from "../../model/skip-gram";

/** The window on which the published program tests its gradients: its words, its vectors, and what it drew. */
export interface PublishedWindow {
  readonly window: Window;
  /** n = 5, d = 3 */
  readonly parameters: Parameters;
  /** the ten negatives of each outside word, in the order of the window; none for naive softmax */
  readonly negatives: readonly (readonly number[])[];
}

/** A window as the file has it; its words are a to e. */
interface Recorded {
  readonly currentCenterWord: string;
  readonly outsideWords: readonly string[];
  readonly centerWordVectors: readonly number[][];
  readonly outsideVectors: readonly number[][];
  readonly negSamples_per_outside_word?: readonly { readonly negSampleWordIndices: readonly number[] }[];
}

/**
 * Reads a window of the published test.
 *
 * @param file as test/reference/skipgram_2019.json
 * @param loss the one whose window is wanted
 */
export function readPublishedWindow(file: string, loss: "softmax" | "negsamp"): PublishedWindow {
  const recorded = (JSON.parse(readFileSync(file, "utf8")) as Record<string, Recorded>)[loss];
  const outside = Int32Array.from(recorded.outsideWords, (word) => "abcde".indexOf(word));
  return {
    window: { centre: "abcde".indexOf(recorded.currentCenterWord), outside, size: outside.length },
    parameters: { V: fromRows(recorded.centerWordVectors), U: fromRows(recorded.outsideVectors) },
    negatives: (recorded.negSamples_per_outside_word ?? []).map((sample) => sample.negSampleWordIndices),
  };
}
