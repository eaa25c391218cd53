import { untried } from "./comparison";
import type { Line } from "./line";
import type { Mark } from "./verdicts";

/** A line's verdict in words, with all that helps. */
export function lineText(line: Line): string {
  const head = `line ${line.number} (row ${line.row}, column ${line.column}), ${line.mark}`;
  const formula = `${line.left === undefined ? "" : `${line.left} `}= ${line.right}`;
  const details = detailsOf(line).map((detail) => `    ${detail}`);
  return [`${head}${line.says && `: ${line.says}`}`, `    ${formula}`, ...details].join("\n");
}

/** What else is to be said of a line, one sentence each. */
export function detailsOf({ hint, counterexampleText, repair, checks }: Line): string[] {
  const found: string[] = [];
  if (hint) found.push(hint);
  if (counterexampleText) found.push(`counterexample: ${counterexampleText}`);
  if (repair) found.push(`repair, checked: ${repair.says}`);
  for (const name of ["shapes", "numbers", "proof"] as const) {
    const check = checks?.[name];
    if (check && check.says !== untried) found.push(`${name} ${check.verdict}: ${check.says}`);
  }
  return found;
}

/** How many lines have which mark. */
export function summary(lines: readonly Line[]): string {
  const counts = new Map<Mark, number>();
  for (const { mark } of lines) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const texts = [...counts].map(([mark, count]) => `${count} ${mark}`);
  return `${lines.length} ${lines.length === 1 ? "line" : "lines"}: ${texts.join(", ")}`;
}
