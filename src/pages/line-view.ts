import { position } from "../derivation/latex/malformed";
import { messageText } from "../derivation/latex/message";
import type { Unchecked } from "../derivation/documents/document";
import type { Line } from "../derivation/verdict/line";
import { verdictText } from "../derivation/verdict/text";
import { linePieces, messageHtml } from "../derivation/verdict/typeset";
import type { Mark } from "../derivation/verdict/verdicts";

/** What the page replaces in the author's text at a click. */
export interface MendView {
  from: number;
  to: number;
  replacement: string;
  html: string;
  text: string;
}

/** One of the things that help, under its name; `name` is empty for a remark. */
export interface HelpView {
  name: string;
  html: string;
}

/** A line as the page shows it. Texts that end in `Html`, or are called so, are markup made here; all others are plain. */
export interface LineView {
  number: number;
  /** The row of the author's text in which its right side begins, counted from 1, and the offsets of that side. */
  row: number;
  from: number;
  to: number;
  mark: Mark;
  sign: string;
  kind: "right" | "wrong" | "open";
  html: string;
  reason: string;
  /** What is wrong, as markup and in words; empty for a right line. */
  saysHtml: string;
  verdict: string;
  /** What helps with a line that is not right, to be shown one after the other: remark, counterexample, repair. */
  hints: HelpView[];
  /** What is to be known of any line: where it holds, and what the checks say. */
  checks: HelpView[];
  mends: MendView[];
}

/** A place that is not judged. */
export interface LeftView {
  text: string;
  reason: string;
}

/** Where a line stands now. */
interface Place {
  text: string;
  /** By how many characters it has moved since it was judged. */
  moved: number;
  /** How many lines come before its chain. */
  before: number;
}

export function lineView(line: Line, { text, moved, before }: Place): LineView {
  const { sign, kind, formula, says, details } = linePieces(line);
  const isHint = (name: string): boolean =>
    line.mark !== "right" && ["", "counterexample", "repair, checked"].includes(name);
  return {
    number: before + line.number,
    row: position(text, line.from + moved).line,
    from: line.from + moved,
    to: line.to + moved,
    mark: line.mark,
    sign,
    kind,
    html: formula,
    reason: line.reason ?? "",
    saysHtml: says,
    verdict: verdictText(line),
    hints: details.filter(({ name }) => isHint(name)),
    checks: details.filter(({ name }) => !isHint(name)),
    mends: (line.edits ?? []).map(({ from, to, replacement, says: why }) => ({
      from: from + moved,
      to: to + moved,
      replacement,
      html: messageHtml(why),
      text: messageText(why),
    })),
  };
}

export function leftView({ source, start, end, reason }: Unchecked): LeftView {
  return { text: source.text.slice(start, end).trim(), reason };
}
