import type { Display } from "../documents/document";

/**
 * What the text before a display makes of it: a condition, or what follows from the condition before it. Where no word
 * stands before it, it goes on with what the display before it was.
 */
export type Standing = "condition" | "consequence" | "continuation";

/** Words that make a display a condition: "the gradient vanishes if", "setting this to zero". */
const conditional =
  /(?:\b(?:if|when|whenever|iff|suppose|assume|assuming|require|solve)(?:\s+that)?|\b(?:set|setting|put|putting|equat\w+)\b[^.$]{0,60}\b(?:zero|0)\b(?:,?\s*(?:gives?|yields?|leads to|results in|(?:we|one) (?:gets?|obtains?|have|finds?))(?: us)?)?)\s*[:,]?\s*$/i;

/** Words of an optimum, before a display that demands a gradient to be zero. */
const optimal =
  /\b(?:optim\w+|minim(?:um|a|i[sz]\w+)|maxim(?:um|a|i[sz]\w+)|stationary|critical point|first[- ]order condition|vanish\w*)\b[^.$]{0,80}$/i;
const isZero =
  /=\s*(?:0|\\(?:mathbf|boldsymbol|bm|vec)\s*\{?\s*0\s*\}?)\s*[.,]?\s*(?:\\\]|\$\$|\\end\{[a-z]+\*?\}|$)/;

const consequent =
  /\b(?:hence|so|thus|therefore|then|giv(?:es?|ing)|yields?|obtain|get|have|i\.\s?e\.?|or|equivalent\w*|rearrang\w+|solv(?:e|es|ing)|solution|impl(?:y|ies)|lead\w*|follows|becomes?|is|multipl(?:y|ying)|substitut(?:e|ing)|insert(?:ing)?|plugging|with|writ(?:e|ing))\b(?:[^.$]|\$[^$]{0,30}\$){0,60}$/i;

/** What the words before a display say of it; nothing where they say nothing. */
export function standingOf({ source, start, end }: Display, from: number): Standing | undefined {
  const before = source.text.slice(Math.max(0, start - 100), start);
  if (conditional.test(before)) return "condition";
  if (optimal.test(before) && isZero.test(source.text.slice(start, end))) return "condition";
  const between = source.text.slice(Math.max(from, start - 100), start);
  if (consequent.test(between)) return "consequence";
  return from > 0 && !/[a-z]/i.test(between.replace(/\\(?:begin|end)\{[a-z]+\*?\}/g, ""))
    ? "continuation"
    : undefined;
}
