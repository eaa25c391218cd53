/** Where a sentence may end: a stop, closing marks, a space; after `.` no small letter follows. */
const BOUNDARY = /(?<=[^.]\.['")\]]*)\s+(?=[^\sa-z])|(?<=[?!]['")\]]*)\s+/;

/** Abbreviations, titles and initials, after which a capital letter begins no sentence. */
const TITLE = /(?:^|[\s(`'"])(?:Mr|Mrs|Ms|Dr|St|Jr|Sr|[Vv]s|Bros|Prof|Lt|Sgt|Gen|Rev|[A-Z](?:\.[A-Z])*)\.$/;

/** Abbreviations that end no sentence before a number: No. 9, Sept. 11. */
const BEFORE_NUMBER = /\b(?:No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$/;

/**
 * Cuts a text into its sentences.
 *
 * A sentence ends at `.`, `?` or `!` and closing quotation marks or brackets, if a space follows. A full stop does not
 * end a sentence if a small letter follows, nor in `Mr.`, `No. 9`, initials and an ellipsis.
 *
 * @param text English text, without line breaks
 * @returns the sentences in order, as they were written; none for an empty text
 */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  for (const piece of text.trim().split(BOUNDARY)) {
    const last = sentences.at(-1);
    if (last !== undefined && (TITLE.test(last) || (BEFORE_NUMBER.test(last) && /^\d/.test(piece)))) {
      sentences[sentences.length - 1] = `${last} ${piece}`;
    } else if (piece) {
      sentences.push(piece);
    }
  }
  return sentences;
}
