import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { inCheckout } from "../../dist/files/checkout";

const folder = mkdtempSync(path.join(tmpdir(), "ends-"));
after(() => rmSync(folder, { recursive: true }));

const inFolder = (name: string): string => path.join(folder, name);
writeFileSync(inFolder("text"), "a b c d a b\nb c d a c\n".repeat(20));
writeFileSync(inFolder("v.txt"), "4 2\na 1 2\nb 0.5 1\nc 3 4\nd 2 1\n");
writeFileSync(inFolder("p.tsv"), "a\tb\t1\nb\tc\t2\na\tc\t3\n");
writeFileSync(inFolder("d.tex"), "$$x + 1 = 1 + x$$\n");

/** Every command with a program in src/cli that prints, called so that it ends in moments. */
const printing: Record<string, string[]> = {
  train: ["train", "--corpus", "text", "--subsample", "1", "--iterations", "20", "--json", "--out", "run"],
  evaluate: ["evaluate", "v.txt", "--pairs", "p.tsv"],
  convert: ["convert", "v.txt", "w.bin"],
  derive: ["derive", "d.tex", "--html", "d.html"],
  data: ["data"],
  experiment: ["experiment"],
};

/** Runs a command line of the shell in the folder, in which `$program` starts a command of this checkout. */
function shell(
  line: string,
  env: NodeJS.ProcessEnv = {},
): { status: number | null; stdout: string; stderr: string } {
  const program = `"${process.execPath}" "${inCheckout("dist/cli")}"`;
  const places = { node: process.execPath, setup: inCheckout("src/setup") };
  return spawnSync("bash", ["-c", `set -o pipefail; ${line.replaceAll("$program", () => program)}`], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, ...places, INIT_CWD: folder, ...env },
  });
}

const call = ([name, ...args]: string[]): string => `$program/${name}.js ${args.join(" ")}`;

const noTrace = (stderr: string): void => assert.doesNotMatch(stderr, /^ +at |node:|E[A-Z]{4,}|Error:/m);

for (const [name, words] of Object.entries(printing)) {
  test(`${name} ends with status 1 and a sentence where the standard output is full`, () => {
    rmSync(inFolder("run"), { recursive: true, force: true });
    const { status, stderr } = shell(`${call(words)} >/dev/full`);
    assert.equal(status, 1, stderr);
    assert.match(
      stderr,
      /^the standard output cannot be written, because the disk is full; free some space, and try again$/m,
    );
    noTrace(stderr);
  });

  test(`${name} ends with status 1 and in silence where nobody reads its standard output`, () => {
    rmSync(inFolder("run"), { recursive: true, force: true });
    const { stdout, stderr } = shell(`(${call(words)}; echo "status $?" >&2) | true`);
    assert.equal(stdout, "");
    assert.match(stderr, /^status 1$/m, "an error, said by the status alone");
    assert.doesNotMatch(stderr, /output|EPIPE/);
    noTrace(stderr);
  });
}

test("what was written to files is whole where nothing can be printed", () => {
  rmSync(inFolder("run"), { recursive: true, force: true });
  shell(`${call(printing.train)} >/dev/full`);
  assert.equal(JSON.parse(readFileSync(inFolder("run/run.json"), "utf8")).iterations, 20);
  shell(`${call(printing.derive)} >/dev/full`);
  assert.match(readFileSync(inFolder("d.html"), "utf8"), /<\/html>\s*$/);
});

test("help and tests end with status 1 and a sentence where the standard output is full", () => {
  const { status, stderr } = shell(`"$node" "$setup/run.cjs" train --help >/dev/full`);
  assert.equal(status, 1);
  assert.match(
    stderr,
    /^set-up: the standard output cannot be written, because the disk is full; free some space/,
  );
  writeFileSync(inFolder("some.test.cjs"), `require("node:test").test("some", () => {});`);
  const tests = shell(`"$node" "$setup/run-tests.mjs" some.test.cjs >/dev/full`, {
    NODE_TEST_CONTEXT: undefined,
  });
  assert.equal(tests.status, 1);
  assert.match(tests.stderr, /^set-up: the standard output cannot be written, because the disk is full/);
  for (const each of [stderr, tests.stderr]) noTrace(each);
});

test("a standard error that is full or closed ends nothing", () => {
  const { status, stdout } = shell(`${call(["evaluate", "v.txt", "--pairs", "p.tsv"])} 2>/dev/full`);
  assert.deepEqual([status, /Spearman/.test(stdout)], [0, true]);
});

test("nothing in src/cli prints but through the standard output that is watched", () => {
  const files = spawnSync(
    "grep",
    ["-rlE", "console\\.|process\\.stdout", inCheckout("src/cli"), "--include=*.ts"],
    {
      encoding: "utf8",
    },
  );
  assert.deepEqual(files.stdout.trim().split("\n"), [inCheckout("src/cli/terminal/standard-output.ts")]);
});
