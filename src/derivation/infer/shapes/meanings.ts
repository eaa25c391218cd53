import type { Declarations, Definition } from "../../declare/declarations";
import type { SymbolName } from "../../latex/expression";
import type { Reading } from "../readings";

/** What the names of a section are taken to mean: declared, defined by an equation, or read in one of several ways. */
export interface Meanings {
  declared: Declarations;
  defined: ReadonlyMap<string, Definition>;
  readings: ReadonlyMap<string, Reading>;
  /** Ranges that a sum gives to an index somewhere, for where it stands without one: K of `\sum_{k=1}^K`. */
  counted: ReadonlyMap<string, string>;
  /** Indices that count to several ends: what such a one runs through is looked for in each equation by itself. */
  countedTwice?: ReadonlySet<string>;
  /** Whether a name without a reading is a number, as the size m of `\frac{1}{m}`. */
  isNumber?: (symbol: SymbolName) => boolean;
  /** Whether it is a vector of ones or an identity matrix with its size below it, as `I_n`. */
  isSized?: (symbol: SymbolName) => boolean;
}
