import { untried } from "../decision/comparison";
import type { Message } from "../latex/message";
import { code, message, messageText } from "../latex/message";
import { place } from "../latex/malformed";
import type { Unchecked } from "../documents/document";
import { print } from "../latex/printer";
import type { Line, Written } from "./line";
import { countsText } from "./counts";

/** A line's verdict in words, with all that helps. */
export function lineText(line: Line): string {
  const head = `line ${line.number} (row ${line.row}, column ${line.column}), ${verdictText(line)}`;
  return [head, `    ${equationText(line)}`, ...detailTexts(line).map((detail) => `    ${detail}`)].join(
    "\n",
  );
}

/** The mark, and what is wrong. */
export function verdictText({ mark, says }: Line): string {
  return messageText(says.length ? message`${mark}: ${says}` : [mark]);
}

/** The equation of a line in LaTeX. */
export function equationText({ left, relation = "=", right }: Line): string {
  return `${left === undefined ? "" : `${writtenText(left)} `}${relation} ${writtenText(right)}`;
}

/** A side in LaTeX. */
export function writtenText(side: Written): string {
  return typeof side === "string" ? side : print(side);
}

/** What else is to be said of a line, one sentence each. */
export function detailTexts(line: Line): string[] {
  return listDetails(line).map(({ name, says }) => `${name && `${name}: `}${messageText(says)}`);
}

/** Something to be said of a line; `name` says what it is, and is empty for a hint. */
export interface Detail {
  name: string;
  says: Message;
}

/** All that helps with a line: hint, counterexample, repair, the edit that makes it, and what its checks say. */
export function listDetails({ hint, note, counterexample, repair, edits, checks }: Line): Detail[] {
  const found: Detail[] = [];
  if (note) found.push({ name: "", says: note });
  if (hint) found.push({ name: "", says: hint });
  if (counterexample) found.push({ name: "counterexample", says: counterexample.says });
  if (repair) found.push({ name: "repair, checked", says: repair.says });
  for (const { written, replacement } of edits ?? [])
    found.push({ name: "edit", says: message`replace ${code(written)} by ${code(replacement)}` });
  for (const name of ["shapes", "numbers", "proof"] as const) {
    const check = checks?.[name];
    const isSaid = name === "numbers" && counterexample !== undefined;
    if (check && check.says !== untried && !isSaid)
      found.push({ name: `${name} ${check.verdict}`, says: check.says });
  }
  return found;
}

/** How many lines have which mark, and how many places are not judged. */
export function summary(lines: readonly Line[], unchecked: readonly Unchecked[] = []): string {
  return countsText(
    lines.map(({ mark }) => mark),
    unchecked.length,
  );
}

/** A place that is not judged, and why. */
export function uncheckedText({ source, start, end, reason }: Unchecked): string {
  return `${place(source.text, start)}, not judged: ${reason}\n    ${source.text.slice(start, end).trim()}`;
}
