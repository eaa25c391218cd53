import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after } from "node:test";
import { encodeText } from "../../../dist/corpus/encoded/encode-text";
import type { EncodedText } from "../../../dist/corpus/encoded/encoded-text";
import { Xoshiro128 } from "../../../dist/random/xoshiro";
import { below, uniform } from "../../../dist/random/random";

/** A folder of the test file, removed after it. */
export function testFolder(name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), `${name}-`));
  after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** How many kinds of sentences there are, and words of each. */
const kinds = 6;
const wordsOfKind = 10;

/**
 * A text of sentences of one kind each, whose words are `k2w7` for word 7 of kind 2: which words belong together
 * is known.
 *
 * @returns its file
 */
export function writeText(folder: string, sentences: number, seed = 1): string {
  const random = new Xoshiro128(seed);
  const lines = Array.from({ length: sentences }, () => {
    const kind = below(random, kinds);
    const word = (): string => `k${kind}w${below(random, wordsOfKind)}`;
    return Array.from({ length: 3 + below(random, 20) }, word).join(" ");
  });
  const file = path.join(folder, `text-${sentences}-${seed}`);
  writeFileSync(file, lines.join("\n"));
  return file;
}

/**
 * A text of sentences of 20 words, of which the r-th of 3,000 is drawn with a probability that falls as 1/r, so that each
 * ninth word is the first one.
 */
export function zipfText(folder: string, sentences: number): Promise<EncodedText> {
  const random = new Xoshiro128(1);
  const line = (): string =>
    Array.from({ length: 20 }, () => `w${Math.floor(3000 ** uniform(random))}`).join(" ");
  const file = path.join(folder, `zipf-${sentences}`);
  writeFileSync(file, Array.from({ length: sentences }, line).join("\n"));
  return encodeText([file], { minimumCount: 1, cache: path.join(folder, "cache") });
}

/** The same, encoded. */
export function smallText(folder: string, sentences: number, seed = 1): Promise<EncodedText> {
  const cache = path.join(folder, "cache");
  return encodeText([writeText(folder, sentences, seed)], { minimumCount: 1, cache });
}
