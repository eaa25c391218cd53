import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { inCheckout } from "../../dist/files/checkout";
import { testFolder, writeText } from "../training/fast/small-text";

const program = inCheckout("dist/cli/train.js");
const folder = testFolder("train-out");
writeText(folder, 300);
const text = "text-300-1";
const trainers = {
  assignment: ["--corpus", text, "--subsample", "1", "--iterations", "6000"],
  fast: ["--fast", "--corpus", text, "--minimum-count", "1", "--dimensions", "9", "--epochs", "100"],
};
const env = { ...process.env, INIT_CWD: folder };
const keepsOften = { cwd: folder, env: { ...env, CHECKPOINT_EVERY_MS: "30" } };
const options = { cwd: folder, env, encoding: "utf8" } as const;

interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

const train = (...args: string[]): Ended => spawnSync(process.execPath, [program, ...args], options);
const file = (...parts: string[]): string => path.join(folder, ...parts);
const quick = ["--corpus", text, "--subsample", "1", "--iterations", "20"];

/** Runs a command that was printed, as a shell takes it. */
function runPrinted(message: string): Ended {
  const [, args] = /npm run train -- (.*)$/m.exec(message) ?? assert.fail(message);
  return spawnSync("sh", ["-c", `"${process.execPath}" "${program}" ${args}`], options);
}

/** Starts a training, and ends it with a signal when it has kept a checkpoint. */
function endedBy(signal: NodeJS.Signals, out: string, args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args, "--out", out], keepsOften);
  const kept = setInterval(() => {
    if (!child.killed && existsSync(file(out, "checkpoint"))) child.kill(signal);
  }, 5);
  return new Promise((resolve) => {
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (part) => (stdout += part));
    child.stderr.on("data", (part) => (stderr += part));
    child.on("close", (status) => {
      clearInterval(kept);
      resolve({ status, stdout, stderr });
    });
  });
}

for (const [trainer, args] of Object.entries(trainers)) {
  test(`the command that an interrupted run of ${trainer} prints continues it to the end of one without a stop`, async () => {
    const out = `it's ${trainer}`;
    const stopped = await endedBy("SIGINT", out, args);
    assert.equal(stopped.status, 130, stopped.stderr);
    const refused = train(...args, "--out", out);
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /continue that one with npm run train -- --resume --out/);
    assert.match(
      train("--resume", "--out", out, "--dimensions", "8").stderr,
      /requires dimensions to be \d+, got 8/,
    );
    assert.equal(runPrinted(stopped.stderr.trim()).status, 0);
    assert.equal(train(...args, "--out", `${trainer}-whole`).status, 0);
    for (const name of ["vectors.txt", "loss.csv"])
      assert.deepEqual(readFileSync(file(out, name)), readFileSync(file(`${trainer}-whole`, name)), name);
  });

  test(`a run of ${trainer} that is killed, whenever, ends as one that never was`, async () => {
    const out = `${trainer}-killed`;
    const killed = await endedBy("SIGKILL", out, args);
    assert.equal(killed.status, null);
    assert.ok(readdirSync(file(out)).some((name) => name.startsWith(".in-use")));
    const again = train("--resume", "--out", out);
    assert.equal(again.status, 0, again.stderr);
    assert.deepEqual(
      readFileSync(file(out, "vectors.txt")),
      readFileSync(file(`${trainer}-whole`, "vectors.txt")),
    );
    assert.deepEqual(readdirSync(file(out)), readdirSync(file(`${trainer}-whole`)));
  });
}

test("a stopped run continues with more epochs or iterations, and writes another format", async () => {
  await endedBy("SIGINT", "more", trainers.fast);
  const { status, stderr } = train("--resume", "--out", "more", "--epochs", "120", "--format", "binary");
  assert.equal(status, 0, stderr);
  const { settings } = JSON.parse(readFileSync(file("more/run.json"), "utf8")) as {
    settings: { epochs: number };
  };
  assert.equal(settings.epochs, 120);
  assert.ok(existsSync(file("more/vectors.bin")));
  await endedBy("SIGINT", "longer", trainers.assignment);
  assert.equal(train("--resume", "--out", "longer", "--iterations", "6010").status, 0);
  assert.match(
    train("--resume", "--out", "longer", "--fast").stderr,
    /requires the trainer assignment, got fast/,
  );
});

test("a checkpoint of an older version is refused by name, before any work, and stays as it is", () => {
  mkdirSync(file("older"));
  for (const version of [1, 2]) {
    const old = `word2vec-notebooks fast checkpoint ${version}\n{"settings":{},"corpus":"abc"}\n`;
    writeFileSync(file("older", "checkpoint"), old);
    const { status, stderr } = train("--resume", "--out", "older");
    assert.equal(status, 1);
    assert.match(
      stderr,
      /requires a checkpoint of this version, got one of an older version, .*older.*--force/,
    );
    assert.equal(readFileSync(file("older", "checkpoint"), "utf8"), old);
    assert.deepEqual(readdirSync(file("older")), ["checkpoint"]);
  }
});

test("an --out that cannot be written is refused before the text is read", () => {
  writeFileSync(file("in-the-way"), "");
  for (const out of ["/proc/x", "in-the-way", "in-the-way/x", "/dev/null"]) {
    const { status, stdout, stderr } = train(...quick, "--out", out);
    assert.deepEqual([status, stdout], [1, ""], out);
    assert.match(stderr, /^train requires --out to be a folder that can be written, got .*\n$/, out);
  }
  assert.match(train(...quick, "--out", "").stderr, /^--out requires a value, got an empty text\n$/);
});

test("a file of one's own is not overwritten without --force", () => {
  for (const [own, format] of [
    ["vectors.txt", "text"],
    ["metadata.tsv", "tsv"],
    ["loss.csv", "text"],
  ]) {
    // prettier-ignore
    const out = `own-${own}`;
    mkdirSync(file(out));
    writeFileSync(file(out, own), "mine");
    const args = [...quick, "--format", format, "--out", out];
    assert.match(
      train(...args).stderr,
      /requires a folder without files that would be overwritten, got .*--force/,
    );
    assert.deepEqual(readdirSync(file(out)), [own]);
    assert.equal(readFileSync(file(out, own), "utf8"), "mine");
    assert.equal(train(...args, "--force").status, 0);
    assert.notEqual(readFileSync(file(out, own), "utf8"), "mine");
  }
  mkdirSync(file("other"));
  writeFileSync(file("other/notes.txt"), "mine");
  assert.equal(train(...quick, "--out", "other").status, 0);
});

test("the folder of the text, by whichever name, is no place for its vectors", () => {
  mkdirSync(file("texts"));
  writeFileSync(file("texts/vectors.txt"), "a b c\n");
  symlinkSync(file("texts"), file("link"));
  for (const [corpus, out] of [
    ["texts", "texts"],
    ["texts", "link/"],
    ["link", "./texts"],
  ])
    assert.match(train("--corpus", corpus, "--out", out).stderr, /requires another folder than --corpus/);
  const within = train("--corpus", "texts/vectors.txt", "--out", "texts", "--force");
  assert.match(within.stderr, /where texts\/vectors.txt would be overwritten/);
  assert.equal(readFileSync(file("texts/vectors.txt"), "utf8"), "a b c\n");
});

test("two trainings into one folder: the second says so and ends, the first is not disturbed", async () => {
  const args = [...trainers.assignment.slice(0, -1), "1000000"];
  const first = spawn(process.execPath, [program, ...args, "--out", "twice"], keepsOften);
  const ended = new Promise((resolve) => first.on("close", resolve));
  while (!existsSync(file("twice/checkpoint"))) await new Promise((resolve) => setTimeout(resolve, 5));
  for (const second of [["--resume"], [...quick, "--force"]]) {
    const { status, stderr } = train(...second, "--out", "twice");
    assert.equal(status, 1);
    assert.match(
      stderr,
      new RegExp(`no other process writes to, got twice, where process ${first.pid} works`),
    );
  }
  first.kill("SIGINT");
  assert.equal(await ended, 130);
  assert.ok(existsSync(file("twice/vectors.txt")));
});
