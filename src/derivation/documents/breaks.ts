/** A heading, the label of a part, `(b)`, or an item: something new begins. */
const marker =
  /\\(?:part|chapter|(?:sub){0,2}section|paragraph|subparagraph|item|question|newpage)(?![a-zA-Z])|^[ \t]*(?:#{1,6}[ \t]|(?:-{3,}|\*{3,})[ \t]*$|\d+[.)][ \t])|(?:^|[{*\n])[ \t]*\(?[a-z0-9]{1,3}\)|\b(?:part|question|problem|exercise|task|case|example)\b/im;

/** A heading, also one that is only set in bold, or the number of a question at the beginning of a line. */
const headings =
  /\\(?:part|chapter|(?:sub){0,2}section|(?:sub)?paragraph)\*?\s*[[{]([^\n]*)|^[ \t]*(?:#{1,6}[ \t]+([^\n]*)|\*\*([^*\n]+)\*\*|\\(?:noindent|par)?\s*\\?textbf\s*\{([^\n]*)|(?:\\noindent\s*)?(?:part|question|problem|exercise|task)\s+(?:\d|\(?[a-z]\)))/gim;
/** What a heading of a case begins with, `Case 1: $w = o$`: names mean below it what they mean above. */
const ofCase = /^\s*(?:\*\*\s*)?(?:(?:case|when|if|for)\b|当|\$[^$=]{1,20}(?:=|\\neq?\b)[^$=]{1,20}\$)/i;

/** Whether a text has a heading, of more than a case. */
export const hasHeading = (text: string): boolean =>
  [...text.matchAll(headings)].some(
    ([, ...titles]) => !ofCase.test(titles.find((each) => each !== undefined) ?? ""),
  );

/** Words that say of a name that it means something else from here on. */
const announces =
  /\b(?:now|instead|re-?define\w*|new|another|different\w*|second|third|other|next|alternative\w*|chang\w+|replac\w+|from here on|in (?:its|their) place)\b/i;

/** Words before a display that make it follow from what stands above. */
const follows =
  /\b(?:then|hence|so|thus|therefore|gets?|obtain\w*|giv(?:es?|ing)|yields?|follows|i\.\s?e\.?|that is|equals?|becomes|simplif\w+|conclude\w*)\b[^.$]{0,40}$/i;
const closer = /(?:\\\]|\$\$|\\end\{[a-z]+\*?\})[.,;]?$/;

/**
 * Whether a name may be defined again: something new begins between two places, or the words before the second say so.
 *
 * @param text where both stand
 */
export function beginsAnew(text: string, from: number, to: number): boolean {
  const between = text.slice(from, to);
  return marker.test(between) || announces.test(beforeDisplay(between).slice(-120));
}

/** Words right before an equation that say what a name is from here on. */
const introduces =
  /\b(?:let|define|redefine|consider|take|suppose|set|given|for)\b(?:\s+(?:now|us|instead|the|an?|new|second|another|other|next|function|example|loss|cost|map|is|as|by|define|consider|take|look at|case of))*\s*[:,]?\s*$/i;

/** Whether the words right before an equation introduce what it defines, "Now let", "Consider the function". */
export const isIntroduced = (text: string, at: number): boolean =>
  introduces.test(
    beforeDisplay(text.slice(Math.max(0, at - 120), at))
      .replaceAll("$", " ")
      .trimEnd(),
  );

/**
 * Whether a display speaks on of what stands above it: it follows at once, or words such as "then" say so.
 *
 * @param from where the display above begins
 * @param to   where its equation begins
 */
export function speaksOn(text: string, from: number, to: number): boolean {
  if (beginsAnew(text, from, to)) return false;
  const before = beforeDisplay(text.slice(from, to));
  return closer.test(before) || follows.test(before);
}

/** A text that ends where an equation begins, without what opens its display; the `$$` that closes the one above it stays. */
function beforeDisplay(text: string): string {
  let rest = text.trimEnd();
  for (let before = ""; before !== rest;) {
    before = rest;
    rest = rest.replace(/(?:&|\\begin\{[a-z]+\*?\}(?:\{[^{}]*\})?)$/, "").trimEnd();
  }
  return rest.replace(/(?:\$\$?|\\\[|\\\()$/, "").trimEnd();
}
