import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { readVectors } from "../../dist/vectors/read-vectors";
import { testFolder, writeText } from "../training/fast/small-text";
import { inCheckout } from "../../dist/files/checkout";

const program = inCheckout("dist/cli/train.js");
const folder = testFolder("train-fast");
const text = writeText(folder, 500);
const small = ["--fast", "--corpus", text, "--minimum-count", "2", "--dimensions", "10"];
const env = { ...process.env, INIT_CWD: folder };

interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

function train(args: readonly string[], node: readonly string[] = []): Ended {
  return spawnSync(process.execPath, [...node, program, ...args], { cwd: folder, encoding: "utf8", env });
}

const bytes = (out: string, name: string): Buffer => readFileSync(path.join(folder, out, name));

test("train --fast --json prints one object with settings, corpus, loss, speed and files", async () => {
  const { status, stdout, stderr } = train([...small, "--json", "--seed", "5", "--out", "a"]);
  assert.equal(status, 0, stderr);
  assert.equal(stderr, "");
  const result = JSON.parse(stdout) as Record<string, unknown> & {
    settings: Record<string, unknown>;
    corpus: Record<string, unknown>;
    files: string[];
  };
  const { seed, stepSize, epochs } = result.settings;
  assert.deepEqual([seed, stepSize, epochs], [5, 0.025, 5]);
  assert.deepEqual([result.corpus.name, result.corpus.sentences, result.corpus.words], [text, 500, 60]);
  assert.equal(result.wordsTrained, 5 * Number(result.corpus.tokens));
  for (const name of ["wordsKept", "finalLoss", "seconds", "wordsPerSecond"])
    assert.ok(Number(result[name]) > 0, name);
  const written = readdirSync(path.join(folder, "a"));
  assert.deepEqual(written.sort(), ["log.ndjson", "loss.csv", "progress.ndjson", "run.json", "vectors.txt"]);
  assert.deepEqual(result.files.map((file) => path.basename(file)).sort(), written);
  const { words, vectors } = await readVectors(path.join(folder, "a/vectors.txt"));
  assert.deepEqual([words.length, vectors.rows, vectors.cols], [60, 60, 10]);
});

test("a folder of texts, packed or not, is one corpus", () => {
  const texts = path.join(folder, "texts");
  mkdirSync(texts);
  writeFileSync(path.join(texts, "1.txt"), "a b c\nc b a\n");
  writeFileSync(path.join(texts, "2.txt.gz"), gzipSync("b c d\n"));
  const { status, stdout, stderr } = train([
    "--fast",
    "--corpus",
    "texts",
    "--minimum-count",
    "1",
    "--subsample",
    "1",
    "--json",
  ]);
  assert.equal(status, 0, stderr);
  const { corpus } = JSON.parse(stdout) as { corpus: Record<string, unknown> };
  assert.deepEqual([corpus.sentences, corpus.tokens, corpus.words], [3, 9, 4]);
});

test("an interrupt keeps what was learnt, and --resume ends with the bytes of a run without one", async () => {
  const long = [...small, "--epochs", "1000", "--format", "binary"];
  const stopped = await interrupted([...long, "--out", "b"]);
  assert.equal(stopped.status, 130, stopped.stderr);
  assert.match(
    stopped.stderr,
    /stopped after [\d,]+ of [\d,]+ words; continue with npm run train -- --resume --out b\n$/,
  );
  const learnt = await readVectors(path.join(folder, "b/vectors.bin"));
  assert.equal(learnt.words.length, 60);
  const again = train([...long, "--out", "b"]);
  assert.equal(again.status, 1);
  assert.match(
    again.stderr,
    /requires a folder without a run, got b; continue that one with npm run train -- --resume --out b, or --force writes over it\n$/,
  );
  assert.equal(train(["--resume", "--out", "b", "--format", "binary"]).status, 0);
  assert.equal(train([...long, "--out", "c"]).status, 0);
  assert.deepEqual(readdirSync(path.join(folder, "b")).sort(), [
    "log.ndjson",
    "loss.csv",
    "progress.ndjson",
    "run.json",
    "vectors.bin",
  ]);
  for (const name of ["vectors.bin", "loss.csv"]) assert.deepEqual(bytes("b", name), bytes("c", name));
  assert.match(
    train([...long, "--out", "c", "--resume"]).stderr,
    /requires a run that was stopped, got c, whose run is finished/,
  );
  const longer =
    /whose run is finished; name another folder for a longer one, or begin where it ended: --start-from c\/vectors.bin\n$/;
  assert.match(train(["--resume", "--out", "c", "--epochs", "9"]).stderr, longer);
  assert.match(
    train([...long, "--out", "c"]).stderr,
    /requires a folder without a run, got c; name another, or --force/,
  );
});

test("what does nothing, or cannot be, is refused before any work", () => {
  const refused: [string[], RegExp][] = [
    [["--fast", "--iterations", "10"], /require iterations only without fast, got 10 with it/],
    [["--fast", "--loss", "naive-softmax"], /require loss only without fast/],
    [["--epochs", "3"], /require epochs only with fast, got 3 without it/],
    [["--fast", "--workers", "0"], /require workers to be an integer from 1 to 256, got 0/],
    [["--fast", "--corpus", "none"], /requires sst, reviews, brown or the path of a text, got "none"/],
    [["--fast", "--resume"], /--resume requires --out DIR/],
    [
      ["--fast", "--corpus", "none.txt", "--subwords", "3-6", "--buckets", "67108864"], // no text is looked at
      /at most 4 GiB of memory, got 25\.0 GiB for 67108864 buckets of 100 dimensions; lower dimensions or lower buckets/,
    ],
    [
      ["--fast", "--corpus", text, "--minimum-count", "100000"],
      /requires two words that occur at least 100000 times, got 0/,
    ],
  ];
  for (const [args, message] of refused) {
    const { status, stdout, stderr } = train(args);
    assert.equal(status, 1);
    assert.equal(stdout, "");
    assert.match(stderr, message);
  }
});

const simdOff = process.arch === "x64" ? "--no-enable-sse4-1" : undefined;

test("without SIMD the command says so and trains in plain JavaScript", (t) => {
  if (simdOff === undefined) return t.skip("this processor's SIMD cannot be switched off");
  const { status, stdout, stderr } = train([...small, "--epochs", "1", "--json"], [simdOff]);
  assert.equal(status, 0, stderr);
  assert.match(stderr, /no WebAssembly with SIMD and shared memory: training in plain JavaScript/);
  const { finalLoss } = JSON.parse(stdout) as { finalLoss: number };
  const expected = JSON.parse(train([...small, "--epochs", "1", "--json"]).stdout) as { finalLoss: number };
  assert.ok(
    Math.abs(finalLoss - expected.finalLoss) < 1e-3,
    `loss ${finalLoss}, with SIMD ${expected.finalLoss}`,
  );
  const relaxed = train([...small, "--relaxed", "--json"], [simdOff]);
  assert.match(relaxed.stderr, /require relaxed only where Node has relaxed SIMD/);
});

/** Starts a training, interrupts it when it has told of its first progress, and waits for its end. */
function interrupted(args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], { cwd: folder, env });
    let [stdout, stderr, told] = ["", "", false];
    child.stdout.on("data", (part) => (stdout += part));
    child.stderr.on("data", (part) => {
      stderr += part;
      if (!told && (told = /words\/s/.test(stderr))) child.kill("SIGINT");
    });
    child.on("close", (status) => resolve({ status, stdout, stderr }));
  });
}

test("a run writes U and the counts, and another begins with them, on a text with other words", () => {
  writeFileSync(path.join(folder, "stop"), "k0w1\nk0w2");
  const options = [
    "--write-outside",
    "--write-vocabulary",
    "--stop-words",
    "stop",
    "--maximum-vocabulary",
    "30",
  ];
  const { status, stderr } = train([...small, ...options, "--architecture", "cbow", "--out", "first"]);
  assert.equal(status, 0, stderr);
  assert.deepEqual(
    readdirSync(path.join(folder, "first")).sort(),
    ["log.ndjson", "loss.csv", "outside.txt", "progress.ndjson", "run.json", "vectors.txt", "vocabulary.txt"],
  ); // prettier-ignore
  const lines = bytes("first", "vocabulary.txt").toString().trimEnd().split("\n");
  assert.ok(
    lines.length === 30 && lines.every((line) => /^k\dw\d \d+$/.test(line) && !/^k0w[12] /.test(line)),
  );
  const more = train([...small, "--start-from", "first/vectors.txt", "--out", "second", "--subsample", "1"]);
  assert.equal(more.status, 0, more.stderr);
  assert.match(more.stderr, /30 of 60 words begin as in first\/vectors\.txt/);
  for (const [args, message] of [
    [["--write-outside"], /--write-outside requires --out DIR/],
    [["--start-from", "none.txt"], /none\.txt/],
    [["--start-from", "first/vectors.txt", "--dimensions", "9"], /given twice|of 9 dimensions/],
    [["--stop-words", "first/none"], /first\/none/],
  ] as const) {
    const { status, stderr } = train([...small.slice(0, 5), ...args]);
    assert.equal(status, 1);
    assert.match(stderr, message);
  }
});

test("words that stand together become phrases, and settings that would do nothing are refused", () => {
  const lines = Array.from({ length: 60 }, (_, i) => `new york x${i % 3} bank of america y${i % 5}`);
  writeFileSync(path.join(folder, "pairs.txt"), lines.join("\n"));
  writeFileSync(path.join(folder, "connectors"), "of");
  const run = ["--fast", "--corpus", "pairs.txt", "--epochs", "1", "--dimensions", "4", "--subsample", "1"];
  const npmi = ["--phrases", "2", "--phrase-scorer", "npmi", "--phrase-threshold", "0.95"];
  const { status, stderr } = train([...run, ...npmi, "--phrase-connectors", "connectors", "--out", "joined"]);
  assert.equal(status, 0, stderr);
  assert.match(stderr, /2 of these words are phrases/);
  const words = bytes("joined", "vectors.txt").toString().split("\n").map((line) => line.split(" ")[0]); // prettier-ignore
  assert.ok(words.includes("new_york") && words.includes("bank_of_america") && !words.includes("of"));
  for (const [args, message] of [
    [["--phrase-threshold", "3"], /require phraseThreshold only with phrases of 1 or more, got 3/],
    [
      ["--phrases", "1", "--phrase-scorer", "npmi"],
      /npmi require phraseThreshold to be from -1 to 1, got 10/,
    ],
    [["--phrases", "1", "--phrase-connectors", "nowhere"], /nowhere/],
  ] as const) {
    const { status, stderr } = train([...run, ...args]);
    assert.equal(status, 1);
    assert.match(stderr, message);
  }
});

test("a text in another encoding is read by its name, which belongs to a text of one's own", () => {
  writeFileSync(path.join(folder, "wide.txt"), Buffer.from("été 今日 x\n".repeat(20), "utf16le"));
  const run = ["--fast", "--epochs", "1", "--dimensions", "4", "--subsample", "1", "--corpus"];
  const { status, stderr } = train([...run, "wide.txt", "--encoding", "UTF-16", "--out", "wide"]);
  assert.equal(status, 0, stderr);
  const words = bytes("wide", "vectors.txt").toString().split("\n").map((line) => line.split(" ")[0]); // prettier-ignore
  assert.deepEqual(words.slice(1, 4).sort(), ["x", "été", "今日"]);
  for (const [args, message] of [
    [
      ["wide.txt", "--encoding", "euc-kr"],
      /the text requires euc-kr, got byte 0x[0-9a-f]+ at offset \d+ of .*wide\.txt/,
    ],
    [["wide.txt", "--encoding", "utf16"], /require encoding to be utf-8, latin1, .*, got "utf16"/],
    [["brown", "--encoding", "latin1"], /require encoding only for a text of your own, got latin1 for brown/],
  ] as const) {
    const { status, stderr } = train([...run, ...args]);
    assert.equal(status, 1);
    assert.match(stderr, message);
  }
});
