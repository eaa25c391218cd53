import type { Declarations } from "../declare/declarations";
import type { Source } from "../documents/document";
import type { Expression } from "../latex/expression";

/** One equation, or a chain of them: `left = step = step`. */
export interface Equation {
  /** Where it begins in its source. */
  at: number;
  /** Its sides in order; one that cannot be read is undefined. */
  sides: readonly (Expression | undefined)[];
  /** The step of a displayed chain from which it is taken, where a claim says in passing what a function is. */
  filled?: number;
  /** What it says, where it stands in no document. */
  says?: string;
  /** Whether its author says that it defines its left side, by `:=` or in the text. */
  defines?: boolean;
  /** What its conditions say that its indices run through: m for the i of `i = 1, \dots, m`. */
  ranges?: ReadonlyMap<string, string>;
  /** Whether it stands in another section. */
  elsewhere?: boolean;
}

/** Text around the equations, with its mathematics between dollar signs. */
export interface Prose {
  at: number;
  text: string;
}

/** A stretch of a document in which every name has one meaning. */
export interface Section {
  /** Where it begins. */
  at: number;
  /** What its places are offsets into. */
  source?: Source;
  /** Which part of the document it begins with, counted from 0. */
  part?: number;
  /** Whether nothing holds that was said before it, as after `%% forget`. */
  fresh?: boolean;
  /** Whether it speaks of one number by a letter that is no number elsewhere. */
  alone?: boolean;
  /** Displayed equations. */
  equations: readonly Equation[];
  /** Equations in the text, which are not judged but may define names: "where $z = U^\top v_c$". */
  remarks: readonly Equation[];
  prose: readonly Prose[];
  /** What its author declared. */
  declared: Declarations;
}
