import { code, message, messageText } from "./latex/message";
import type { Equation } from "./repair/mutation-score";
import type { MimeBundle } from "../display/displayable";
import { jupyterDisplay, type Displayable } from "../display/displayable";
import type { Declarations } from "./declare/declarations";
import { declare } from "./declare/declare";
import type { Surroundings } from "./verdict/decide-statements";
import { decideStatements } from "./verdict/decide-statements";
import type { Display, Source, Unchecked } from "./documents/document";
import { findSaid } from "./documents/said";
import { readDerivation } from "./documents/read-document";
import type { Line, Written } from "./verdict/line";
import { malformedLines, withHelp } from "./verdict/line";
import { mendEscapes } from "./latex/escapes";
import { Malformed } from "./latex/malformed";
import { lineText, summary, uncheckedText } from "./verdict/text";
import { html } from "./verdict/typeset";

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
   * @param unchecked what has a relation and is not judged
   * @param source    the source of a document that it stands in
   */
  constructor(
    readonly latex: string,
    readonly lines: readonly Line[],
    readonly declared: Declarations,
    readonly unchecked: readonly Unchecked[] = [],
    readonly source?: Source,
  ) {}

  /** Throws at the first line that is neither right nor a definition, in the words of its verdict. */
  check(): void {
    const wrong = this.lines.find(({ mark }) => mark !== "right" && mark !== "definition");
    if (wrong) throw new Error(lineText(wrong));
  }

  /** The same with lines in the place of its own. */
  withLines(lines: readonly Line[]): Derivation {
    return new Derivation(this.latex, lines, this.declared, this.unchecked, this.source);
  }

  /** Every verdict in words, one line of text or more for each line. */
  toString(): string {
    const left = this.unchecked.map(uncheckedText);
    return [...this.lines.map(lineText), ...left, summary(this.lines, this.unchecked)].join("\n");
  }

  /** Its right lines as equations, each with the left side of its chain. */
  equations(): Equation[] {
    const found: Equation[] = [];
    let left: Written | undefined;
    for (const line of this.lines) {
      if (line.mark === "malformed") continue;
      left = line.left ?? left;
      if (line.relation !== undefined || line.mark !== "right" || left === undefined) continue;
      if (typeof left === "string" || typeof line.right === "string") continue;
      found.push({ left, right: line.right, declared: this.declared });
    }
    return found;
  }

  [jupyterDisplay](): MimeBundle {
    return { "text/plain": this.toString(), "text/html": html(this.lines, this.unchecked) };
  }
}

/** The tag of a template that holds a derivation; what is put in with `${}` is taken as LaTeX. */
export type DerivationTag = (strings: TemplateStringsArray, ...values: (string | number)[]) => Derivation;

/**
 * Returns a tag that reads and checks a derivation. The text is taken raw, so that no backslash is lost.
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
 * @param latex  rows that end with `\\`, or text with displays
 * @param before how many lines come before it, where lines are counted through a whole file
 */
export function derive(latex: string, declared: Declarations, before = 0): Derivation {
  const document = readDerivation(latex);
  const { parts, unchecked } = document;
  const displays = parts.filter((part) => part.kind === "display");
  const found = decideDisplays(displays, declared, { before, said: findSaid(document) });
  if (!found) return new Derivation(latex, malformedLines(latex, nothingClaimed(latex)), declared, unchecked);
  const lines = found.lines.map(withHelp);
  return new Derivation(latex, lines, found.declared, [...unchecked, ...found.unchecked]);
}

function nothingClaimed(latex: string): Malformed {
  const at = latex.length - latex.trimStart().length;
  return new Malformed(
    message`there is no ${code("=")} in it`,
    at,
    message`a line is ${code("left &= right")}`,
  );
}

/**
 * Checks the displays of one text, each statement under what those before it define, and helps with each wrong line.
 *
 * @returns undefined if they claim nothing
 */
export function deriveDisplays(displays: readonly Display[], declared: Declarations): Derivation | undefined {
  const found = decideDisplays(displays, declared);
  return found?.withLines(found.lines.map(withHelp));
}

/**
 * Checks the displays of one text without help: a line that is called wrong here may be opened by what else is known.
 *
 * @param displays with one source
 * @param before   how many lines come before them
 * @param around   what else is known of the source, and what is called when a chain is decided
 * @returns undefined if they claim nothing
 */
export function decideDisplays(
  displays: readonly Display[],
  declared: Declarations,
  { before = 0, ...around }: { before?: number } & Surroundings = {},
): Derivation | undefined {
  const [first] = displays;
  if (!first) return undefined;
  const { source } = first;
  const decided = decideStatements(displays, declared, around);
  const lines = withoutRepeated(decided.lines.map((line, i) => ({ ...line, number: before + i + 1 })));
  if (lines.length === 0 && decided.unchecked.length === 0) return undefined;
  return new Derivation(
    source.text,
    withMended(lines, displays, declared),
    decided.declared,
    decided.unchecked,
    source,
  );
}

/** What cannot be read for the reason that an earlier line had says only so: the first one has the help. */
function withoutRepeated(lines: Line[]): Line[] {
  const first = new Map<string, Line>();
  return lines.map((line) => {
    if (line.mark !== "malformed") return line;
    const reason = messageText(line.says);
    const earlier = first.get(reason);
    if (!earlier) first.set(reason, line);
    if (!earlier || !line.hint || !earlier.hint) return line;
    return { ...line, hint: message`as in line ${earlier.number}` };
  });
}

/** Where string escapes took letters, the first line that cannot be read says what the text is when mended. */
function withMended(lines: Line[], displays: readonly Display[], declared: Declarations): Line[] {
  const first = lines.find(({ mark }) => mark === "malformed");
  if (!first) return lines;
  const mended = displays.map(({ source, start, end }) => mendEscapes(source.text.slice(start, end)));
  const count = mended.reduce((sum, { places }) => sum + places.length, 0);
  if (count === 0) return lines;
  const text = mended.map((each) => each.text).join("\n");
  const many = `${count} ${count === 1 ? "place" : "places"}`;
  const says = message`mended in ${many}, the text has ${summary(derive(text, declared).lines)}`;
  const hint = first.hint ? message`${first.hint}; ${says}` : says;
  return lines.map((line) => (line === first ? { ...line, hint } : line));
}
