import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test, { after } from "node:test";
import fc from "fast-check";
import { encodeText } from "../../../../dist/corpus/encoded/encode-text";
import type { PhraseOptions } from "../../../../dist/corpus/encoded/phrases/join-phrases";
import { phraseScore, type PhraseScorer } from "../../../../dist/corpus/encoded/phrases/score";
import { inCheckout } from "../../../../dist/files/checkout";
import { below as drawBelow, uniform } from "../../../../dist/random/random";
import { Xoshiro128 } from "../../../../dist/random/xoshiro";
import { gensim, gensimEnv } from "../../../vectors/gensim/gensim";
import { decoded } from "../obvious";
import { joinedByStrings } from "./joined-by-strings";

const folder = mkdtempSync(path.join(tmpdir(), "phrases-"));
after(() => rmSync(folder, { recursive: true }));

let written = 0;

/** A new file with a sentence on each line. */
function writeSentences(sentences: readonly string[][]): string {
  const file = path.join(folder, `text-${written++}`);
  writeFileSync(file, sentences.map((words) => words.join(" ") + "\n").join(""));
  return file;
}

/** What a text holds after its phrases were joined. */
async function joined(file: string, phrases: PhraseOptions): Promise<ReturnType<typeof decoded>> {
  return decoded(await encodeText([file], { minimumCount: 1, cache: path.join(folder, "cache"), phrases }));
}

/** Words that follow each other more often than by chance, some with a `_` of their own, as a text of many. */
function manySentences(count: number): string[][] {
  const random = new Xoshiro128(5);
  const below = (n: number): number => drawBelow(random, n);
  const often = ["new york", "new york city", "bank of america", "eye of the beholder", "san_francisco bay", "san francisco", "__ _ a_", "a b"]; // prettier-ignore
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + below(8) }, () =>
      below(3) === 0
        ? often[below(often.length)]
        : ["of", "the", "york", "city_bay", `w${below(300)}`][below(5)],
    )
      .join(" ")
      .split(" "),
  );
}

const choices: readonly PhraseOptions[] = [
  { passes: 1, scorer: "original", minimumCount: 5, threshold: 1.5 },
  { passes: 3, scorer: "original", minimumCount: 1, threshold: 0.5, connectors: ["of", "the", "__"] },
  { passes: 2, scorer: "npmi", minimumCount: 3, threshold: 0.3, connectors: ["of", "the"] },
  { passes: 2, scorer: "npmi", minimumCount: 1, threshold: -0.5 },
];

test("the scores of a pair are those of paper", () => {
  const figures = { a: 4, b: 5, ab: 3, different: 40, tokens: 100 };
  const score = (scorer: PhraseScorer, minimumCount: number): number =>
    phraseScore({ scorer, minimumCount, threshold: 1 }, figures);
  assert.ok(Math.abs(score("original", 1) - 4) < 1e-14); // (3 - 1) / 20 * 40
  assert.ok(Math.abs(score("word2phrase", 1) - 10) < 1e-14); // (3 - 1) / 20 * 100
  assert.ok(Math.abs(score("npmi", 3) - Math.log(15) / Math.log(100 / 3)) < 1e-14); // 0.03 / (0.04 0.05) = 15
  assert.equal(score("npmi", 4), -Infinity);
});

test("phrases are those that strings and a Map find, however few pairs are counted at a time", async () => {
  const word = fc.constantFrom("a", "b", "c", "a_b", "b_c", "_", "a_", "of", "É");
  const sentences = fc.array(fc.array(word, { minLength: 1, maxLength: 12 }), {
    minLength: 2,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(
      sentences,
      fc.constantFrom<PhraseScorer>("original", "npmi", "word2phrase"),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom(0.05, 0.3, 0.9),
      fc.constantFrom([], ["of"], ["of", "a_"]),
      async (texts, scorer, passes, threshold, connectors) => {
        const options = { passes, scorer, minimumCount: 1, threshold, connectors };
        const lower = texts.map((words) => words.map((word) => word.toLowerCase()));
        const expected = joinedByStrings(lower, options);
        fc.pre(new Set(expected.flat()).size > 1);
        const file = writeSentences(texts);
        for (const pairsAtATime of [3, 1000]) {
          const found = await joined(file, { ...options, pairsAtATime });
          assert.deepEqual(found.sentences, expected);
          const count = (word: string): number => expected.flat().filter((other) => other === word).length;
          assert.deepEqual(found.counts, found.words.map(count)); // prettier-ignore
          assert.equal(found.rawTokens, texts.flat().length);
        }
      },
    ),
    { numRuns: 40 },
  );
});

test("a text of more pairs than are counted at a time has the phrases that it has with all at once", async () => {
  const random = new Xoshiro128(7);
  const sentences = Array.from({ length: 10_000 }, () =>
    Array.from({ length: 10 }, () => `w${Math.floor(1000 * uniform(random) * uniform(random))}`),
  ); // some 60,000 different pairs, in two blocks of ids
  const file = writeSentences(sentences);
  const options = { passes: 1, scorer: "original", minimumCount: 1, threshold: 5 } as const;
  const [few, all] = [await joined(file, { ...options, pairsAtATime: 5000 }), await joined(file, options)];
  assert.ok(all.words.filter((word) => word.includes("_")).length > 100);
  assert.ok(JSON.stringify(few) === JSON.stringify(all));
});

test("phrases come before words are left out, and are part of what a text is called", async () => {
  const file = writeSentences(Array.from({ length: 20 }, () => ["bank", "of", "america", "x"]));
  const phrases = { passes: 1, scorer: "npmi", minimumCount: 1, threshold: 0.9, connectors: ["of"] } as const;
  const options = { minimumCount: 5, cache: path.join(folder, "cache"), stopWords: ["of"] };
  const text = await encodeText([file], { ...options, phrases });
  assert.deepEqual(text.words, ["x", "bank_of_america"]);
  const plain = await encodeText([file], options);
  assert.deepEqual(plain.words, ["bank", "america", "x"]);
  assert.notEqual(text.sha256, plain.sha256);
});

test("a choice that joins nothing, or everything, by mistake is refused", async () => {
  const file = writeSentences([["a", "b"]]);
  const options = { passes: 1, scorer: "original", minimumCount: 1, threshold: 1 } as const;
  for (const [wrong, message] of [
    [{ threshold: 0 }, "phrases scored by original require phraseThreshold to be above 0, got 0"],
    [
      { scorer: "npmi", threshold: 10 },
      "phrases scored by npmi require phraseThreshold to be from -1 to 1, got 10",
    ],
    [{ minimumCount: 0 }, "phrases require phraseMinimum to be a whole number from 1, got 0"],
  ] as const)
    await assert.rejects(joined(file, { ...options, ...wrong }), { message });
});

test("the real gensim joins the same phrases of the same text", async (t) => {
  const python = gensim(t);
  if (!python) return;
  const file = writeSentences(manySentences(4000));
  const wanted = choices.map((choice) => ({ connectors: [], ...choice, text: file }));
  const program = inCheckout("test/corpus/encoded/phrases/gensim_phrases.py");
  const options = {
    input: JSON.stringify(wanted),
    encoding: "utf8",
    env: gensimEnv,
    maxBuffer: 2 ** 28,
  } as const;
  const theirs = JSON.parse(execFileSync(python, [program], options)) as string[][][];
  for (const [i, choice] of choices.entries()) {
    const { sentences, words } = await joined(file, choice);
    assert.ok(
      JSON.stringify(sentences) === JSON.stringify(theirs[i]),
      `phrases of ${JSON.stringify(choice)}`,
    );
    assert.ok(
      words.includes("san_francisco_bay") ||
        words.includes("eye_of_the_beholder") ||
        words.includes("bank_america"),
      words.join(" "),
    );
  }
});
