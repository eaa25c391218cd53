import type { Source } from "../documents/document";
import type { Declarations } from "../declare/declarations";

/** Why something is assumed: because a preset says so, the author in words, or the way it is used. */
export interface Evidence {
  from: "preset" | "text" | "use";
  /** The place in the document that says it. */
  at?: number;
  says: string;
}

/** A declaration that the author did not write, as a line that can be pasted after `%%`. */
export interface Assumption {
  names: string[];
  line: string;
  evidence: Evidence;
}

/** A name of which two readings remain; the first one is taken meanwhile. */
export interface Question {
  name: string;
  at: number;
  readings: { line: string; because: string }[];
}

/** A place at which a name is used otherwise than is assumed. */
export interface Contradiction {
  name: string;
  line: string;
  at: number;
  says: string;
}

/** What holds from one place of a document on. */
export interface SectionInference {
  /** Where the section begins. */
  at: number;
  /** What its places are offsets into. */
  source?: Source;
  /** Which part of the document it begins with, counted from 0. */
  part?: number;
  /** Whether what was declared and defined before ends here, as after `%% forget`. */
  forget: boolean;
  /** All that is declared in the section, by its author and by assumption. */
  declared: Declarations;
  /** What is assumed here and was not before. */
  assumed: Assumption[];
  questions: Question[];
  contradictions: Contradiction[];
  /** Where equations begin from which a definition was taken that holds above them, and by which of their steps. */
  defining: ReadonlyMap<number, readonly number[]>;
  /** Whether it differentiates what is no number, so that the layout matters. */
  jacobians: boolean;
  /** Places that are wrong whatever was assumed: offsets into the source. */
  certain: number[];
  /** Indices of which it is assumed what they run through. */
  loose: ReadonlySet<string>;
  /** Names that only stand on the right of claims, so that nothing says what they are. */
  unexplained: string[];
}

/** What was worked out for a document. */
export interface Inference {
  /** The preset that was taken. */
  preset?: string;
  sections: SectionInference[];
}
