import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { inCheckout } from "../../dist/files/checkout";

const program = inCheckout("dist/cli/train.js");
const folder = mkdtempSync(path.join(tmpdir(), "train-"));
after(() => rmSync(folder, { recursive: true }));

const sentence = (s: number): string =>
  Array.from({ length: 9 }, (_, i) => `w${(s * 7 + i * (1 + (s % 3))) % 30}`).join(" ");
writeFileSync(path.join(folder, "text"), Array.from({ length: 200 }, (_, s) => sentence(s)).join("\n"));
const small = ["--corpus", "text", "--subsample", "1", "--iterations", "300"];

function train(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, INIT_CWD: folder },
  });
}

test("train --json prints one object with settings, corpus, loss, speed and files", () => {
  const { status, stdout, stderr } = train(
    ...small,
    "--json",
    "--seed",
    "5",
    "--step-size",
    "0.1",
    "--out",
    "a",
  );
  assert.equal(status, 0, stderr);
  assert.equal(stderr, "");
  const result = JSON.parse(stdout) as Record<string, unknown> & {
    settings: Record<string, unknown>;
    corpus: Record<string, unknown>;
    files: string[];
  };
  assert.deepEqual(
    [result.settings.seed, result.settings.stepSize, result.settings.dimensions],
    [5, 0.1, 10],
  );
  assert.deepEqual(
    { ...result.corpus, sha256: undefined },
    { name: "text", sha256: undefined, sentences: 200, tokens: 1800, words: 31 },
  );
  assert.match(String(result.corpus.sha256), /^[0-9a-f]{64}$/);
  assert.equal(result.iterations, 300);
  for (const name of ["finalRunningLoss", "meanOfLastLosses", "seconds", "windowsPerSecond"])
    assert.ok(Number(result[name]) > 0, name);
  assert.deepEqual(
    result.files.sort(),
    readdirSync(path.join(folder, "a"))
      .map((name) => path.join("a", name))
      .sort(),
  );
});

test("the loss curve and the vectors are written as numbers that read back exactly", () => {
  const lines = readFileSync(path.join(folder, "a/loss.csv"), "utf8").trim().split("\n");
  assert.equal(lines[0], "iteration,running_loss");
  assert.equal(lines.length, 31);
  const { finalRunningLoss } = JSON.parse(readFileSync(path.join(folder, "a/run.json"), "utf8")) as {
    finalRunningLoss: number;
  };
  assert.equal(lines[30], `300,${finalRunningLoss}`);
  const vectors = readFileSync(path.join(folder, "a/vectors.txt"), "utf8").trim().split("\n");
  assert.equal(vectors[0], "31 10");
  assert.equal(vectors.length, 32);
});

test("the same command gives the same vectors; a folder that holds a run is not overwritten", () => {
  assert.equal(train(...small, "--out", "b").status, 0);
  assert.equal(train(...small, "--out", "c").status, 0);
  const vectors = (name: string): string => readFileSync(path.join(folder, name, "vectors.txt"), "utf8");
  assert.equal(vectors("b"), vectors("c"));
  const again = train(...small, "--seed", "2", "--out", "b");
  assert.equal(again.status, 1);
  assert.match(
    again.stderr,
    /requires a folder without a run, got b; continue that one with npm run train -- --resume --out b, or --force writes over it\n$/,
  );
  assert.equal(vectors("b"), vectors("c"));
});

test("what is wrong on the command line is said in one line, before anything is done", () => {
  for (const [args, message] of [
    [["--dimension", "3"], /got --dimension; did you mean --dimensions\?\n$/],
    [["--dimensions", "0"], /require dimensions to be an integer from 1 to 1000, got 0\n$/],
    [["--loss", "hinge"], /"negative-sampling" or "naive-softmax", got "hinge"\n$/],
    [["--resume"], /--resume requires --out DIR, the folder of the run, got none\n$/],
    [["--corpus", "nowhere", "--out", "never"], /got "nowhere", which is no file\n$/],
    [["--resume", "--out", "d", ...small], /checkpoint/],
  ] as [string[], RegExp][]) {
    const { status, stdout, stderr } = train(...args);
    assert.equal(status, 1, args.join(" "));
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /\n\s+at /);
    assert.equal(stdout, "");
  }
  assert.ok(!existsSync(path.join(folder, "never")));
});

test("an interrupted run keeps what it learnt, and --resume ends where an uninterrupted one does", async () => {
  const args = [...small.slice(0, -1), "6000"];
  const child = spawn(process.execPath, [program, ...args, "--out", "e"], {
    cwd: folder,
    env: { ...process.env, INIT_CWD: folder },
  });
  let stderr = "";
  child.stderr.on("data", (data: Buffer) => {
    stderr += data.toString();
    if (/\d %  iteration/.test(stderr) && !child.killed) child.kill("SIGINT");
  });
  const status = await new Promise((resolve) => child.on("close", resolve));
  assert.equal(status, 130, stderr);
  assert.match(stderr, /stopped at iteration \d+; continue with npm run train -- --resume --out e\n$/);
  assert.equal(train("--resume", "--out", "e").status, 0);
  assert.equal(train(...args, "--out", "f").status, 0);
  for (const name of ["vectors.txt", "loss.csv"]) {
    assert.equal(
      readFileSync(path.join(folder, "e", name), "utf8"),
      readFileSync(path.join(folder, "f", name), "utf8"),
      name,
    );
  }
});

test("a loss that stops being finite ends the command with what to change, and keeps the last checkpoint", () => {
  const args = [...small, "--out", "g", "--dimensions", "2"];
  assert.equal(train(...args).status, 0);
  const checkpoint = readFileSync(path.join(folder, "g/checkpoint"));
  const { status, stderr } = train(
    "--corpus",
    "text",
    "--subsample",
    "1",
    "--step-size",
    "1000000",
    "--iterations",
    "100000",
    "--out",
    "h",
  );
  assert.equal(status, 1);
  assert.match(
    stderr,
    /requires vectors that stay finite .*, got .* at iteration \d+; lower stepSize, now 1000000/,
  );
  assert.deepEqual(readFileSync(path.join(folder, "g/checkpoint")), checkpoint);
});
