import assert from "node:assert/strict";
import test from "node:test";
import { rejectProbabilities, subsample } from "../../dist/corpus/subsampling";
import { buildVocabulary, encode } from "../../dist/corpus/vocabulary";
import { emptyWindow, windowSampler } from "../../dist/corpus/windows";
import { MersenneTwister } from "../../dist/random/mersenne-twister";
import { below } from "../../dist/random/random";
import { negativeSampler, unigramTable } from "../../dist/random/unigram-table";
import { assertClose, reference, sha256 } from "../reference";
import { treebank } from "../treebank";

interface Training {
  "contexts_first_4_iterations_[windowSize1,center,context]": [number, string, string[]][];
  total_pairs: number;
}

interface Dataset {
  numSentences: number;
  nTokens_including_UNK: number;
  wordcount_including_UNK: number;
  sum_sentence_lengths: number;
  hapax_count: number;
  UNK_index: number;
  max_sentence_len: number;
  "sentences_with_len<=1": number;
  sha256_of_tokens_joined_by_newline_utf8: string;
  sha256_of_sentences_space_joined_newline_joined_utf8: string;
  sha256_of_tokenfreq_comma_joined: string;
  first_20_tokens: string[];
  last_10_tokens: string[];
  non_ascii_tokens: string[];
  top_20_freq: [number, string][];
  rejectProb: { n_positive: number; sum: number; first_20: number[]; of: Record<string, number> };
  rng_state_sha_after_seed_31415: string;
  first_windowSize1: number;
  "rng_state_sha_after_first_randint(1,5)": string;
  allSentences: Record<string, number | string> & { first_5: string[][]; last_2: string[][] };
  sampleTable: Record<string, unknown>;
  first_context: { windowSize1: number; center: string; context: string[]; rng_state_sha_after: string };
  next_200_contexts_without_neg_draws: [number, string, string[]][];
  visualize_words: string[];
  visualize_idx: number[];
  visualize_freq: number[];
  "datasetSentences.txt": { sha256: string };
}

test("the treebank's vocabulary, subsampled sentences, table and windows are those of the published run", async (t) => {
  const corpus = await treebank(t);
  if (!corpus) return;
  const expected = reference<Dataset>("sst_dataset.json");
  const vocabulary = buildVocabulary(corpus.sentences);
  const lengths = corpus.sentences.map((sentence) => sentence.length);

  await t.test("the text", () => {
    assert.equal(corpus.sha256, expected["datasetSentences.txt"].sha256);
    assert.equal(corpus.sentences.length, expected.numSentences);
    assert.equal(
      lengths.reduce((a, b) => a + b),
      expected.sum_sentence_lengths,
    );
    assert.equal(Math.max(...lengths), expected.max_sentence_len);
    assert.equal(lengths.filter((length) => length <= 1).length, expected["sentences_with_len<=1"]);
    const text = corpus.sentences.map((sentence) => sentence.join(" ")).join("\n");
    assert.equal(sha256(text), expected.sha256_of_sentences_space_joined_newline_joined_utf8);
  });

  await t.test("the vocabulary", () => {
    assert.equal(vocabulary.words.length, expected.nTokens_including_UNK);
    assert.equal(vocabulary.total, expected.wordcount_including_UNK);
    assert.equal(vocabulary.ids.get("UNK"), expected.UNK_index);
    assert.equal(vocabulary.counts.filter((count) => count === 1).length, expected.hapax_count);
    assert.deepEqual(vocabulary.words.slice(0, 20), expected.first_20_tokens);
    assert.deepEqual(vocabulary.words.slice(-10), expected.last_10_tokens);
    expected.non_ascii_tokens.forEach((word) => assert.ok(vocabulary.ids.has(word), word));
    const byCount = vocabulary.words.map((word, w): [number, string] => [vocabulary.counts[w], word]);
    byCount.sort((a, b) => b[0] - a[0] || (a[1] < b[1] ? 1 : -1));
    assert.deepEqual(byCount.slice(0, 20), expected.top_20_freq);
    assert.equal(sha256(vocabulary.words.join("\n")), expected.sha256_of_tokens_joined_by_newline_utf8);
    assert.equal(sha256([...vocabulary.counts].join(",")), expected.sha256_of_tokenfreq_comma_joined);
    const ids = expected.visualize_words.map((word) => vocabulary.ids.get(word) as number);
    assert.deepEqual(ids, expected.visualize_idx);
    assert.deepEqual(
      ids.map((id) => vocabulary.counts[id]),
      expected.visualize_freq,
    );
  });

  const reject = rejectProbabilities(vocabulary, 1e-5);
  await t.test("the probabilities of leaving a word out", () => {
    assert.equal(reject.filter((p) => p > 0).length, expected.rejectProb.n_positive);
    assertClose([reject.reduce((a, b) => a + b)], [expected.rejectProb.sum], 1e-12);
    assertClose(reject.subarray(0, 20), expected.rejectProb.first_20, 1e-12);
    for (const [word, p] of Object.entries(expected.rejectProb.of)) {
      assertClose([reject[vocabulary.ids.get(word) as number]], [p], 1e-12);
    }
  });

  const random = MersenneTwister.asPython(31415);
  assert.equal(sha256(random.save()), expected.rng_state_sha_after_seed_31415);
  const radius = 1 + below(random, 5);
  assert.equal(radius, expected.first_windowSize1);
  assert.equal(sha256(random.save()), expected["rng_state_sha_after_first_randint(1,5)"]);
  const kept = subsample(encode(corpus.sentences, vocabulary), reject, random);
  const afterSubsampling = random.save();
  const joinWords = (s: number): string[] =>
    [...kept.ids.subarray(kept.starts[s], kept.starts[s + 1])].map((w) => vocabulary.words[w]);

  await t.test("the subsampled sentences", () => {
    const { allSentences } = expected;
    const count = kept.starts.length - 1;
    assert.equal(count, allSentences["count_after_dropping_len<=1"]);
    assert.equal(kept.ids.length, allSentences.total_words);
    assertClose([kept.ids.length / count], [allSentences.mean_len as number], 1e-12);
    assert.deepEqual([0, 1, 2, 3, 4].map(joinWords), allSentences.first_5);
    assert.deepEqual([count - 2, count - 1].map(joinWords), allSentences.last_2);
    const text = Array.from({ length: count }, (_, s) => joinWords(s).join(" ")).join("\n");
    assert.equal(sha256(text), allSentences.sha256_space_joined_newline_joined_utf8);
    assert.equal(sha256(random.save()), allSentences.rng_state_sha_after);
  });

  await t.test("the table of negatives", () => {
    const table = unigramTable(vocabulary.counts, 0.75);
    const { sampleTable } = expected;
    assert.equal(table.length, sampleTable.tablesize);
    assert.equal(sha256(table), sampleTable.sha256_int32_le);
    const firstWords = Array.from({ length: 20 }, (_, w) => table.indexOf(w));
    assert.deepEqual(firstWords, sampleTable.first_index_of_first_20_tokens);
    assert.deepEqual([table[0], table[999_999]], [sampleTable["T[0]"], sampleTable["T[last]"]]);
    assert.equal(new Set(table).size, sampleTable.distinct_entries);
    const hundreds = Array.from({ length: 10 }, (_, i) => table[i * 100_000]);
    assert.deepEqual(hundreds, sampleTable.entries_at_multiples_of_100000);
  });

  await t.test("the windows", () => {
    const draw = windowSampler(kept, random);
    const window = emptyWindow(5);
    const drawn = (size: number): [number, string, string[]] => {
      draw(size, window);
      const outside = [...window.outside.subarray(0, window.size)].map((w) => vocabulary.words[w]);
      return [size, vocabulary.words[window.centre], outside];
    };
    const { first_context: first } = expected;
    assert.deepEqual(drawn(radius), [first.windowSize1, first.center, first.context]);
    assert.equal(sha256(random.save()), first.rng_state_sha_after);
    for (const context of expected.next_200_contexts_without_neg_draws) {
      assert.deepEqual(drawn(1 + below(random, 5)), context);
    }
  });

  await t.test(
    "the windows of training, with the negatives drawn in between, and the number of all pairs",
    () => {
      const training = reference<Training>("sst_training.json");
      const source = MersenneTwister.asPython(31415);
      const sample = windowSampler(kept, source);
      const negatives = negativeSampler(unigramTable(vocabulary.counts, 0.75), source);
      const window = emptyWindow(5);
      const drawn = new Int32Array(10);
      const first: [number, string, string[]][] = [];
      source.restore(afterSubsampling); // the first radius is drawn before, and known
      let pairs = 0;
      for (let i = 0; i < 2_000_000; i++) {
        const size = i === 0 ? radius : 1 + below(source, 5);
        sample(size, window);
        const outside = window.outside.subarray(0, window.size);
        if (i < 200) {
          first.push([size, vocabulary.words[window.centre], [...outside].map((w) => vocabulary.words[w])]);
        }
        outside.forEach((o) => negatives(o, drawn));
        pairs += window.size;
      }
      assert.deepEqual(first, training["contexts_first_4_iterations_[windowSize1,center,context]"]);
      assert.equal(pairs, training.total_pairs);
    },
  );
});
