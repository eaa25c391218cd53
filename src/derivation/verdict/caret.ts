/** Columns of the author's text that are shown. */
const width = 96;

/** A row of a text as its author wrote it, and under it a caret at a column; a long row is cut around it. */
export function caret(text: string, row: number, column: number): [row: string, caret: string] {
  const whole = (text.split("\n")[row - 1] ?? "").replaceAll("\t", " ");
  const indent = /^\s*/.exec(whole)?.[0].length ?? 0;
  const from = column - indent <= width ? Math.min(indent, column - 1) : column - Math.floor(width / 2);
  const shown = whole.slice(from, from + width).trimEnd();
  return [shown, `${" ".repeat(Math.max(0, column - 1 - from))}^`];
}
