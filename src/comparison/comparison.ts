import type { Origin } from "../runs/origin";
import type { LeftOut } from "../runs/read-runs";
import type { SettingName, SettingValue } from "../settings/table";

/** The comparison of two settings, each with the runs of its seeds. Plain JSON. */
export interface Comparison {
  readonly format: 1;
  readonly a: Side;
  readonly b: Side;
  /** what made all of the runs */
  readonly madeBy: Origin;
  /** folders beside the runs that were not used, and why */
  readonly leftOut: readonly LeftOut[];
  readonly differing: readonly { setting: SettingName; a: SettingValue | null; b: SettingValue | null }[];
  /**
   * in nats for each window: means of the last batches, and the difference b − a with its 95 % interval over seeds; no
   * difference where the two were trained on different texts, or their losses count different things
   */
  readonly loss: {
    readonly a: number;
    readonly b: number;
    readonly difference: number | null;
    readonly lower: number | null;
    readonly upper: number | null;
    readonly pairedSeeds: number;
  };
  /** how many words were compared: the first of the vocabulary, and the words of the map */
  readonly words: number;
  readonly neighbours: ComparedNeighbours;
  readonly moved: ComparedMoves;
  /** null if fewer than two of its words are in both, or if vectors have one dimension */
  readonly map: ComparedMap | null;
  /** what cannot be concluded, and why */
  readonly cautions: readonly string[];
}

export interface Side {
  readonly name: string;
  readonly dimensions: number;
  readonly folders: readonly string[];
  readonly seeds: readonly string[];
}

export interface ComparedNeighbours {
  readonly k: number;
  /** share of a word's k nearest words that a and b have in common, a mean over words and pairs of seeds */
  readonly shared: number;
  /** the same between two seeds of a, and of b; null with one seed */
  readonly sharedWithinA: number | null;
  readonly sharedWithinB: number | null;
  readonly chance: number;
  readonly words: readonly { word: string; kept: string[]; gone: string[]; come: string[] }[];
}

export interface ComparedMoves {
  readonly test: { readonly p: number; readonly splits: number; readonly beyond: number } | null;
  /** in degrees; all words, first those that moved most beyond the noise, or farthest if the noise is not known */
  readonly words: readonly { word: string; between: number; within: number | null }[];
}

/** The words of both settings in the plane; those of b are rotated, and mirrored if needed, onto those of a. */
export interface ComparedMap {
  readonly words: readonly {
    word: string;
    a: [number, number];
    b: [number, number];
    nearestA: string[];
    nearestB: string[];
  }[];
  readonly sharesA: readonly [number, number];
  readonly sharesB: readonly [number, number];
}
