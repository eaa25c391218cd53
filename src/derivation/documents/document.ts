import type { Macros } from "./macros";
import type { Run } from "../latex/tokens";

/**
 * What a document says, as values: declarations, displayed mathematics and prose, in the order in which they
 * are read. Places are offsets into the text of a source, where the author wrote: what a macro stands for is
 * at its call.
 */
export interface Document {
  /** The name of the file that was opened. */
  file: string;
  /** What it was read from: the file and those it includes, or the Markdown cells of a notebook. */
  sources: Source[];
  parts: Part[];
  /** Each place with a relation that is not judged, and each that could not be read, with the reason. */
  unchecked: Unchecked[];
}

/** A text with its name. */
export interface Source {
  file: string;
  /** In a notebook, the number of the cell, counted from 1. */
  cell?: number;
  text: string;
}

export interface Place {
  source: Source;
  start: number;
  end: number;
}

export type Part = Declaration | Display | Prose;

/** A line `%% v_c: vector d`; `text` is what follows the signs, and `start` is where that begins. */
export interface Declaration extends Place {
  kind: "declaration";
  text: string;
  /** The author's macros at this place, if there are any. */
  macros?: Macros;
}

/** One display: what stands between `$$` and `$$`, or in an environment. */
export interface Display extends Place {
  kind: "display";
  /** How it is opened: `$$`, `\[`, `align*`, `$` for inline mathematics that is judged on request. */
  delimiter: string;
  statements: Statement[];
}

/** Text between displays, with its inline mathematics; what an `\intertext` says as well. */
export interface Prose extends Place {
  kind: "prose";
  pieces: (Words | Inline)[];
}

export interface Words {
  kind: "words";
  text: string;
  start: number;
  end: number;
}

export interface Inline extends Run {
  kind: "maths";
  statements: Statement[];
}

/** `left = step = step …`, over one row or more. */
export interface Statement extends Chain {
  /** What joins it to the statement before: `\implies`, `\iff`, `\therefore`, "and", "since". */
  connective?: Connective;
  /** Under what it holds: `w \neq o`, `k = 1, \dots, K`, "if x > 0"; none if always. */
  conditions: Condition[];
  /** Whether the author says that it defines its left side: `:=`, `\triangleq`, "let", "where". */
  defines: boolean;
  /** Whether it goes on with the last statement of an earlier display: then its left side is empty. */
  continues: boolean;
}

/** Sides joined by relations. Sides hold no layout and no decoration; a side may be empty. */
export interface Chain {
  left: Run;
  steps: Step[];
  start: number;
  end: number;
}

/** One relation and the side after it. */
export interface Step {
  relation: Relation;
  /** Where the sign of the relation is. */
  at: { start: number; end: number };
  side: Run;
  /** Why it holds, in the author's words: a text beside it, above its sign or under a brace. */
  reason?: string;
}

/** A condition; without steps it only names what it is for: `\forall w`. */
export interface Condition extends Chain {
  /** How it is introduced; "" where it only stands beside the statement. */
  word: "" | "if" | "for" | "where" | "given";
}

export type Connective = "implies" | "if and only if" | "and" | "because" | "let" | "where" | "given";

/**
 * Relations, each by one spelling: `\leq` and `\leqslant` are `\le`; `\equiv` is `=`; `\coloneqq`,
 * `\triangleq` and a sign with "def" above it are `:=`.
 */
export type Relation =
  | "="
  | ":="
  | "\\neq"
  | "\\approx"
  | "\\propto"
  | "\\le"
  | "\\ge"
  | "<"
  | ">"
  | "\\prec"
  | "\\preceq"
  | "\\succ"
  | "\\succeq"
  | "\\sim"
  | "\\to"
  | "\\gets"
  | "\\in"
  | "\\notin"
  | "\\subset";

/** A place that is not judged, and why not. */
export interface Unchecked extends Place {
  reason: string;
}

/** Why inline mathematics is not judged. */
export const onRequest = "inline mathematics is judged on request";
