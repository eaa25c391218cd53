/* What a line of a text means, wherever its bytes come from: a file here, or what is dropped onto a page. */

/** Splits a line at white space, and makes its tokens lower case, unless their case is kept. */
export function splitTokens(line: string, keepCase = false): string[] {
  return (keepCase ? line : line.toLowerCase()).split(/\s+/).filter(Boolean);
}

/** The sentence of a line of a text: its tokens. An empty line has none. */
export function sentencesOfLine(line: string): string[][] {
  const tokens = splitTokens(line);
  return tokens.length > 0 ? [tokens] : [];
}

/** The first line of `datasetSentences.txt` of the Stanford Sentiment Treebank. */
export const treebankHeader = "sentence_index\tsentence";

/** The sentence of a later line of that file, without the number at its beginning. */
export function sentencesOfTreebankLine(line: string): string[][] {
  const [, ...tokens] = splitTokens(line);
  return tokens.length > 0 ? [tokens] : [];
}

/** Whether a text can be trained on: some sentence has two tokens. */
export function hasSentence(sentences: readonly (readonly string[])[]): boolean {
  return sentences.some((tokens) => tokens.length > 1);
}
