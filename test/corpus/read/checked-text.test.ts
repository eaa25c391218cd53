import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { checkedText } from "../../../dist/corpus/read/checked-text";
import { encodeText } from "../../../dist/corpus/encoded/encode-text";
import { readTextFile } from "../../../dist/corpus/read/text-file";
import { inCheckout } from "../../../dist/files/checkout";
import { logFile } from "../../../dist/runs/live/log-file";
import { progressFile } from "../../../dist/runs/live/progress-file";
import { testFolder } from "../../training/fast/small-text";

const folder = testFolder("checked-text");

/** The chunks of a text that is cut every so many bytes. */
async function pass(text: string | Buffer, size: number): Promise<Buffer> {
  const bytes = Buffer.from(text);
  const chunks: Buffer[] = [];
  async function* cut(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  for await (const chunk of checkedText(cut(), "t")) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test("a word of 65,536 bytes passes and a longer one is refused with its line, however the text is cut", async () => {
  const longest = "x".repeat(65_536);
  for (const size of [999, 1 << 16, 1 << 20]) {
    for (const text of [longest, `a\n${longest}\nb ${longest} c`, `${"é　".repeat(50_000)}\nb`])
      assert.deepEqual(await pass(text, size), Buffer.from(text));
    await assert.rejects(pass(`a\nb c\n\n= ${longest}y d\n`, size), {
      message:
        /^a corpus is required to have words of at most 65536 bytes, got a longer one in line 4 of t, which begins with "x{30}"; remove it/,
    });
    await assert.rejects(pass(`é　${"é".repeat(40_000)}`, size), /in line 1 of t/);
  }
});

test("what is no text is named with the command that converts it, by both trainers, packed or not", async () => {
  const formats: [string | Buffer, RegExp][] = [
    ["BZh91AY&SY", /bzip2/],
    [Buffer.from("fd377a585a0000", "hex"), /xz/],
    [Buffer.from("28b52ffd00", "hex"), /Zstandard/],
    ["PK\x03\x04" + "\0".repeat(40), /zip/],
    ["%PDF-1.7\n", /PDF.*pdftotext/],
    ["PAR1\x15\x04", /Parquet/],
    [Buffer.from("\ufeffa b c", "utf16le"), /UTF-16.*iconv/],
    ['{"text": "a b c"}\n', /JSON/],
  ];
  for (const [bytes, message] of formats) {
    for (const packed of [false, true]) {
      const file = path.join(folder, "format.txt");
      writeFileSync(file, packed ? gzipSync(bytes) : bytes);
      await assert.rejects(readTextFile(file), message);
      await assert.rejects(
        encodeText([file], { minimumCount: 1, cache: path.join(folder, "cache") }),
        message,
      );
    }
  }
});

const program = inCheckout("dist/cli/train.js");
const trainers: Record<string, Record<string, string>> = {
  assignment: { subsample: "1", iterations: "10" },
  fast: { subsample: "1", "minimum-count": "1", epochs: "1" },
};

/** The words of a command from its trainer and its options by name. */
const command = (trainer: string, options: Readonly<Record<string, string>>): string[] => [
  ...(trainer === "fast" ? ["--fast"] : []),
  ...Object.entries({ ...trainers[trainer], ...options }).map(([name, value]) => `--${name}=${value}`),
];

/** What a training said, and the most memory that it had, in MB; a shell's pipe may feed its standard input. */
function train(
  args: readonly string[],
  pipe = "",
): { status: number | null; stderr: string; memory: number } {
  const peak =
    "if (require('worker_threads').isMainThread) process.on('exit', () => process.stderr.write('PEAK ' + process.resourceUsage().maxRSS))";
  writeFileSync(path.join(folder, "peak.cjs"), peak);
  const quoted = args.map((arg) => `'${arg}'`).join(" ");
  const line = `${pipe} "${process.execPath}" --require ./peak.cjs "${program}" ${quoted}`;
  const env = { ...process.env, INIT_CWD: folder };
  const { status, stderr } = spawnSync("sh", ["-c", line], { cwd: folder, encoding: "utf8", env });
  const [said, memory] = stderr.split("PEAK ");
  return { status, stderr: said, memory: Number(memory) / 1024 };
}

for (const trainer of Object.keys(trainers)) {
  test(`what has no end is refused by ${trainer} within 150 MB`, () => {
    const zeros = gzipSync(Buffer.alloc(50_000_000));
    writeFileSync(path.join(folder, "zeros.gz"), zeros);
    const never: [string, string][] = [
      ["/dev/zero", ""],
      ["zeros.gz", ""],
      ["-", "yes | tr -d '\\n' |"],
      ["-", "cat /dev/zero |"],
      ...(trainer === "assignment" ? ([["-", "yes a b c |"], ["-", "yes a | tr '\\n' ' ' |"]] as [string, string][]) : []), // prettier-ignore
    ];
    for (const [corpus, pipe] of never) {
      const { status, stderr, memory } = train(command(trainer, { corpus }), pipe);
      assert.equal(status, 1, stderr);
      assert.match(
        stderr,
        /at most \d+ (bytes, got a longer one|MB of memory, got more)/,
        `${pipe} ${corpus}`,
      );
      assert.ok(memory < 150, `${pipe} ${corpus}: ${memory} MB`);
    }
  });

  test(`a training of ${trainer} in which no pair is trained on says why, and writes no vectors`, () => {
    writeFileSync(path.join(folder, "one-a-line"), "a\nb\na\nc\n".repeat(50));
    writeFileSync(path.join(folder, "chinese"), "今天天气很好\n我们去公园\n".repeat(50));
    writeFileSync(path.join(folder, "good"), "a b c d\n".repeat(50));
    const cases: [Record<string, string>, RegExp][] = [
      [{ corpus: "one-a-line" }, /put a sentence on each line/],
      [{ corpus: "chinese" }, /spaces between its words/],
      [{ corpus: "good", subsample: "1e-12" }, /raise subsample/],
    ];
    if (trainer === "fast") cases.push([{ corpus: "good", "minimum-count": "99" }, /lower minimumCount/]);
    for (const [given, remedy] of cases) {
      const { status, stderr } = train(command(trainer, { ...given, out: "none" }));
      assert.equal(status, 1, stderr);
      assert.match(stderr, remedy);
      const out = path.join(folder, "none");
      const left = existsSync(out) ? readdirSync(out) : [];
      assert.deepEqual(left.filter((name) => name !== logFile && name !== progressFile), []); // prettier-ignore
      rmSync(out, { recursive: true, force: true });
    }
  });

  test(`${trainer} reads a folder, packed files and the standard input, and says what it leaves out`, () => {
    const texts = path.join(folder, `texts-${trainer}`);
    mkdirSync(path.join(texts, "within"), { recursive: true });
    writeFileSync(path.join(texts, "1"), "a b c d\nb c d a");
    writeFileSync(path.join(texts, "2"), gzipSync("c d a e\n"));
    const read = (corpus: string, pipe?: string): string => {
      const { status, stderr } = train(command(trainer, { corpus }), pipe);
      assert.equal(status, 0, stderr);
      return stderr;
    };
    const said = read(`texts-${trainer}`);
    assert.match(said, /the 2 files in .*; folders in it and hidden files are left out: within/);
    assert.match(said, trainer === "fast" ? /12 words, 5 different/ : /3 sentences/);
    assert.match(
      read("-", `gzip -c texts-${trainer}/1 |`),
      trainer === "fast" ? /8 words, 4 diff/ : /2 sentences/,
    );
  });
}
