/** What a condition says that an index runs through: `i = 1, \dots, m`, `i \in \{1, \dots, m\}`, `1 \le i \le m`. */
export interface SaidRange {
  index: string;
  /** The letter that it runs to, from 1. */
  end: string;
}

const dots = String.raw`(?:\\l?dots[a-z]?|\\cdots|\.\.\.)`;
const listed = new RegExp(
  String.raw`^([a-z]\w*)\s*(?:=|\\in\s*\\\{)\s*1\s*,\s*(?:2\s*,\s*)?${dots}\s*,\s*(\w)\s*(?:\\\})?$`,
);
const between = /^1\s*(?:\\leq?|\\leqslant)\s*([a-z]\w*)\s*(?:\\leq?|\\leqslant)\s*(\w)$/;

/** @param text the condition without sizes and spaces for the eye */
export function readIndexRange(text: string): SaidRange | undefined {
  const found = listed.exec(text) ?? between.exec(text);
  return found ? { index: found[1], end: found[2] } : undefined;
}

/** Mathematics without what is for the eye only. */
export const plainMaths = (text: string): string =>
  text
    .replace(/\\(?:left|right|quad|qquad|forall|,|;|!|:)(?![a-zA-Z])/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** What the conditions of a statement say that its indices run through. */
export function rangesSaid(
  conditions: readonly { start: number; end: number }[],
  source: string,
): ReadonlyMap<string, string> {
  const found = conditions.flatMap(
    ({ start, end }) => readIndexRange(plainMaths(source.slice(start, end))) ?? [],
  );
  return new Map(found.map(({ index, end }) => [index, end]));
}
