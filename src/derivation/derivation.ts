import type { MimeBundle } from "../notebook/displayable";
import { jupyterDisplay, type Displayable } from "../notebook/displayable";
import type { Declarations } from "./declarations";
import { declare } from "./declare";
import { defined } from "./definitions";
import type { Line } from "./line";
import { definitionLines, lineOf, malformedLines } from "./line";
import { mendEscapes } from "./escapes";
import { Malformed } from "./malformed";
import { readRows, requireClaims } from "./rows";
import { ShapeMismatch } from "./shape-mismatch";
import { lineText, summary } from "./text";
import { html } from "./typeset";
import { readSide, verdicts } from "./verdicts";

/**
 * A derivation in LaTeX of which every line has been decided.
 *
 *     const b = derivation(String.raw`
 *       U: matrix d x n, columns u_w, w in Vocab; v_c: vector d; o in Vocab; y: one-hot at o
 *       \hat{y} := \operatorname{softmax}(U^\top v_c)
 *       J := -\log(\hat{y}_o)`)`
 *       \frac{\partial J}{\partial v_c} &= -u_o + \sum_w \hat{y}_w u_w && \text{chain rule} \\
 *                                       &= U (\hat{y} - y)`;
 *     show(b);          // typeset, a verdict a line
 *     b.check();        // throws at the first line that is not right
 *     b.lines[1].mark   // "right"
 */
export class Derivation implements Displayable {
  /**
   * @param latex    the text, verbatim
   * @param lines    one for each equals sign, in order
   * @param declared what its names mean, with what it defines itself
   */
  constructor(
    readonly latex: string,
    readonly lines: readonly Line[],
    readonly declared: Declarations,
  ) {}

  /** Throws at the first line that is neither right nor a definition, in the words of its verdict. */
  check(): void {
    const wrong = this.lines.find(({ mark }) => mark !== "right" && mark !== "definition");
    if (wrong) throw new Error(lineText(wrong));
  }

  /** Every verdict in words, one line of text or more for each line. */
  toString(): string {
    return [...this.lines.map(lineText), summary(this.lines)].join("\n");
  }

  [jupyterDisplay](): MimeBundle {
    return { "text/plain": this.toString(), "text/html": html(this.lines) };
  }
}

/** The tag of a template that holds a derivation; what is put in with `${}` is taken as LaTeX. */
export type DerivationTag = (strings: TemplateStringsArray, ...values: (string | number)[]) => Derivation;

/**
 * Returns a tag that reads and checks a derivation. The text is taken raw, so that no backslash is eaten.
 *
 * @param declarations what the names mean, as `declare` reads it; best as String.raw`...`
 * @param after        a derivation whose declarations and definitions hold here as well
 * @throws Malformed where a declaration cannot be read
 */
export function derivation(declarations: string, after?: Derivation): DerivationTag {
  const declared = declare(declarations, after?.declared);
  return (strings, ...values) => derive(String.raw(strings, ...values), declared);
}

/**
 * Reads and checks a derivation.
 *
 * @param latex  rows that end with `\\`; see `readRows`
 * @param before how many lines come before it, where lines are counted through a whole file
 */
export function derive(latex: string, declared: Declarations, before = 0): Derivation {
  const lines: Line[] = [];
  let known = declared;
  try {
    const rows = readRows(latex);
    requireClaims(rows);
    for (const chain of rows.chains) {
      const more = definitionOf(rows.text, chain, known);
      if (more) {
        known = more;
        lines.push(...definitionLines(latex, rows.text, chain, known));
        continue;
      }
      const [left, ...steps] = [chain.left, ...chain.steps].map((side) => readSide(rows.text, side, known));
      const decided = verdicts(left, steps, known);
      steps.forEach((_, i) => lines.push(lineOf({ latex, chain, left, steps, decided, declared: known }, i)));
    }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    lines.push(...malformedLines(latex, error));
  }
  const numbered = lines.map((line, i) => ({ ...line, number: before + i + 1 }));
  return new Derivation(latex, withMended(numbered, latex, declared), known);
}

/** Where string escapes were eaten, the first line that cannot be read says what the text is when mended. */
function withMended(lines: Line[], latex: string, declared: Declarations): Line[] {
  const { text, places } = mendEscapes(latex);
  const first = lines.find(({ mark }) => mark === "malformed");
  if (!first || places.length === 0) return lines;
  const mended = `mended in ${places.length} ${places.length === 1 ? "place" : "places"}, the text has ${summary(derive(text, declared).lines)}`;
  const hint = first.hint ? `${first.hint}; ${mended}` : mended;
  return lines.map((line) => (line === first ? { ...line, hint } : line));
}

/** What a chain defines; a definition that cannot be understood is a line like any other, which says why. */
function definitionOf(
  text: string,
  chain: Parameters<typeof defined>[1],
  known: Declarations,
): Declarations | undefined {
  try {
    return defined(text, chain, known);
  } catch (error) {
    if (error instanceof Malformed || error instanceof ShapeMismatch) return undefined;
    throw error;
  }
}
