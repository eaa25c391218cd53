import type { Mark } from "./verdicts";

/**
 * How many lines have which mark, and how many places are not judged. It needs nothing of the checker: a page says so before
 * it has loaded that.
 */
export function countsText(marks: readonly Mark[], unchecked = 0): string {
  const counts = new Map<Mark, number>();
  for (const mark of marks) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const texts = [...counts].map(([mark, count]) => `${count} ${mark}`);
  const judged = `${marks.length} ${marks.length === 1 ? "line" : "lines"}: ${texts.join(", ")}`;
  const all = marks.length === 0 ? "no line judged" : judged;
  return unchecked === 0 ? all : `${all}; ${unchecked} not judged`;
}
