/** A rule of the tokenizer: wherever the pattern is found, the replacement stands instead. */
type Rule = readonly [pattern: RegExp, replacement: string];

/** Words that begin or end with an apostrophe, which is therefore no quotation mark. */
const LEADING_APOSTROPHE = /(?<![^\s([`])'(?=(?:\d\ds?|em|n|til|cause|tis|twas)(?![a-z]))/gi;
const TRAILING_APOSTROPHE = /(?<=(?<![^\s([`])(?:o|ol|’n))'(?=\s)/gi;

/**
 * The rules, in order. Each puts spaces around what the treebank holds to be a token. `’` stands for an
 * apostrophe that belongs to its word, `“` and `”` for quotation marks that open and close, until the end.
 */
const RULES: readonly Rule[] = [
  [/[‘’]/g, "'"],
  [/''/g, '"'],
  [LEADING_APOSTROPHE, "’"],
  [TRAILING_APOSTROPHE, "’"],

  // A quotation mark opens between a space or bracket and a word; elsewhere it closes.
  [/\.{3,}|…/g, " ... "],
  [/(?<=[\s([])"(?=\S)/g, "“"],
  [/"/g, "”"],
  [/(?<=[\s([“])['`](?=\S)/g, " ` "],

  [/[–—]|--+/g, " -- "],
  [/(?<![A-Z])&|&(?![A-Z])/g, " & "], // not in S&M
  [/[?!]+|[;@#$%]/g, " $& "],
  [/[,:](?!\d)|(?<!\d)[,:]/g, " $& "], // not in 2,500 and 10:30
  [/(?<!\.)\.(?=[\s'”\])]*$)/g, " . "], // a full stop ends the sentence; elsewhere it abbreviates

  [/\(/g, " -LRB- "],
  [/\)/g, " -RRB- "],
  [/\[/g, " -LSB- "],
  [/\]/g, " -RSB- "],
  [/\{/g, " -LCB- "],
  [/\}/g, " -RCB- "],
  [/[/*]/g, "\\$&"],

  // Contractions and possessives: do n't, they 'll, Jackson 's, comics '.
  [/n't(?![a-z])/gi, " $&"],
  [/(?<=\S)'(?:ll|re|ve|s|m|d)(?![a-z])/gi, " $&"],
  [/(?<=\S)'(?=\s)/g, " ' "],
  [/\b(can)(not)\b/gi, "$1 $2"],
  [/“/g, " `` "],
  [/”/g, " '' "],
  [/’/g, "'"],
];

/**
 * Cuts an English sentence into the tokens of the Penn Treebank, lower case:
 *
 *     It doesn't (really) say "no".   ->   it does n't -lrb- really -rrb- say `` no '' .
 *
 * Rules: R. MacIntyre's tokenizer.sed of the Penn Treebank project (1995), as the Stanford Sentiment Treebank
 * applies them: `gonna` and `wanna` stay whole, `/` and `*` are written `\/` and `\*`.
 *
 * @param sentence one sentence, as it was written
 * @returns its tokens; none for an empty sentence
 */
export function treebankTokens(sentence: string): string[] {
  let text = ` ${sentence} `;
  for (const [pattern, replacement] of RULES) text = text.replace(pattern, replacement);
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}
