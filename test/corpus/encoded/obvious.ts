import { readFileSync } from "node:fs";
import type { EncodedText } from "../../../dist/corpus/encoded/encoded-text";

/** What encoding a text gives, as the words themselves. */
export interface Encoded {
  readonly words: string[];
  readonly counts: number[];
  readonly sentences: string[][];
  readonly rawTokens: number;
}

/** The second method: each text as a string, cut by `split`, its words counted in a Map. */
export function encodedBySplit(texts: readonly Buffer[], minimumCount: number, longest = 10_000): Encoded {
  const lines = texts
    .flatMap((text) =>
      text
        .toString()
        .replace(/^\uFEFF/, "")
        .split("\n"),
    ) // prettier-ignore
    .map((line) => line.toLowerCase().split(/\s+/).filter(Boolean));
  const all = lines.flat();
  const counts = new Map<string, number>();
  for (const word of all) counts.set(word, (counts.get(word) ?? 0) + 1);
  const kept = [...counts].filter(([, count]) => count >= minimumCount).sort((a, b) => b[1] - a[1]);
  const words = kept.map(([word]) => word);
  const sentences = lines.flatMap((line) => cutPieces(line, longest));
  return {
    words,
    counts: kept.map(([, count]) => count),
    sentences: sentences
      .map((sentence) => sentence.filter((word) => (counts.get(word) ?? 0) >= minimumCount))
      .filter((sentence) => sentence.length > 0),
    rawTokens: all.length,
  };
}

function cutPieces(line: string[], longest: number): string[][] {
  const pieces: string[][] = [];
  for (let at = 0; at < line.length; at += longest) pieces.push(line.slice(at, at + longest));
  return pieces;
}

/** What an encoded text holds, read back from its file; its own figures are checked against that. */
export function decoded(text: EncodedText): Encoded {
  const bytes = readFileSync(text.idsFile);
  const sentences: string[][] = [[]];
  for (let at = 0; at < bytes.length; at += 4) {
    const id = bytes.readInt32LE(at);
    if (id === -1) sentences.push([]);
    else (sentences.at(-1) as string[]).push(text.words[id]);
  }
  if (sentences.pop()?.length !== 0) throw new Error("the last sentence is not ended");
  const tokens = sentences.reduce((sum, sentence) => sum + sentence.length, 0);
  if (tokens !== text.tokens) throw new Error(`the file holds ${tokens} words, not ${text.tokens}`);
  if (sentences.length !== text.sentences)
    throw new Error(`the file holds ${sentences.length} sentences, not ${text.sentences}`);
  return { words: text.words, counts: [...text.counts], sentences, rawTokens: text.rawTokens };
}
