import type { Check, Comparison } from "../decision/comparison";
import { position } from "../latex/malformed";
import type { Message } from "../latex/message";
import { messageText } from "../latex/message";
import type { Unchecked } from "../documents/document";
import type { Line } from "./line";
import { writtenText } from "./text";

/**
 * A line for JSON: formulas in LaTeX, messages in words, places as offsets and as rows and columns, and nothing
 * that only the program itself can use.
 *
 * @param text what the places of the line are offsets into
 */
export function lineRecord(
  { left, right, says, hint, note, checks, counterexample, repair, edits = [], ...line }: Line,
  text: string,
): object {
  const end = position(text, line.to);
  return {
    ...line,
    endRow: end.line,
    endColumn: end.column,
    left: left && writtenText(left),
    right: writtenText(right),
    says: messageText(says),
    hint: optionalText(hint),
    note: optionalText(note),
    checks: checks && checksRecord(checks),
    counterexample: counterexample && {
      text: messageText(counterexample.says),
      left: counterexample.left ?? null,
      right: counterexample.right ?? null,
    },
    repair: optionalText(repair?.says),
    edits: edits.map(({ from, to, replacement, says: why }) => ({
      from,
      to,
      replacement,
      says: messageText(why),
    })),
  };
}

/** A place that is not judged, for JSON. */
export function uncheckedRecord({ source, start, end, reason }: Unchecked): object {
  const { line, column } = position(source.text, start);
  const text = source.text.slice(start, end).trim();
  return { ...sourceRecord(source), from: start, to: end, row: line, column, text, reason };
}

/** Which file, and of a notebook which cell, places are in. */
export function sourceRecord({ file, cell }: { file: string; cell?: number }): {
  source: string;
  cell?: number;
} {
  return cell === undefined ? { source: file } : { source: file, cell };
}

function checksRecord({ shapes, numbers, proof }: Pick<Comparison, "shapes" | "numbers" | "proof">): object {
  const record = ({ verdict, says }: Check): object => ({ verdict, says: messageText(says) });
  return { shapes: record(shapes), numbers: record(numbers), proof: record(proof) };
}

const optionalText = (says: Message | undefined): string | undefined => says && messageText(says);
