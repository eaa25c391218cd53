import type { Corpus } from "../corpus";
import { readCorpus } from "./read-corpus";
import { splitSentences } from "./sentences";
import { treebankTokens } from "./treebank-tokens";

/**
 * Reads `movieReviewSnippets_GroundTruth.txt`: 10,605 snippets of film reviews, as VADER was measured on them,
 * cut into sentences and tokens in the manner of the treebank that was made from the same reviews.
 *
 * C. J. Hutto and E. Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media
 * Text", ICWSM 2014; snippets of B. Pang and L. Lee, "Seeing Stars", ACL 2005.
 *
 * @param path lines of a number, a mean rating and a snippet, separated by tabs
 * @throws Error if the file cannot be read or a line has other than three columns
 */
export function readReviewSnippets(path: string): Promise<Corpus> {
  return readCorpus("reviews", path, (line, index) => {
    if (line === "") return [];
    const columns = line.split("\t");
    if (columns.length !== 3) {
      throw new Error(`reviews require 3 columns, got ${columns.length} in line ${index + 1} of ${path}`);
    }
    return splitSentences(snippetText(columns[2])).map(treebankTokens);
  });
}

/**
 * Restores the snippets' text: `&amp;`, and hyphens, each of which was replaced by a space. So a run of spaces is a
 * dash. A single hyphen within a word looks like a space, and stays lost.
 */
export function snippetText(column: string): string {
  return column
    .replace(/&amp;/g, "&")
    .replace(/ {4,}/g, " -- ")
    .replace(/ {2,3}/g, " - ");
}
